using System.Globalization;

namespace Tonearm.Guard.Notifications;

/// <summary>
/// The hours of each day in which only what needs a person is sent, by the clocks of a place: over midnight, and on the days on which the
/// clocks there are changed.
/// </summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private const int LongestMinutes = 2 * 24 * 60;

    public bool Has(DateTimeOffset at) => TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(at, Zone).TimeOfDay).IsBetween(From, To);

    /// <summary>The first moment that is not quiet any more; null when this one is not.</summary>
    public DateTimeOffset? Ends(DateTimeOffset now)
    {
        if (!Has(now))
            return null;
        // Clocks are changed at whole minutes, so whoever asks each minute misses nothing, however they are changed.
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var i = 1; i <= LongestMinutes; i++)
            if (!Has(minute.AddMinutes(i)))
                return minute.AddMinutes(i);
        return null;
    }

    public static TimeOnly? Read(string? written) =>
        TimeOnly.TryParseExact(written, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>When the week is told: on Monday at nine in the morning, by the clocks of a place.</summary>
internal static class WeeklyDigest
{
    private const int Hour = 9;

    /// <summary>The first such moment after this one.</summary>
    public static DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(after, zone).Date;
        while (true)
        {
            var at = day.AddHours(Hour);
            // In a place that leaves out that hour on this day, an hour later.
            var clock = zone.IsInvalidTime(at) ? at.AddHours(1) : at;
            var moment = new DateTimeOffset(clock, zone.GetUtcOffset(clock));
            if (day.DayOfWeek == DayOfWeek.Monday && moment > after)
                return moment.ToUniversalTime();
            day = day.AddDays(1);
        }
    }
}
