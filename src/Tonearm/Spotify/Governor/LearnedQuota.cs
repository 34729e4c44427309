namespace Tonearm.Spotify.Governor;

/// <summary>
/// What experience says of a family's daily quota. A refusal takes it down to nine tenths of what had been counted; a day without one that
/// needed nearly all of it takes it up by a tenth, but for a long time not above what a refusal has shown. A day that needed little proves
/// nothing.
/// </summary>
/// <param name="Calls">Within one look-back.</param>
/// <param name="Since">When it last changed, or was found right.</param>
/// <param name="RefusedAfter">Calls counted when Spotify last refused.</param>
internal sealed record LearnedQuota(
    int Calls,
    TimeSpan LookBack,
    DateTimeOffset Since,
    int? RefusedAfter = null,
    DateTimeOffset? RefusedAt = null
)
{
    /// <summary>Refusals were seen after 500 to 2,200 calls a day.</summary>
    public const int AtFirst = 600;

    /// <summary>
    /// Who is refused with so few of our own calls shares the quota with other programs, of which nothing can be counted.
    /// </summary>
    public const int Least = 100;

    public static readonly TimeSpan Day = TimeSpan.FromHours(24);
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromHours(48);

    public static LearnedQuota New(DateTimeOffset now) => new(AtFirst, Day, now);

    /// <summary>Spotify has refused for the quota's sake.</summary>
    /// <param name="counted">Calls that count, without the refused ones.</param>
    /// <param name="oldest">The end of the five minutes in which the oldest of them were made.</param>
    /// <param name="retryAfter">How long Spotify says to wait: until then the oldest call no longer counts.</param>
    public LearnedQuota Refused(int counted, DateTimeOffset? oldest, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var lookBack = retryAfter is { } wait && oldest is { } first ? Between(Day, wait + (now - first), LongestLookBack) : LookBack;
        // Calls that were under way together are refused one after the other: the last of them knows best.
        var together = RefusedAt is { } before && now - before < TimeSpan.FromMinutes(10);
        var after = together ? Math.Min(RefusedAfter ?? counted, counted) : counted;
        return new(Math.Min(Calls, Math.Max(Least, after * 9 / 10)), lookBack, now, after, now);
    }

    /// <summary>Looked at again and again; at most once a day it rises.</summary>
    /// <param name="counted">Calls that count now.</param>
    public LearnedQuota AfterDay(int counted, DateTimeOffset now)
    {
        if (now - Since < LookBack)
            return this;
        var needed = counted >= Calls * 0.8;
        var higher = needed ? ((Calls * 11) + 9) / 10 : Calls;
        if (RefusedAfter is { } after && after >= Least && now - RefusedAt < Remembered)
            higher = Math.Min(higher, Math.Max(Calls, after * 9 / 10));
        return this with { Calls = higher, Since = now };
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan value, TimeSpan most) =>
        value < least ? least
        : value > most ? most
        : value;
}
