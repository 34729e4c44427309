namespace Tonearm.Party.Rules;

/// <summary>When a prepared party begins, and what follows from that before and after.</summary>
/// <param name="ByItself">The conductor starts it; otherwise its host does.</param>
internal sealed record StartTime(DateTimeOffset At, bool ByItself = false)
{
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(60);

    /// <summary>A start by itself is tried for so long. Later, music that nobody expects would begin in an empty room.</summary>
    public static readonly TimeSpan TooLate = TimeSpan.FromHours(2);

    /// <summary>So long after its time nobody is missed; then it ends like any party without host and music.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>
    /// So long before its time Spotify is asked for the devices, as it will be then: what only a person can mend is told while there is
    /// time to.
    /// </summary>
    private static readonly TimeSpan[] Rehearsals = [TimeSpan.FromHours(24), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)];

    /// <summary>Until when it starts by itself; null when it does not.</summary>
    public DateTimeOffset? ByItselfUntil => ByItself ? At + TooLate : null;

    /// <summary>It starts now, whoever is there.</summary>
    public bool StartsNow(DateTimeOffset now) => At <= now && now < ByItselfUntil;

    /// <summary>Nobody's absence ends it.</summary>
    public bool Waits(DateTimeOffset now) => now < At + Patience;

    /// <summary>When the conductor has something to do about it; null when only a person can bring it on.</summary>
    public DateTimeOffset? Next(DateTimeOffset now)
    {
        foreach (var before in Rehearsals)
            if (At - before > now)
                return At - before;
        return !ByItself ? null
            : At > now ? At
            : ByItselfUntil > now ? ByItselfUntil
            : null;
    }

    /// <returns>Why it cannot be set, as a sentence; null when it can.</returns>
    public static string? Problem(DateTimeOffset at, DateTimeOffset now) =>
        at <= now ? "That time is over. Choose one to come, or start the music now."
        : at > now + Furthest ? $"Choose a time within the next {Furthest.Days} days."
        : null;
}
