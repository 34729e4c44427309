using Tonearm.Party.Played;

namespace Tonearm.Party.Pages;

/// <summary>What was played, as its page shows it.</summary>
/// <param name="Inside">The reader was there with this device, or is the host: others have come by the link.</param>
/// <param name="Missing">Songs of which nothing is known: they were played before any were written down.</param>
public sealed record PlayedView(PlayedList List, bool Inside, int Missing, DateTimeOffset Now)
{
    public bool IsOver => List.Phase == "ended";

    public DateTimeOffset? KeptUntil => List.EndedAt + PlayedStore.Kept;

    public string Songs => List.Songs.Count == 1 ? "1 song" : $"{List.Songs.Count:N0} songs";

    /// <summary>Why it was this song.</summary>
    public static string Came(PlayedTrack song)
    {
        ArgumentNullException.ThrowIfNull(song);
        var likes = song.Likes == 1 ? "1 like" : $"{song.Likes:N0} likes";
        return song.How switch
        {
            Chosen.Vote => likes,
            Chosen.Host => song.Likes == 0 ? "the host’s choice" : $"the host’s choice, {likes}",
            _ => "in its order",
        };
    }
}
