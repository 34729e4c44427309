namespace Tonearm.Web;

/// <summary>Times as people say them. <c>times.ts</c> says the same in the browser.</summary>
internal static class Times
{
    /// <summary>"just now", "4 minutes ago", "in 3 minutes", "yesterday", "12 March".</summary>
    public static string Distance(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        var ahead = span < TimeSpan.Zero;
        var length = span.Duration();
        if (length < TimeSpan.FromSeconds(45))
            return ahead ? "in a moment" : "just now";
        if (length >= TimeSpan.FromDays(7))
            return Date(at, now);

        var words = Length(length);
        return ahead ? $"in {words}" : $"{words} ago";
    }

    /// <summary>"12 seconds", "4 minutes", "3 hours", "2 days".</summary>
    public static string Length(TimeSpan length) =>
        length switch
        {
            _ when length < TimeSpan.FromSeconds(59.5) => Count(length.TotalSeconds, "second"),
            _ when length < TimeSpan.FromMinutes(59.5) => Count(length.TotalMinutes, "minute"),
            _ when length < TimeSpan.FromHours(23.5) => Count(length.TotalHours, "hour"),
            _ => Count(length.TotalDays, "day"),
        };

    /// <summary>"14:02 UTC" today, "12 March, 14:02 UTC" before.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.Date == now.UtcDateTime.Date ? $"{at.UtcDateTime:HH:mm} UTC" : $"{Date(at, now)}, {at.UtcDateTime:HH:mm} UTC";

    /// <summary>"Thursday, 12 March", by UTC; "12 March 2025" in another year.</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Year == now.UtcDateTime.Year ? "dddd, d MMMM" : "d MMMM yyyy");

    /// <summary>"14:02:10 UTC" today, for what takes seconds; before that as <see cref="Clock"/>.</summary>
    public static string Second(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.Date == now.UtcDateTime.Date ? $"{at.UtcDateTime:HH:mm:ss} UTC" : Clock(at, now);

    private static string Date(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Year == now.UtcDateTime.Year ? "d MMMM" : "d MMMM yyyy");

    private static string Count(double amount, string unit)
    {
        var whole = (long)Math.Round(amount, MidpointRounding.AwayFromZero);
        return whole == 1 ? $"1 {unit}" : $"{whole} {unit}s";
    }
}
