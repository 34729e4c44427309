using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Renditions Renditions = new([new("ours", null, "our cover"), new("theirs", null, null)]);
    private static readonly Restore Title = new(1, Field.Title, "", "Deep focus", Noon, Noon.AddSeconds(90), Outcome.Accepted);
    private static readonly Restore Cover = new(2, Field.Cover, "", "our cover", Noon, Noon.AddSeconds(90), Outcome.Accepted);

    [Fact]
    public void A_look_that_shows_what_we_wrote_confirms_it() =>
        Assert.Equal(Title with { ConfirmedAt = Noon.AddSeconds(5) }, Judge(Title, "Deep focus", 5));

    [Fact]
    public void A_look_within_settle_that_shows_what_stood_there_before_says_nothing() => Assert.Equal(Title, Judge(Title, "", 89));

    [Fact]
    public void The_first_look_after_settle_that_still_shows_it_is_a_reading() =>
        Assert.Equal(Title with { ReadBack = "" }, Judge(Title, "", 90));

    [Fact]
    public void A_third_value_is_a_reading_at_once() => Assert.Equal(Title with { ReadBack = "Deep fokus" }, Judge(Title, "Deep fokus", 5));

    [Fact]
    public void The_first_reading_stays() =>
        Assert.Equal(Title with { ReadBack = "first" }, Judge(Title with { ReadBack = "first" }, "second", 200));

    [Fact]
    public void What_came_late_is_confirmed_all_the_same() =>
        Assert.Equal(
            Title with
            {
                ReadBack = "",
                ConfirmedAt = Noon.AddSeconds(200),
            },
            Judge(Title with { ReadBack = "" }, "Deep focus", 200)
        );

    [Fact]
    public void Once_confirmed_nothing_later_speaks_against_it()
    {
        var confirmed = Title with { ConfirmedAt = Noon.AddSeconds(5) };

        Assert.Equal(confirmed, Judge(confirmed, "", 300));
        Assert.Equal(confirmed, Judge(confirmed, "Deep focus", 300));
    }

    [Fact]
    public void Only_the_latest_restore_of_a_field_is_judged()
    {
        var judged = new History([Title, Title with { Id = 3 }, Cover]).Judge(Shown("Deep focus", "ours"), Renditions, Noon.AddSeconds(5));

        Assert.Equal([null, Noon.AddSeconds(5), Noon.AddSeconds(5)], judged.Restores.Select(restore => restore.ConfirmedAt));
    }

    [Theory]
    [InlineData(Outcome.Forbidden)]
    [InlineData(Outcome.Refused)]
    internal void A_write_that_Spotify_refused_is_not_judged(Outcome outcome) =>
        Assert.Equal(Title with { Outcome = outcome }, Judge(Title with { Outcome = outcome }, "Deep focus", 5));

    [Fact]
    public void A_write_without_an_answer_is() =>
        Assert.NotNull(Judge(Title with { Outcome = Outcome.Unknown }, "Deep focus", 5).ConfirmedAt);

    [Fact]
    public void What_was_not_sent_hides_nothing() =>
        Assert.Equal(
            Noon.AddSeconds(5),
            new History([Title, Title with { Id = 3, Outcome = Outcome.Unsent }])
                .Judge(Shown("Deep focus", "ours"), Renditions, Noon.AddSeconds(5))
                .Restores[0]
                .ConfirmedAt
        );

    [Fact]
    public void A_write_is_judged_by_what_it_wrote_not_by_what_is_wanted_since() =>
        Assert.NotNull(Judge(Title with { Written = "An older title" }, "An older title", 200).ConfirmedAt);

    [Fact]
    public void A_cover_is_confirmed_by_any_picture_known_to_be_it()
    {
        Assert.NotNull(JudgeCover("ours", 5).ConfirmedAt);
        Assert.Equal("theirs", JudgeCover("theirs", 5).ReadBack);
        Assert.Equal(Cover, JudgeCover("nobody knows", 500));
    }

    private static Restore Judge(Restore restore, string shown, int seconds) =>
        new History([restore]).Judge(Shown(shown, "ours"), Renditions, Noon.AddSeconds(seconds)).Restores[0];

    private static Restore JudgeCover(string shown, int seconds) =>
        new History([Cover]).Judge(Shown("Deep focus", shown), Renditions, Noon.AddSeconds(seconds)).Restores[0];

    private static Observed Shown(string title, string picture) => new(title, "", new(ImageKind.Custom, picture));
}
