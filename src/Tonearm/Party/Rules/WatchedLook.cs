namespace Tonearm.Party.Rules;

/// <summary>What a look is worth that nothing needed.</summary>
internal enum Worth
{
    /// <summary>It says nothing, or what may be old: as if nobody had looked.</summary>
    Nothing,

    /// <summary>It may be true: one more look tells.</summary>
    Doubt,

    /// <summary>It is taken like any other look.</summary>
    Word,
}

/// <summary>
/// Watching means many looks in the middle of songs, and some are late, empty or shaken by Spotify's caches. None of that may make the
/// conductor nervous: such a look counts only when it comes again.
/// </summary>
internal static class WatchedLook
{
    /// <summary>So long after a look that leaves something open there is one more.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>An answer may be late by this much; nobody sees so small a seek.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Two looks that agree so well see the same song run; a state that stands still in a cache differs by the time between them.
    /// </summary>
    private static readonly TimeSpan Agreement = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);

    /// <summary>So many looks in a row that say nothing do say something.</summary>
    private const int Silence = 3;

    /// <param name="heard">Null when there is no player, or no answer.</param>
    public static Worth Of(Expected expected, PlayerKnowledge known, Heard? heard, DateTimeOffset now)
    {
        if (heard is not { Item: { } item, ProgressMs: { } progress })
            return Silent(known);
        if (expected.IsWinner(item))
            return Worth.Word;
        if (!expected.IsSong(item))
            return expected.Change is { } change && change.IsBefore(item) ? Silent(known) : Worth.Word;
        if (!heard.IsPlaying || expected.SongAt is not { } at)
            return Worth.Word;
        var begun = now - TimeSpan.FromMilliseconds(progress);
        if (begun - at <= Jitter)
            return Worth.Word;
        if (begun - at < Late)
            return Worth.Nothing;
        return known.DoubtedSeek is not { } doubted ? Worth.Doubt
            : (begun - doubted).Duration() <= Agreement ? Worth.Word
            : Worth.Nothing;
    }

    /// <summary>What is known after it.</summary>
    public static PlayerKnowledge Noted(this PlayerKnowledge known, Worth worth, Heard? heard, DateTimeOffset now) =>
        known with
        {
            LookedAt = now,
            Silent = worth == Worth.Nothing && heard is not { Item: not null, ProgressMs: not null } ? known.Silent + 1 : 0,
            DoubtedSeek = worth == Worth.Doubt ? now - TimeSpan.FromMilliseconds(heard!.ProgressMs!.Value) : null,
        };

    private static Worth Silent(PlayerKnowledge known) => known.Silent + 1 < Silence ? Worth.Nothing : Worth.Word;
}
