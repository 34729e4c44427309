using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class WinnerTests
{
    [Fact]
    public void Nobody_has_more_likes_than_the_winner_and_of_equals_none_had_them_earlier() =>
        Prop.ForAll(
                Pools.Parties.ToArbitrary(),
                party =>
                {
                    var ballot = party.Pool.Where(track => track.Ballot is not null).ToArray();
                    return Winner.Of(party.Pool) is not { } winner
                        ? ballot.Length == 0
                        : ballot.All(other =>
                            other.Likes < winner.Likes
                            || (
                                other.Likes == winner.Likes
                                && (winner.Likes == 0 ? other.Ballot >= winner.Ballot : other.Reached >= winner.Reached)
                            )
                        );
                }
            )
            .Holds(500);

    [Fact]
    public void The_order_in_which_tracks_are_looked_at_decides_nothing() =>
        Prop.ForAll(Pools.Parties.ToArbitrary(), party => Winner.Of(party.Pool) == Winner.Of(party.Pool.Reverse())).Holds();

    [Fact]
    public void A_tie_goes_to_the_one_that_reached_its_count_first() =>
        Assert.Equal(2, Winner.Of([On(0, 1, 3, 9), On(1, 2, 2, 1), On(2, 0, 3, 8)])!.Place);

    [Fact]
    public void Counts_that_were_reached_at_once_go_by_the_ballot() => Assert.Equal(1, Winner.Of([On(0, 1, 3, 9), On(1, 0, 3, 9)])!.Place);

    [Fact]
    public void Without_likes_the_first_of_the_ballot_wins_whoever_once_had_some() =>
        Assert.Equal(5, Winner.Of([On(4, 1, 0, 3), On(5, 0, 0, 8)])!.Place);

    [Fact]
    public void What_was_taken_off_does_not_win() =>
        Assert.Equal(1, Winner.Next([On(0, 0, 7, 1) with { Removed = true }, On(1, 1, 0, 0)], 9, Pools.Settings));

    [Fact]
    public void Nothing_is_next_when_nothing_is_left() => Assert.Null(Winner.Next([new PoolTrack(0, Removed: true)], 0, Pools.Settings));

    private static PoolTrack On(int place, int slot, int likes, long reached) => new(place, Ballot: slot, Likes: likes, Reached: reached);
}
