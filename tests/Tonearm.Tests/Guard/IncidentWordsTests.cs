using Tonearm.Guard;

namespace Tonearm.Tests.Guard;

public sealed class IncidentWordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly SeenDrift Removed = new(new(Field.Title, DriftKind.Blanked), "", Noon.AddMinutes(-5), Noon);

    [Fact]
    public void A_title_that_was_put_back() =>
        Assert.Equal(
            "Title removed 4 minutes ago, back after 12 seconds.",
            (Removed with { EndedAt = Noon.AddSeconds(12), Ending = Ending.PutBack }).Sentence(Noon.AddMinutes(4)));

    [Fact]
    public void A_drift_that_lasts() =>
        Assert.Equal("Title removed 1 minute ago.", Removed.Sentence(Noon.AddSeconds(119)));

    [Fact]
    public void An_edited_description_that_was_kept() =>
        Assert.Equal(
            "Description changed 2 days ago, kept by you.",
            (Removed with { Drift = new(Field.Description, DriftKind.Edited), EndedAt = Noon.AddHours(1), Ending = Ending.Kept }).Sentence(Noon.AddHours(50)));

    [Fact]
    public void A_cover_that_came_back_without_us() =>
        Assert.Equal(
            "Cover removed just now, right again without Guard after less than a second.",
            (Removed with { Drift = new(Field.Cover, DriftKind.Blanked), EndedAt = Noon, Ending = Ending.ByItself }).Sentence(Noon));

    [Theory]
    [InlineData(0, "less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(3_599, "59 minutes")]
    [InlineData(3_600, "1 hour")]
    [InlineData(86_399, "23 hours")]
    [InlineData(86_400, "1 day")]
    [InlineData(200_000, "2 days")]
    public void Lengths_are_in_their_largest_unit(int seconds, string words) =>
        Assert.Equal(words, IncidentWords.Long(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void The_two_looks_are_told_in_the_readers_time()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("two", TimeSpan.FromHours(2), "two", "two");

        Assert.Equal("removed between 13:55 and 14:00", Removed.Between(zone));
    }

    [Fact]
    public void Looks_on_two_days_are_told_with_their_days() =>
        Assert.Equal("removed between 20 Nov 23:58 and 21 Nov 00:03", (Removed with { NotYetAt = Noon.AddMinutes(-722), SeenAt = Noon.AddMinutes(-717) }).Between(TimeZoneInfo.Utc));

    [Fact]
    public void Without_an_earlier_look_only_the_later_is_told() =>
        Assert.Equal("removed before 12:00", (Removed with { NotYetAt = null }).Between(TimeZoneInfo.Utc));
}
