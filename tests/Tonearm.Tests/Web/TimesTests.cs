using Tonearm.Web;

namespace Tonearm.Tests.Web;

public sealed class TimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-10, "just now")]
    [InlineData(-60, "1 minute ago")]
    [InlineData(-250, "4 minutes ago")]
    [InlineData(-7200, "2 hours ago")]
    [InlineData(-86400, "1 day ago")]
    [InlineData(-86400 * 8, "6 March")]
    [InlineData(-86400 * 90, "14 December 2025")]
    [InlineData(20, "in a moment")]
    [InlineData(180, "in 3 minutes")]
    public void A_distance_is_told_as_people_say_it(int seconds, string words) =>
        Assert.Equal(words, Times.Distance(Now.AddSeconds(seconds), Now));

    [Theory]
    [InlineData(-3600, "14:09 UTC")]
    [InlineData(-86400, "13 March, 15:09 UTC")]
    public void A_time_of_day_names_the_day_when_it_is_not_today(int seconds, string words) =>
        Assert.Equal(words, Times.Clock(Now.AddSeconds(seconds), Now));

    [Fact]
    public void What_takes_seconds_is_told_to_the_second_today()
    {
        Assert.Equal("15:08:50 UTC", Times.Second(Now.AddSeconds(-10), Now));
        Assert.Equal("13 March, 15:09 UTC", Times.Second(Now.AddDays(-1), Now));
    }
}
