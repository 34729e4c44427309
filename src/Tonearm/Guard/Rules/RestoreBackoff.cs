namespace Tonearm.Guard.Rules;

/// <summary>
/// How often Guard puts a playlist back while somebody keeps taking it down: at once, until it had to be done 6 times within an hour; then
/// after 10, 20, 40 and at most 60 minutes; at once again after 6 calm hours. It slows and never stops.
/// </summary>
internal static class RestoreBackoff
{
    public const int Burst = 6;
    public static readonly TimeSpan BurstWithin = TimeSpan.FromHours(1);
    public static readonly TimeSpan FirstGap = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan Calm = TimeSpan.FromHours(6);

    /// <summary>The gap after the last restore; zero while Guard is not slow.</summary>
    public static TimeSpan Gap(History history, DateTimeOffset now)
    {
        var times = Times(history);
        var gap = TimeSpan.Zero;
        for (var i = 0; i < times.Length; i++)
        {
            if (i > 0 && times[i] - times[i - 1] >= Calm)
                gap = TimeSpan.Zero;

            if (gap > TimeSpan.Zero)
                gap = gap * 2 < LongestGap ? gap * 2 : LongestGap;
            else if (i >= Burst - 1 && times[i] - times[i - Burst + 1] < BurstWithin)
                gap = FirstGap;
        }

        return times.Length > 0 && now - times[^1] >= Calm ? TimeSpan.Zero : gap;
    }

    /// <summary>When the next restore may be made, if that is later than now.</summary>
    public static DateTimeOffset? SlowUntil(History history, DateTimeOffset now) =>
        Times(history) is [.., var last] && last + Gap(history, now) is var until && until > now ? until : null;

    /// <summary>
    /// The moments at which the playlist was put back without anyone asking, or may have been: a refusal puts nothing back.
    /// </summary>
    internal static DateTimeOffset[] Times(History history) =>
        [
            .. history
                .Restores.Where(restore => !restore.Asked && restore.MayBeWritten)
                .Select(restore => restore.StoredAt)
                .Distinct()
                .Order(),
        ];
}
