using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

public sealed class PersistenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_word_of_when_the_pauses_double_up_to_an_hour_and_end_after_a_day()
    {
        var (now, pauses) = (Noon, new List<double>());
        for (var attempt = 0; ; attempt++)
        {
            var verdict = Persistence.Of(new(DeliveryResult.Unknown, ""), attempt, 0, Noon, now);
            if (verdict.Fate == Fate.GivenUp)
                break;
            pauses.Add((verdict.At!.Value - now).TotalSeconds);
            now = verdict.At.Value;
        }

        Assert.Equal([30, 60, 120, 240, 480, 960, 1920, 3600, 3600], pauses.Take(9));
        Assert.InRange((now - Noon).TotalHours, 23, 24);
    }

    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(420, 420)]
    public void A_service_that_says_when_is_believed(double said, double seconds)
    {
        var verdict = Persistence.Of(new(DeliveryResult.Later, "", TimeSpan.FromSeconds(said)), 5, 0, Noon, Noon);

        Assert.Equal((Fate.Again, Noon.AddSeconds(seconds)), (verdict.Fate, verdict.At));
    }

    [Fact]
    public void One_that_wants_more_than_a_day_is_given_up() =>
        Assert.Equal(Fate.GivenUp, Persistence.Of(new(DeliveryResult.Later, "", TimeSpan.FromHours(25)), 0, 0, Noon, Noon).Fate);

    [Theory]
    [InlineData(nameof(DeliveryResult.Taken), nameof(Fate.Taken))]
    [InlineData(nameof(DeliveryResult.Closed), nameof(Fate.Stopped))]
    [InlineData(nameof(DeliveryResult.Refused), nameof(Fate.GivenUp))]
    public void What_is_clear_is_done_at_once(string result, string fate) =>
        Assert.Equal(Enum.Parse<Fate>(fate), Persistence.Of(new(Enum.Parse<DeliveryResult>(result), ""), 0, 0, Noon, Noon).Fate);

    [Fact]
    public void What_is_too_long_is_shortened_three_times()
    {
        Assert.True(Persistence.Of(new(DeliveryResult.TooLong, ""), 0, 2, Noon, Noon).Shorter);
        Assert.Equal(Fate.GivenUp, Persistence.Of(new(DeliveryResult.TooLong, ""), 0, 3, Noon, Noon).Fate);
    }
}
