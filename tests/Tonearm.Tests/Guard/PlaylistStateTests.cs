using Tonearm.Guard;

namespace Tonearm.Tests.Guard;

public sealed class PlaylistStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Unprotected_says_so() =>
        Assert.Equal("Not protected", Of(Mode.Off, (Step.Nothing, Reason.NotGuarded)));

    [Fact]
    public void All_as_wanted_is_as_you_want_it() =>
        Assert.Equal("As you want it", Of(Mode.Restore, (Step.Nothing, Reason.AsWanted), (Step.Nothing, Reason.NotGuarded)));

    [Fact]
    public void Watching_says_so_until_something_changes()
    {
        Assert.Equal("Watching only", Of(Mode.Watch, (Step.Nothing, Reason.AsWanted)));
        Assert.Equal("Changed", Of(Mode.Watch, (Step.Nothing, Reason.AsWanted), (Step.Nothing, Reason.WatchingOnly)));
    }

    [Fact]
    public void What_the_API_cannot_put_back_stays_changed()
    {
        Assert.Equal("Changed", Of(Mode.Restore, (Step.Nothing, Reason.DescriptionCannotBeEmptied)));
        Assert.Equal("Changed", Of(Mode.Restore, (Step.Nothing, Reason.MosaicCannotBePutBack)));
    }

    [Fact]
    public void Slow_is_changed_until_the_next_restore() =>
        Assert.Equal("Changed", Of(Mode.Restore, (Step.Slow, Reason.TooOften)));

    [Fact]
    public void A_restore_is_putting_back() =>
        Assert.Equal("Putting back", Of(Mode.Restore, (Step.Restore, Reason.Drifted), (Step.Nothing, Reason.DescriptionCannotBeEmptied)));

    [Fact]
    public void Waiting_is_for_Spotify_once_it_has_answered()
    {
        Assert.Equal("Putting back", Of(Outcome.Unknown));
        Assert.Equal("Waiting for Spotify", Of(Outcome.Accepted));

        static string Of(Outcome outcome) => PlaylistStates.Of(
            new(Mode.Restore),
            [new(Field.Title, Step.Wait, Reason.NotYetShown)],
            new([new(1, Field.Title, "", "Deep focus", Noon, Noon, outcome)]), isWatched: true).Word();
    }

    [Fact]
    public void What_could_not_be_seen_is_not_known()
    {
        Assert.Equal("Not known", Of(Mode.Restore, (Step.Wait, Reason.CoverNotSeen)));
        Assert.Equal("Not known", Of(Mode.Watch, (Step.Wait, Reason.NotTold)));
    }

    [Fact]
    public void A_hold_is_said_before_anything_else() =>
        Assert.Equal("On hold", Of(Mode.Restore, (Step.Restore, Reason.Drifted), (Step.Hold, Reason.Forbidden), (Step.Wait, Reason.NotYetShown)));

    [Fact]
    public void Each_reason_is_a_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<Reason>().Select(reason => new Decision(Field.Title, Step.Nothing, reason).Sentence()).ToArray();

        Assert.Distinct(sentences);
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence));
    }

    private static string Of(Mode mode, params (Step Step, Reason Reason)[] decisions) => PlaylistStates.Of(
        new(mode),
        [.. decisions.Select((decision, i) => new Decision((Field)i, decision.Step, decision.Reason))],
        History.Empty,
        isWatched: true).Word();
}
