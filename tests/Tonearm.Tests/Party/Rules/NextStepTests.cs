using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class NextStepTests
{
    private const int Length = 200_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Change = Start.AddMilliseconds(Length);
    private static readonly Recording Song = new("spotify:track:song", "GBAYE0000001", "Paper Boats", Length);
    private static readonly Recording Next = new("spotify:track:next", "GBAYE0000002", "Slow Tide", 180_000);
    private static readonly Recording Other = new("spotify:track:other", "GBAYE0000003", "Streetlight", 210_000);
    private static readonly Expected Plays = new(Song, Start);
    private static readonly Expected Queued = Plays with { Winner = Next, Handover = Handover.Queued };

    [Fact]
    public void The_song_in_its_middle_anchors_the_clock() =>
        Assert.Equal(new NextStep(Step.Goes, Start.AddSeconds(7)), NextStep.Of(Plays, At(Song, 90_000), Start.AddSeconds(97)));

    [Fact]
    public void The_winner_after_the_change_has_begun() =>
        Assert.Equal(new NextStep(Step.Begun, Change), NextStep.Of(Queued, At(Next, 2_000), Change.AddSeconds(2)));

    [Fact]
    public void The_winner_has_begun_early_when_the_host_skipped() =>
        Assert.Equal(Step.Begun, NextStep.Of(Queued, At(Next, 1_000), Change.AddSeconds(-5)).Step);

    [Theory]
    [InlineData("spotify:track:relinked", "GBAYE0000002", "Another title", 120_000)]
    [InlineData("spotify:track:relinked", null, "slow tide", 181_000)]
    public void Another_release_of_the_winner_is_the_winner_and_is_remembered(string uri, string? isrc, string title, int length) =>
        Assert.Equal(
            new NextStep(Step.Begun, Change, uri),
            NextStep.Of(Queued, At(new Recording(uri, isrc, title, length), 2_000), Change.AddSeconds(2))
        );

    [Fact]
    public void A_substitute_is_known_again() =>
        Assert.Equal(Step.Goes, NextStep.Of(Plays with { SongUri = Other.Uri }, At(Other, 60_000), Start.AddSeconds(60)).Step);

    [Fact]
    public void The_old_song_still_ending_is_looked_at_again_after_its_end()
    {
        var step = NextStep.Of(Queued, At(Song, Length - 1_000), Change.AddSeconds(2));

        Assert.Equal(new NextStep(Step.LookAgain, Change.AddSeconds(5)), step);
    }

    [Fact]
    public void A_song_stuck_near_its_end_is_not_waited_for_for_ever() =>
        Assert.Equal(
            (Step.Believe, Step.PlayNow),
            (
                NextStep.Of(Queued with { Looks = 4 }, At(Song, Length - 500), Change.AddSeconds(12)).Step,
                NextStep.Of(Plays with { Looks = 4 }, At(Song, Length - 500), Change.AddSeconds(12)).Step
            )
        );

    [Theory]
    [InlineData(0)]
    [InlineData(Length - 300)]
    public void A_player_that_stopped_at_the_end_is_started_again(int progress) =>
        Assert.Equal(Step.PlayNow, NextStep.Of(Queued, At(Song, progress, playing: false), Change.AddSeconds(2)).Step);

    [Fact]
    public void What_plays_in_the_place_of_a_queued_winner_may_have_been_queued_before_it() =>
        Assert.Equal(Step.Displaced, NextStep.Of(Queued, At(Other, 2_000), Change.AddSeconds(2)).Step);

    [Fact]
    public void A_recommendation_in_the_place_of_a_winner_that_was_not_queued_is_replaced() =>
        Assert.Equal(Step.PlayNow, NextStep.Of(Plays, At(Other, 6_000), Change.AddSeconds(2)).Step);

    [Fact]
    public void The_song_on_repeat_is_replaced_by_the_winner() =>
        Assert.Equal(Step.PlayNow, NextStep.Of(Queued, At(Song, 2_000), Change.AddSeconds(2)).Step);

    [Fact]
    public void The_song_begun_again_by_the_host_is_still_the_song() =>
        Assert.Equal(Step.Goes, NextStep.Of(Plays, At(Song, 5_000), Start.AddSeconds(100)).Step);

    [Fact]
    public void A_lone_song_that_repeats_has_begun_anew_only_after_its_end()
    {
        var lone = Plays with { Winner = Song, Handover = Handover.Queued };

        Assert.Equal(Step.Goes, NextStep.Of(lone, At(Song, 195_000), Change.AddSeconds(-5)).Step);
        Assert.Equal(Step.Begun, NextStep.Of(lone, At(Song, 2_000), Change.AddSeconds(2)).Step);
    }

    [Fact]
    public void A_song_that_the_host_chose_is_the_hosts_choice() =>
        Assert.Equal(
            (Step.LookAgain, Step.Ask),
            (
                NextStep.Of(Plays, At(Other, 40_000) with { FromContext = true }, Start.AddSeconds(150)).Step,
                NextStep.Of(Plays with { Looks = 1 }, At(Other, 42_000) with { FromContext = true }, Start.AddSeconds(152)).Step
            )
        );

    [Fact]
    public void An_episode_is_the_hosts_choice() =>
        Assert.Equal(
            Step.Ask,
            NextStep.Of(Plays with { Looks = 1 }, At(Other, 40_000) with { IsEpisode = true }, Start.AddSeconds(150)).Step
        );

    [Fact]
    public void What_Spotify_does_not_name_is_not_known_however_often_it_says_so() =>
        Assert.All(
            Enumerable.Range(0, 20),
            looks =>
            {
                Assert.Equal(
                    Step.LookAgain,
                    NextStep.Of(Plays with { Looks = looks }, new Heard(true, null, null, FromContext: true), Start.AddSeconds(150)).Step
                );
                Assert.Equal(
                    Step.LookAgain,
                    NextStep.Of(Plays with { Looks = looks }, new Heard(true, Other, null, FromContext: true), Start.AddSeconds(150)).Step
                );
            }
        );

    [Fact]
    public void A_change_that_nobody_can_see_is_believed_after_a_while() =>
        Assert.Equal(
            Step.Believe,
            NextStep.Of(Queued with { Looks = 4 }, new Heard(true, null, null, FromContext: false), Change.AddSeconds(12)).Step
        );

    [Fact]
    public void What_follows_a_skip_by_itself_gives_way_to_the_winner()
    {
        Assert.Equal(Step.PlayNow, NextStep.Of(Plays with { Looks = 1 }, At(Other, 40_000), Start.AddSeconds(150)).Step);
        Assert.Equal(Step.PlayNow, NextStep.Of(Plays with { Looks = 1 }, At(Song, 0, playing: false), Start.AddSeconds(150)).Step);
    }

    [Fact]
    public void A_pause_in_mid_song_stands_still() =>
        Assert.Equal(
            new NextStep(Step.Stands, Start.AddSeconds(60)),
            NextStep.Of(Plays, At(Song, 90_000, playing: false), Start.AddSeconds(150))
        );

    [Fact]
    public void The_winner_on_pause_has_begun_and_stands() =>
        Assert.Equal(Step.BegunStanding, NextStep.Of(Queued, At(Next, 20_000, playing: false), Change.AddSeconds(30)).Step);

    [Fact]
    public void One_look_without_a_player_proves_nothing()
    {
        Assert.Equal(Step.LookAgain, NextStep.Of(Plays, null, Start.AddSeconds(100)).Step);
        Assert.Equal(Step.Gone, NextStep.Of(Plays with { Looks = 1 }, null, Start.AddSeconds(103)).Step);
    }

    [Fact]
    public void A_state_from_before_a_command_says_nothing_about_it_and_it_is_repeated_once()
    {
        var told = Plays with { Change = new(Start, [Other], Times: 1, Seen: false) };

        Assert.All(
            Enumerable.Range(1, 24),
            second =>
                Assert.Equal(
                    Step.LookAgain,
                    NextStep.Of(told with { Looks = second / 3 }, At(Other, 150_000), Start.AddSeconds(second)).Step
                )
        );
        Assert.Equal(Step.PlayAgain, NextStep.Of(told with { Looks = 5 }, At(Other, 180_000), Start.AddSeconds(26)).Step);
        var again = told with { Change = told.Change! with { Times = 2, At = Start.AddSeconds(26) } };
        Assert.All(
            Enumerable.Range(60, 60),
            second => Assert.Equal(Step.NoAnswer, NextStep.Of(again with { Looks = 8 }, At(Other, 205_000), Start.AddSeconds(second)).Step)
        );
        Assert.Equal(Step.Goes, NextStep.Of(again, At(Song, 90_000), Start.AddSeconds(90)).Step);
    }

    [Fact]
    public void A_state_that_goes_back_to_what_was_before_a_change_says_nothing() =>
        Assert.Equal(
            Step.LookAgain,
            NextStep
                .Of(Plays with { Looks = 3, Change = new(Start, [Other], Times: 0, Seen: true) }, At(Other, 209_000), Start.AddSeconds(20))
                .Step
        );

    [Fact]
    public void A_pause_that_was_just_ended_and_one_that_was_just_made_are_not_undone_by_an_older_state()
    {
        Assert.Equal(
            Step.LookAgain,
            NextStep
                .Of(
                    Plays with
                    {
                        Transport = new(Start.AddSeconds(90), Playing: true),
                    },
                    At(Song, 90_000, playing: false),
                    Start.AddSeconds(100)
                )
                .Step
        );
        Assert.Equal(
            Step.LookAgain,
            NextStep
                .Of(
                    Plays with
                    {
                        SongAt = null,
                        Transport = new(Start.AddSeconds(90), Playing: false),
                    },
                    At(Song, 100_000),
                    Start.AddSeconds(100)
                )
                .Step
        );
        Assert.Equal(
            Step.Goes,
            NextStep
                .Of(
                    Plays with
                    {
                        SongAt = null,
                        Transport = new(Start.AddSeconds(90), Playing: false),
                    },
                    At(Song, 130_000),
                    Start.AddSeconds(130)
                )
                .Step
        );
    }

    [Fact]
    public void A_winner_that_is_being_told_to_play_is_told_again_when_it_does_not()
    {
        var told = Queued with { Handover = Handover.Playing };

        Assert.Equal(Step.LookAgain, NextStep.Of(told, At(Song, 90_000), Start.AddSeconds(90)).Step);
        Assert.Equal(Step.PlayNow, NextStep.Of(told with { Looks = 2 }, At(Song, 94_000), Start.AddSeconds(94)).Step);
        Assert.Equal(Step.Begun, NextStep.Of(told, At(Next, 500), Start.AddSeconds(90)).Step);
    }

    [Fact]
    public void A_winner_that_was_over_before_anybody_looked_has_begun_all_the_same() =>
        Assert.Equal(new NextStep(Step.Begun, Change), NextStep.Of(Queued, At(Other, 5_000), Change.AddSeconds(185)));

    [Fact]
    public void Every_doubt_comes_to_an_end() =>
        Prop.ForAll(
                Doubts.ToArbitrary(),
                doubt =>
                    doubt.Heard is { Item: null }
                    || NextStep.Of(doubt.Expected with { Looks = 5 }, doubt.Heard, doubt.Now).Step != Step.LookAgain
            )
            .Holds(1000);

    [Fact]
    public void What_the_host_chose_is_never_interrupted_in_its_middle() =>
        Prop.ForAll(
                Doubts.ToArbitrary(),
                doubt =>
                {
                    var begun = doubt.Now.AddMilliseconds(-(doubt.Heard?.ProgressMs ?? 0));
                    return doubt.Heard is not { FromContext: true, Item.Title: "Streetlight" }
                        || (begun - Change).Duration() <= TimeSpan.FromSeconds(5)
                        || doubt.Now <= Start.AddSeconds(10)
                        || doubt.Expected.Handover == Handover.Playing
                        || NextStep.Of(doubt.Expected with { Looks = 5 }, doubt.Heard, doubt.Now).Step is Step.Ask or Step.Begun;
                }
            )
            .Holds(1000);

    [Fact]
    public void The_song_in_mid_play_is_never_cut_off() =>
        Prop.ForAll(
                Gen.Choose(1_000, Length - 5_000).ToArbitrary(),
                Gen.Choose(0, (int)Handover.Queued).ToArbitrary(),
                (progress, handover) =>
                    NextStep
                        .Of(Queued with { Handover = (Handover)handover }, At(Song, progress), Start.AddMilliseconds(progress + 1_500))
                        .Step == Step.Goes
            )
            .Holds(300);

    private static readonly Gen<(Expected Expected, Heard? Heard, DateTimeOffset Now)> Doubts =
        from handover in Gen.Choose(0, 4)
        from item in Gen.Choose(0, 4)
        from playing in Gen.Choose(0, 1)
        from context in Gen.Choose(0, 1)
        from progress in Gen.Choose(0, Length)
        from after in Gen.Choose(0, 600)
        from looks in Gen.Choose(0, 6)
        let heard = item == 4
            ? null
            : new Heard(
                playing == 1,
                item switch
                {
                    0 => Song,
                    1 => Next,
                    2 => Other,
                    _ => null,
                },
                progress,
                context == 1
            )
        select (
            Plays with
            {
                Winner = handover == 0 ? null : Next,
                Handover = (Handover)handover,
                Looks = looks,
            },
            heard,
            Start.AddSeconds(after)
        );

    private static Heard At(Recording item, int progress, bool playing = true) => new(playing, item, progress, FromContext: false);
}
