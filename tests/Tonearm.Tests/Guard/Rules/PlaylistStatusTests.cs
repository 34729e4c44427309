using Tonearm.Guard.Incidents;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

/// <summary>What may be said of a playlist, and in which word.</summary>
public sealed class PlaylistStatusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Unprotected_says_so() => Assert.Equal("Not protected", Of(Mode.Off, (Step.Nothing, Reason.NotGuarded)));

    [Fact]
    public void All_as_wanted_is_as_you_want_it() => Assert.Equal("As you want it", Of(Mode.Restore, (Step.Nothing, Reason.AsWanted)));

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
    public void Slow_is_changed_until_the_next_restore() => Assert.Equal("Changed", Of(Mode.Restore, (Step.Slow, Reason.TooOften)));

    [Fact]
    public void A_restore_is_putting_back() =>
        Assert.Equal("Putting back", Of(Mode.Restore, (Step.Restore, Reason.Drifted), (Step.Nothing, Reason.DescriptionCannotBeEmptied)));

    [Fact]
    public void What_Spotify_has_taken_is_being_confirmed_and_what_it_may_have_taken_is_put_back()
    {
        Assert.Equal(PlaylistState.PuttingBack, Of(Outcome.Unknown).State);
        var said = Of(Outcome.Accepted);
        Assert.Equal((PlaylistState.Confirming, Noon.AddSeconds(10)), (said.State, said.WrittenAt));

        static PlaylistStatus Of(Outcome outcome) =>
            PlaylistStatus.Of(
                new(Mode.Restore),
                Differs,
                Decisions((Step.Wait, Reason.NotYetShown)),
                new([new(1, Field.Title, "", "Deep focus", Noon, Noon, outcome, AnsweredAt: Noon.AddSeconds(10))]),
                Fields.None,
                Fields.None,
                isWatched: true
            );
    }

    [Fact]
    public void Beside_a_field_on_hold_the_unwatched_are_not_watched()
    {
        var said = PlaylistStatus.Of(
            new(Mode.Restore),
            Differs,
            Decisions((Step.Hold, Reason.Forbidden), (Step.Nothing, Reason.AsWanted), (Step.Restore, Reason.Drifted)),
            History.Empty,
            Fields.None,
            Fields.None,
            isWatched: false
        );

        Assert.Equal([PlaylistState.OnHold, PlaylistState.NotWatched, PlaylistState.NotWatched], said.Each.Select(each => each.State));
        Assert.False(said.IsWatched);
    }

    [Fact]
    public void What_a_person_asks_for_is_on_its_way_while_it_is_watched()
    {
        Assert.Equal(PlaylistState.PuttingBack, Of(isWatched: true));
        Assert.Equal(PlaylistState.NotWatched, Of(isWatched: false));

        static PlaylistState Of(bool isWatched) =>
            PlaylistStatus
                .Of(
                    new(Mode.Restore),
                    Differs,
                    Decisions((Step.Hold, Reason.Forbidden)),
                    History.Empty,
                    Fields.Title,
                    Fields.None,
                    isWatched
                )
                .State;
    }

    [Fact]
    public void What_cannot_be_written_now_is_not_said_to_be_on_its_way()
    {
        var decisions = Decisions((Step.Restore, Reason.Drifted));
        var said = PlaylistStatus.Of(
            new(Mode.Restore),
            Differs,
            decisions,
            History.Empty,
            Fields.None,
            Fields.None,
            isWatched: true,
            notBefore: Noon
        );

        Assert.Equal((PlaylistState.Changed, Noon), (said.State, said[Field.Title].NotBefore));
        Assert.Contains(
            "cannot be written before {2026-11-21T12:00:00Z}",
            decisions[0].Sentence(said[Field.Title]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_the_owner_wants_otherwise_since_is_no_change_of_others() =>
        Assert.Equal(
            PlaylistState.NotWritten,
            PlaylistStatus
                .Of(
                    new(Mode.Watch),
                    Differs,
                    Decisions((Step.Nothing, Reason.WatchingOnly)),
                    History.Empty,
                    Fields.None,
                    Fields.Title,
                    isWatched: true
                )
                .State
        );

    [Fact]
    public void What_could_not_be_seen_is_not_known()
    {
        Assert.Equal("Not known", Of(Mode.Restore, (Step.Wait, Reason.CoverNotSeen)));
        Assert.Equal("Not known", Of(Mode.Watch, (Step.Wait, Reason.NotTold)));
    }

    [Fact]
    public void A_hold_is_said_before_anything_else() =>
        Assert.Equal(
            "On hold",
            Of(Mode.Restore, (Step.Restore, Reason.Drifted), (Step.Hold, Reason.Forbidden), (Step.Wait, Reason.NotYetShown))
        );

    [Fact]
    public void Each_reason_is_a_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<Reason>().Select(reason => new Decision(Field.Title, Step.Nothing, reason).Sentence()).ToArray();

        Assert.Distinct(sentences);
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence));
    }

    private static readonly Comparison Differs = new(FieldComparison.Edited, FieldComparison.Edited, FieldComparison.Edited);

    private static string Of(Mode mode, params (Step Step, Reason Reason)[] decisions) =>
        PlaylistStatus.Of(new(mode), Differs, Decisions(decisions), History.Empty, Fields.None, Fields.None, isWatched: true).State.Word();

    /// <summary>Of the fields in their order; the others are as wanted.</summary>
    private static Decision[] Decisions(params (Step Step, Reason Reason)[] decisions) =>
        [
            .. FieldSets.Each.Select(
                (field, i) =>
                    i < decisions.Length
                        ? new Decision(field, decisions[i].Step, decisions[i].Reason)
                        : new Decision(field, Step.Nothing, Reason.AsWanted)
            ),
        ];
}
