namespace Tonearm.Guard.Rules;

/// <summary>
/// When a value that Spotify has refused is tried again: what is refused is held and told, and since refusals have ended by themselves it
/// is tried seldom, ever more so. Another value begins anew.
/// </summary>
internal static class RefusalBackoff
{
    private static readonly TimeSpan[] Gaps =
    [
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <summary>What the account's sign-in does not cover is tried as seldom as the account is asked about it.</summary>
    private static readonly TimeSpan[] NotCoveredGaps = [TimeSpan.FromHours(1), TimeSpan.FromHours(24)];

    /// <summary>The refusal that stands; null when the last write of this value was none.</summary>
    public static Restore? Refusal(History history, Field field, string wanted) =>
        history.Last(field) is { IsRefused: true } last && last.Written == wanted ? last : null;

    /// <summary>When it may be tried again, if that is later than now.</summary>
    public static DateTimeOffset? Until(History history, Field field, string wanted, DateTimeOffset now)
    {
        if (Refusal(history, field, wanted) is not { } last)
            return null;
        var inARow = history
            .Restores.Where(restore => restore.Field == field && restore.Outcome != Outcome.Unsent)
            .Reverse()
            .TakeWhile(restore => restore.IsRefused && restore.Written == wanted)
            .Count();
        var gaps = last.Outcome == Outcome.NotCovered ? NotCoveredGaps : Gaps;
        var until = last.StoredAt + gaps[Math.Min(inARow, gaps.Length) - 1];
        return until > now ? until : null;
    }
}
