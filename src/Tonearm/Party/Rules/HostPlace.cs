namespace Tonearm.Party.Rules;

/// <summary>A party's music as its conductor knows it: all that those who play along are told of it.</summary>
/// <param name="SongAt">When the song was, or would have been, at its beginning; null while it stands still.</param>
/// <param name="Winner">What comes next, once the vote has closed.</param>
/// <param name="PostponedTo">When it comes instead, as something else plays before it.</param>
internal sealed record HostMusic(
    Recording? Song,
    DateTimeOffset? SongAt,
    int? AtMs,
    Recording? Winner = null,
    int CrossfadeMs = 0,
    DateTimeOffset? PostponedTo = null
);

/// <summary>Where the host's music is at one moment.</summary>
/// <param name="Song">Null while nothing of the party's plays.</param>
/// <param name="At">When it was, or would have been, at its beginning.</param>
/// <param name="StandsAt">Where it stands still; null while it plays.</param>
/// <param name="ChangesAt">When this is over by itself; null when that is not known.</param>
internal sealed record HostPlace(Recording? Song, DateTimeOffset At, TimeSpan? StandsAt, DateTimeOffset? ChangesAt)
{
    /// <summary>So long after a song's end it is waited for what the conductor makes of it.</summary>
    private static readonly TimeSpan Unclear = TimeSpan.FromSeconds(3);

    public bool Plays => Song is not null && StandsAt is null;

    public static HostPlace Of(HostMusic music, DateTimeOffset now)
    {
        if (music.Song is not { } song)
            return Silent(null);
        if (music.SongAt is not { } at)
            return new(song, default, TimeSpan.FromMilliseconds(music.AtMs ?? 0), null);
        var fade = TimeSpan.FromMilliseconds(music.CrossfadeMs);
        var ends = at + song.Length - fade;
        if (now < ends)
            return new(song, at, null, ends);
        if (music.PostponedTo is { } later && later > now)
            return Silent(later);
        // The winner begins by itself, two seconds before anybody looks whether it did.
        if (music.Winner is { } winner && (music.PostponedTo > ends ? music.PostponedTo.Value : ends) is var begins)
            return new(winner, begins, null, begins + winner.Length - fade);
        return now < ends + Unclear ? new(song, at, null, ends + Unclear) : Silent(null);
    }

    private static HostPlace Silent(DateTimeOffset? until) => new(null, default, null, until);
}
