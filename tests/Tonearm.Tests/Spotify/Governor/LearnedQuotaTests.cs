using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

public sealed class LearnedQuotaTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public void A_refusal_takes_it_down_to_nine_tenths_of_what_was_counted() =>
        Assert.Equal(450, LearnedQuota.New(Start).Refused(500, Start.AddHours(2), TimeSpan.FromHours(16), Start.AddHours(10)).Calls);

    [Fact]
    public void Calls_that_were_under_way_together_are_refused_together_and_the_last_refusal_knows_best()
    {
        var quota = LearnedQuota.New(Start);
        for (var counted = 560; counted >= 500; counted--)
            quota = quota.Refused(counted, Start, TimeSpan.FromHours(14), Start.AddHours(10));
        Assert.Equal((450, 500), (quota.Calls, quota.RefusedAfter));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(30)]
    [InlineData(36)]
    public void The_wait_that_Spotify_tells_says_how_long_a_call_counts(int hours)
    {
        var refusedAt = Start.AddHours(5);
        Assert.Equal(
            TimeSpan.FromHours(hours),
            LearnedQuota.New(Start).Refused(500, Start, Start.AddHours(hours) - refusedAt, refusedAt).LookBack
        );
    }

    [Fact]
    public void A_refusal_that_tells_no_wait_says_nothing_of_it() =>
        Assert.Equal(Day, LearnedQuota.New(Start).Refused(500, Start, null, Start.AddHours(5)).LookBack);

    [Fact]
    public void A_clean_day_that_needed_it_takes_it_up_by_a_tenth_and_one_that_did_not_proves_nothing()
    {
        Assert.Equal(660, LearnedQuota.New(Start).AfterDay(590, Start + Day).Calls);
        Assert.Equal(600, LearnedQuota.New(Start).AfterDay(288, Start + Day).Calls);
        Assert.Equal(600, LearnedQuota.New(Start).AfterDay(590, Start + Day - TimeSpan.FromMinutes(1)).Calls);
    }

    [Fact]
    public void What_a_refusal_has_shown_is_not_tried_again_for_a_long_time()
    {
        var quota = LearnedQuota.New(Start).Refused(500, Start, TimeSpan.FromHours(14), Start.AddHours(10));
        for (var day = 1; day < 85; day++)
            quota = quota.AfterDay(quota.Calls, Start + (day * Day));
        Assert.Equal(450, quota.Calls);
        for (var day = 95; day < 100; day++)
            quota = quota.AfterDay(quota.Calls, Start + (day * Day));
        Assert.True(quota.Calls > 500, $"{quota.Calls}");
    }

    [Fact]
    public void Who_is_refused_after_a_handful_of_calls_shares_the_quota_with_others_and_rises_again()
    {
        var quota = LearnedQuota.New(Start).Refused(5, Start, TimeSpan.FromHours(14), Start.AddHours(10));
        Assert.Equal(LearnedQuota.Least, quota.Calls);
        Assert.Equal(110, quota.AfterDay(100, Start.AddHours(35)).Calls);
    }
}
