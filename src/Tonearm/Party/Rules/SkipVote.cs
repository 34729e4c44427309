namespace Tonearm.Party.Rules;

/// <summary>When those who are here have had enough of a song: more than half of them, once it has had its chance.</summary>
internal static class SkipVote
{
    /// <summary>So long every song plays.</summary>
    public static readonly TimeSpan Chance = TimeSpan.FromSeconds(30);

    public static int Needed(int present) => present / 2 + 1;

    public static bool Passes(SkipTally tally) => tally.Wants >= Needed(tally.Present);

    /// <summary>
    /// Whether a song can be skipped by vote at this moment. A song that stands still is the host's, and what has its end before it gives
    /// way by itself, with the next one on its way already.
    /// </summary>
    /// <param name="clock">Null while the song stands still.</param>
    public static SkipTime At(SongClock? clock, DateTimeOffset now) =>
        clock is null ? SkipTime.Standing
        : now >= clock.HandOverAt ? SkipTime.Over
        : now < clock.At + Chance ? SkipTime.TooEarly
        : SkipTime.Open;
}

/// <param name="Wants">Devices that are here and want the next song.</param>
/// <param name="Present">Devices that are here.</param>
internal sealed record SkipTally(int Wants, int Present)
{
    public static readonly SkipTally Nobody = new(0, 0);
}

internal enum SkipTime
{
    Open,
    TooEarly,
    Standing,
    Over,
}
