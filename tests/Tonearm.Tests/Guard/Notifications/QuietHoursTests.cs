using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Etc/UTC"];

    private static readonly Arbitrary<(QuietHours Hours, DateTimeOffset At)> Some = (
        from zone in Gen.Elements(Zones)
        from start in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 1439)
        from minute in Gen.Choose(0, 366 * 24 * 60)
        from second in Gen.Choose(0, 59)
        select (
            new QuietHours(At(start), At((start + length) % 1440), TimeZoneInfo.FindSystemTimeZoneById(zone)),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute).AddSeconds(second)
        )
    ).ToArbitrary();

    [Fact]
    public void They_end_at_the_first_moment_that_is_not_quiet() =>
        Prop.ForAll(
                Some,
                each =>
                {
                    var (hours, at) = each;
                    if (hours.Ends(at) is not { } end)
                        return !hours.Has(at);
                    return hours.Has(at) && end > at && !hours.Has(end) && hours.Has(end.AddSeconds(-1)) && Between(at, end).All(hours.Has);
                }
            )
            .Holds();

    [Fact]
    public void Over_midnight_they_end_in_the_morning()
    {
        var night = new QuietHours(new(22, 0), new(7, 0), Berlin);

        Assert.Equal(Utc(2026, 11, 22, 6, 0), night.Ends(Utc(2026, 11, 21, 21, 30)));
        Assert.Equal(Utc(2026, 11, 22, 6, 0), night.Ends(Utc(2026, 11, 22, 3, 0)));
        Assert.Null(night.Ends(Utc(2026, 11, 22, 6, 0)));
        Assert.Null(night.Ends(Utc(2026, 11, 21, 20, 59)));
    }

    [Fact]
    public void Clocks_that_are_set_forward_or_back_do_not_lengthen_or_end_them()
    {
        var night = new QuietHours(new(22, 0), new(7, 0), Berlin);
        // Ends within the hour that is left out: then with it.
        var early = new QuietHours(new(22, 0), new(2, 30), Berlin);

        Assert.Equal(Utc(2026, 3, 29, 5, 0), night.Ends(Utc(2026, 3, 28, 22, 0)));
        Assert.Equal(Utc(2026, 10, 25, 6, 0), night.Ends(Utc(2026, 10, 24, 22, 0)));
        Assert.Equal(Utc(2026, 3, 29, 1, 0), early.Ends(Utc(2026, 3, 28, 22, 0)));
    }

    [Fact]
    public void The_week_is_told_on_the_next_Monday_at_nine()
    {
        Assert.Equal(Utc(2026, 11, 23, 8, 0), WeeklyDigest.Next(Utc(2026, 11, 21, 12, 0), Berlin));
        Assert.Equal(Utc(2026, 11, 23, 8, 0), WeeklyDigest.Next(Utc(2026, 11, 23, 7, 59), Berlin));
        Assert.Equal(Utc(2026, 11, 30, 8, 0), WeeklyDigest.Next(Utc(2026, 11, 23, 8, 0), Berlin));
        Assert.Equal(Utc(2026, 3, 30, 7, 0), WeeklyDigest.Next(Utc(2026, 3, 27, 12, 0), Berlin));
    }

    private static IEnumerable<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at < to; at = at.AddMinutes(1))
            yield return at;
    }

    private static TimeOnly At(int minute) => new(minute / 60, minute % 60);

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
