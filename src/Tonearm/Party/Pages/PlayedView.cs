using Tonearm.Party.Played;

namespace Tonearm.Party.Pages;

/// <summary>What was played, as its page shows it.</summary>
/// <param name="Inside">The reader was there with this device, or is the host: others have come by the link.</param>
/// <param name="Missing">Songs of which nothing is known: they were played before any were written down.</param>
/// <param name="MaySave">The reader is the owner, and there is something to save.</param>
/// <param name="Save">How far that has come; null when nobody has wanted it yet.</param>
public sealed record PlayedView(PlayedList List, bool Inside, int Missing, DateTimeOffset Now, bool MaySave = false, SaveView? Save = null)
{
    /// <summary>The owner, after the end.</summary>
    public bool MayRepeat => MaySave;

    public bool IsOver => List.Phase == "ended";

    public DateTimeOffset? KeptUntil => List.EndedAt + PlayedStore.Kept;

    public string Songs => List.Songs.Count == 1 ? "1 song" : $"{List.Songs.Count:N0} songs";

    /// <summary>Why it was this song.</summary>
    public static string Came(PlayedTrack song)
    {
        ArgumentNullException.ThrowIfNull(song);
        var likes = song.Likes == 1 ? "1 like" : $"{song.Likes:N0} likes";
        var came = song.How switch
        {
            Chosen.Vote => likes,
            Chosen.Host => song.Likes == 0 ? "the host’s choice" : $"the host’s choice, {likes}",
            _ => "in its order",
        };
        return song.Suggested ? $"suggested, {came}" : came;
    }
}
