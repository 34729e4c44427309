using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

public sealed class DecisionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Wanted Wanted = new("Deep focus", "No words", "our cover");
    private static readonly Observed AsWanted = new("Deep focus", "No words", new(ImageKind.Custom, "ours"));
    private static readonly Renditions Renditions = new([new("ours", null, "our cover"), new("theirs", null, null)]);
    private static readonly Policy Restoring = new(Mode.Restore);
    private static readonly Restore Title = new(1, Field.Title, "", "Deep focus", Noon, Noon.AddSeconds(90), Outcome.Accepted);

    [Fact]
    public void What_is_as_wanted_is_left_alone() =>
        Assert.All(Decide(AsWanted), decision => Assert.Equal((Step.Nothing, Reason.AsWanted), (decision.Step, decision.Reason)));

    [Fact]
    public void Drift_is_restored_at_the_look_that_sees_it_each_field_on_its_own()
    {
        var decisions = Decide(AsWanted with { Title = "", Image = new(ImageKind.Mosaic, "m") });

        Assert.Equal([Step.Restore, Step.Nothing, Step.Restore], decisions.Select(decision => decision.Step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shallow focus")]
    public void Blanked_or_edited_makes_no_difference(string shown) => Assert.Equal((Step.Restore, Reason.Drifted), OfTitle(shown));

    [Fact]
    public void Off_does_nothing() => Assert.Equal((Step.Nothing, Reason.NotGuarded), OfTitle("", new Policy(Mode.Off)));

    [Fact]
    public void A_field_left_out_does_nothing() =>
        Assert.Equal((Step.Nothing, Reason.NotGuarded), OfTitle("", Restoring with { Fields = Fields.Description | Fields.Cover }));

    [Fact]
    public void Watching_tells_and_does_not_write() =>
        Assert.Equal((Step.Nothing, Reason.WatchingOnly), OfTitle("", new Policy(Mode.Watch)));

    [Fact]
    public void Watching_too_waits_for_what_a_person_has_written() =>
        Assert.Equal((Step.Wait, Reason.NotYetShown), OfTitle("", new Policy(Mode.Watch), Noon, Title with { Asked = true }));

    [Theory]
    [InlineData(Outcome.Accepted)]
    [InlineData(Outcome.Unknown)]
    internal void The_value_from_before_our_write_is_not_yet_until_it_has_settled(Outcome outcome)
    {
        var restore = Title with { Outcome = outcome };

        var waiting = Of(Field.Title, AsWanted with { Title = "" }, Restoring, Noon.AddSeconds(89), restore);
        Assert.Equal((Step.Wait, Reason.NotYetShown, restore.SettledAt), (waiting.Step, waiting.Reason, waiting.At));
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("", Restoring, Noon.AddSeconds(90), restore));
    }

    [Fact]
    public void What_never_left_is_not_waited_for() =>
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("", Restoring, Noon.AddSeconds(1), Title with { Outcome = Outcome.Unsent }));

    [Fact]
    public void What_was_refused_is_held_with_Spotifys_own_words_and_tried_again_in_ten_minutes()
    {
        var refused = Title with { Outcome = Outcome.Refused, Message = "Attribute name is too long" };
        var held = Of(Field.Title, AsWanted with { Title = "" }, Restoring, Noon.AddSeconds(1), refused);

        Assert.Equal((Step.Hold, Reason.Refused, refused.StoredAt.AddMinutes(10)), (held.Step, held.Reason, held.At));
        Assert.Contains("Attribute name is too long", held.Sentence(), StringComparison.Ordinal);
        Assert.Equal(Step.Restore, Of(Field.Title, AsWanted with { Title = "" }, Restoring, refused.StoredAt.AddMinutes(10), refused).Step);
    }

    [Fact]
    public void A_third_value_within_settle_is_a_new_drift() =>
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("Somebody else", Restoring, Noon.AddSeconds(10), Title));

    [Fact]
    public void The_value_from_before_an_earlier_write_that_has_not_settled_is_not_yet_either() =>
        Assert.Equal(
            (Step.Wait, Reason.NotYetShown),
            OfTitle(
                "",
                Restoring,
                Noon.AddSeconds(30),
                Title,
                Title with
                {
                    Id = 2,
                    Before = "Somebody else",
                    StoredAt = Noon.AddSeconds(20),
                    SettledAt = Noon.AddSeconds(110),
                }
            )
        );

    [Fact]
    public void Another_fields_write_is_not_waited_for() =>
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("", Restoring, Noon.AddSeconds(10), Title with { Field = Field.Description }));

    [Fact]
    public void The_lost_cover_is_waited_for_whatever_mosaic_stands_in_for_it()
    {
        var upload = new Restore(1, Field.Cover, "", "our cover", Noon, Noon.AddSeconds(90), Outcome.Accepted);

        Assert.Equal(
            Step.Wait,
            Of(Field.Cover, AsWanted with { Image = new(ImageKind.Album, "other") }, Restoring, Noon.AddSeconds(20), upload).Step
        );
        Assert.Equal(Step.Wait, Of(Field.Cover, AsWanted with { Image = ImageRef.None }, Restoring, Noon.AddSeconds(20), upload).Step);
    }

    [Fact]
    public void A_forbidden_write_holds() =>
        Assert.Equal((Step.Hold, Reason.Forbidden), OfTitle("", Restoring, Noon.AddDays(3), Title with { Outcome = Outcome.Forbidden }));

    [Fact]
    public void A_forbidden_title_does_not_hold_the_cover() =>
        Assert.Equal(
            Step.Restore,
            Of(Field.Cover, AsWanted with { Image = ImageRef.None }, Restoring, Noon, Title with { Outcome = Outcome.Forbidden }).Step
        );

    [Fact]
    public void A_later_write_that_a_person_asked_for_lifts_the_hold() =>
        Assert.Equal(
            (Step.Restore, Reason.Drifted),
            OfTitle(
                "",
                Restoring,
                Noon.AddDays(3),
                Title with
                {
                    Outcome = Outcome.Forbidden,
                },
                Title with
                {
                    Asked = true,
                    ConfirmedAt = Noon,
                }
            )
        );

    [Fact]
    public void A_write_that_was_never_sent_does_not_lift_it() =>
        Assert.Equal(
            (Step.Hold, Reason.Forbidden),
            OfTitle(
                "",
                Restoring,
                Noon.AddDays(3),
                Title with
                {
                    Outcome = Outcome.Forbidden,
                },
                Title with
                {
                    Asked = true,
                    Outcome = Outcome.Unsent,
                }
            )
        );

    [Fact]
    public void Read_back_differently_twice_holds() =>
        Assert.Equal(
            (Step.Hold, Reason.StoredDifferently),
            OfTitle("Deep Focus", Restoring, Noon.AddHours(1), Misread("Deep Focus"), Misread("Deep  Focus "))
        );

    [Fact]
    public void Read_back_differently_once_is_tried_again() =>
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("Deep Focus", Restoring, Noon.AddHours(1), Misread("Deep Focus")));

    [Fact]
    public void Read_back_as_two_different_things_is_somebodys_doing() =>
        Assert.Equal(Step.Restore, OfTitle("b", Restoring, Noon.AddHours(1), Misread("a"), Misread("b")).Step);

    [Fact]
    public void Blanked_again_and_again_never_holds() =>
        Assert.Equal(Step.Restore, OfTitle("", Restoring, Noon.AddHours(1), Misread(""), Misread("")).Step);

    [Fact]
    public void Read_back_differently_when_something_else_was_wanted_does_not_hold()
    {
        var (other, misread) = (Misread("Deep Focus") with { Written = "Deep fokus" }, Misread("Deep Focus"));

        Assert.Equal(Step.Restore, OfTitle("Deep Focus", Restoring, Noon.AddHours(1), other, misread).Step);
        Assert.Equal(Step.Restore, OfTitle("Deep Focus", Restoring, Noon.AddHours(1), misread, other).Step);
    }

    [Fact]
    public void Once_confirmed_it_does_not_hold()
    {
        var (late, misread) = (Misread("Deep Focus") with { ConfirmedAt = Noon }, Misread("Deep Focus"));

        Assert.Equal(Step.Restore, OfTitle("Deep Focus", Restoring, Noon.AddHours(1), misread, late).Step);
        Assert.Equal(Step.Restore, OfTitle("Deep Focus", Restoring, Noon.AddHours(1), late, misread).Step);
    }

    [Fact]
    public void After_six_restores_in_an_hour_it_slows()
    {
        var decision = Of(Field.Title, AsWanted with { Title = "" }, Restoring, Noon.AddMinutes(58), Often);

        Assert.Equal((Step.Slow, Reason.TooOften, Noon.AddMinutes(60)), (decision.Step, decision.Reason, decision.At));
        Assert.Equal((Step.Restore, Reason.Drifted), OfTitle("", Restoring, Noon.AddMinutes(60), Often));
    }

    [Fact]
    public void A_description_that_should_be_empty_is_told_and_never_tried()
    {
        var comparison = Comparison.Of(Wanted with { Description = "" }, AsWanted, Renditions);

        var decision = Decision.Of(Wanted with { Description = "" }, AsWanted, comparison, Restoring, History.Empty, Noon)[1];
        var asked = Decision.Asked(Wanted with { Description = "" }, comparison, Fields.All)[1];

        Assert.Equal((Step.Nothing, Reason.DescriptionCannotBeEmptied), (decision.Step, decision.Reason));
        Assert.Equal((Step.Nothing, Reason.DescriptionCannotBeEmptied), (asked.Step, asked.Reason));
    }

    [Fact]
    public void A_custom_cover_where_the_mosaic_is_wanted_is_told_and_never_tried()
    {
        var wanted = Wanted with { CoverHash = null };
        var comparison = Comparison.Of(wanted, AsWanted, Renditions);

        Assert.Equal(Reason.MosaicCannotBePutBack, Decision.Of(wanted, AsWanted, comparison, Restoring, History.Empty, Noon)[2].Reason);
        Assert.Equal(Step.Nothing, Decision.Asked(wanted, comparison, Fields.All)[2].Step);
    }

    [Fact]
    public void A_cover_nobody_has_seen_is_waited_for() =>
        Assert.Equal(Reason.CoverNotSeen, Of(Field.Cover, AsWanted with { Image = new(ImageKind.Custom, "new") }, Restoring, Noon).Reason);

    [Fact]
    public void A_person_may_restore_whatever_policy_and_history_say()
    {
        var comparison = Comparison.Of(Wanted, new("", "No words", new(ImageKind.Custom, "new")), Renditions);

        Assert.Equal(
            [(Step.Restore, Reason.Asked), (Step.Nothing, Reason.AsWanted), (Step.Restore, Reason.Asked)],
            Decision.Asked(Wanted, comparison, Fields.All).Select(decision => (decision.Step, decision.Reason))
        );
        Assert.Equal(
            (Step.Nothing, Reason.NotGuarded),
            (Decision.Asked(Wanted, comparison, Fields.Cover)[0].Step, Decision.Asked(Wanted, comparison, Fields.Cover)[0].Reason)
        );
    }

    [Fact]
    public void What_is_to_be_restored_is_stored_with_what_stood_there_what_is_written_and_when_it_settles()
    {
        var shown = new Observed("", "No words", new(ImageKind.Custom, "theirs"));
        var comparison = Comparison.Of(Wanted, shown, Renditions);
        var decided = Decision.Of(Wanted, shown, comparison, Restoring, History.Empty, Noon);

        Restore[] expected =
        [
            new(0, Field.Title, "", "Deep focus", Noon, Noon.AddSeconds(90)),
            new(0, Field.Cover, "theirs", "our cover", Noon, Noon.AddSeconds(90)),
        ];
        Assert.Equal(expected, Restore.Begin(decided, Wanted, shown, Noon, TimeSpan.FromSeconds(90)));
        Assert.Equal(
            expected.Select(restore => restore with { Asked = true }),
            Restore.Begin(Decision.Asked(Wanted, comparison, Fields.All), Wanted, shown, Noon, TimeSpan.FromSeconds(90))
        );
    }

    private static Restore[] Often =>
        [
            .. Enumerable
                .Range(0, 6)
                .Select(i =>
                    Title with
                    {
                        StoredAt = Noon.AddMinutes(i * 10),
                        SettledAt = Noon.AddMinutes(i * 10).AddSeconds(90),
                        ConfirmedAt = Noon,
                    }
                ),
        ];

    private static Restore Misread(string shown) => Title with { ReadBack = shown };

    private static (Step Step, Reason Reason) OfTitle(string shown) => OfTitle(shown, Restoring);

    private static (Step Step, Reason Reason) OfTitle(string shown, Policy policy) => OfTitle(shown, policy, Noon);

    private static (Step Step, Reason Reason) OfTitle(string shown, Policy policy, DateTimeOffset now, params Restore[] restores) =>
        Of(Field.Title, AsWanted with { Title = shown }, policy, now, restores) is var decision
            ? (decision.Step, decision.Reason)
            : default;

    private static IReadOnlyList<Decision> Decide(Observed observed) =>
        Decision.Of(Wanted, observed, Comparison.Of(Wanted, observed, Renditions), Restoring, History.Empty, Noon);

    private static Decision Of(Field field, Observed observed, Policy policy, DateTimeOffset now, params Restore[] restores) =>
        Decision
            .Of(Wanted, observed, Comparison.Of(Wanted, observed, Renditions), policy, new(restores), now)
            .Single(decision => decision.Field == field);
}
