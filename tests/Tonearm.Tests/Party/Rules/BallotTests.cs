using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class BallotTests
{
    [Fact]
    public void Nothing_is_drawn_twice_and_neither_the_song_nor_what_was_taken_off_is_drawn_at_all() =>
        Always(party =>
            new[] { party.Draw(), party.Draw(stay: true) }.All(ballot =>
                ballot.Places.Distinct().Count() == ballot.Places.Count
                && !ballot.Places.Contains(party.Song)
                && ballot.Places.All(place => !party.Pool[place].Removed)
            )
        );

    [Fact]
    public void A_ballot_is_as_large_as_was_set_unless_there_are_too_few() =>
        Always(party =>
        {
            var open = party.Pool.Count(track => track is { Removed: false, Resting: false } && track.Place != party.Song);
            var ballot = party.Draw();
            return ballot.Wakes || ballot.Places.Count == Math.Min(open, party.Size);
        });

    [Fact]
    public void What_rests_is_woken_only_when_nothing_else_is_left() =>
        Always(party =>
        {
            var open = party.Pool.Any(track => track is { Removed: false, Resting: false } && track.Place != party.Song);
            var ballot = party.Draw();
            return open
                ? !ballot.Wakes && ballot.Places.All(place => !party.Pool[place].Resting)
                : ballot.Places.Count == Math.Min(party.Size, party.Pool.Count(track => !track.Removed && track.Place != party.Song));
        });

    [Fact]
    public void Losers_that_stay_keep_their_order_and_their_neighbours() =>
        Always(party =>
        {
            var before = party
                .Pool.Where(track => track.Ballot is not null)
                .OrderBy(track => track.Ballot)
                .Select(track => track.Place)
                .ToArray();
            return party.Draw(stay: true).Places.Where(before.Contains).SequenceEqual(before);
        });

    [Fact]
    public void The_place_of_the_winner_goes_to_the_next_of_the_order()
    {
        var pool = Pools.Fresh(10);
        foreach (var place in new[] { 1, 2, 3, 4 })
            pool[place] = pool[place] with { Ballot = place - 1 };

        Assert.Equal([1, 5, 3, 4], Ballot.Draw(pool, song: 2, cursor: 4, size: 4, Pools.Settings, stay: true).Places);
    }

    [Fact]
    public void Losers_that_leave_come_again_when_the_order_has_come_round()
    {
        var pool = Pools.Fresh(7);
        var first = Ballot.Draw(pool, 0, 0, 4, Pools.Settings, stay: false);
        pool[0] = pool[0] with { Resting = true };
        var second = Ballot.Draw(pool, 1, first.Cursor, 4, Pools.Settings, stay: false);
        pool[1] = pool[1] with { Resting = true };
        var third = Ballot.Draw(pool, 5, second.Cursor, 4, Pools.Settings, stay: false);

        Assert.Equal([1, 2, 3, 4], first.Places);
        Assert.Equal([5, 6, 2, 3], second.Places);
        Assert.Equal([4, 6, 2, 3], third.Places);
    }

    [Fact]
    public void No_track_plays_again_before_all_others_have_played() =>
        Prop.ForAll(
                Gen.Choose(1, 30).Two().ToArbitrary(),
                given =>
                {
                    var (count, size) = (given.Item1, Math.Max(2, given.Item2 % 8));
                    var played = Play(Pools.Fresh(count), size, songs: count * 3, stay: given.Item2 % 2 == 0);
                    return Enumerable.Range(0, 3).All(turn => played.Skip(turn * count).Take(count).Distinct().Count() == count);
                }
            )
            .Holds();

    [Fact]
    public void No_track_plays_twice_in_a_row_when_there_is_another() =>
        Prop.ForAll(
                Gen.Choose(2, 9).ToArbitrary(),
                count =>
                {
                    var played = Play(Pools.Fresh(count), 4, songs: 40, stay: false);
                    return played.Zip(played.Skip(1)).All(pair => pair.First != pair.Second);
                }
            )
            .Holds();

    [Fact]
    public void A_lone_track_repeats_without_a_vote()
    {
        var ballot = Ballot.Draw([new PoolTrack(0, Resting: true)], 0, 0, 4, Pools.Settings, stay: false);

        Assert.Empty(ballot.Places);
        Assert.Equal(0, Winner.Next([new PoolTrack(0, Resting: true)], 0, Pools.Settings));
    }

    [Fact]
    public void Explicit_tracks_are_left_out_when_the_host_says_so()
    {
        var pool = Pools.Fresh(6).Select(track => track with { Explicit = track.Place % 2 == 1 }).ToArray();

        Assert.Equal([2, 4], Ballot.Draw(pool, 0, 0, 4, Pools.Settings with { Explicit = false }, stay: false).Places);
    }

    [Fact]
    public void A_ballot_made_smaller_keeps_those_that_stand_first()
    {
        var pool = Pools.Fresh(8);
        foreach (var place in Enumerable.Range(1, 6))
            pool[place] = pool[place] with { Ballot = place - 1 };

        Assert.Equal([2, 3], Ballot.Draw(pool, 1, 6, 2, Pools.Settings, stay: true).Places);
    }

    [Fact]
    public void What_is_in_line_takes_half_of_a_ballot_in_its_order_and_stands_behind_the_songs_of_the_playlist()
    {
        var pool = Pools.Fresh(10);
        foreach (var (place, turn) in new[] { (7, 1), (3, 2), (9, 3) })
            pool[place] = pool[place] with { Turn = turn, Resting = place == 3 };

        var ballot = Ballot.Draw(pool, 0, 0, 4, Pools.Settings, stay: false);

        Assert.Equal([1, 2, 7, 3], ballot.Places);
        Assert.Equal((2, false), (ballot.Cursor, ballot.Wakes));
        Assert.Equal([1, 7], Ballot.Draw(pool, 0, 0, 2, Pools.Settings, stay: false).Places);
        Assert.Equal([1, 2, 7], Ballot.Draw(pool, 0, 0, 3, Pools.Settings, stay: false).Places);
    }

    [Fact]
    public void Suggestions_never_take_more_than_their_half_unless_the_playlist_leaves_it_free() =>
        Prop.ForAll(
                (
                    from party in Pools.Parties
                    from line in Gen.Choose(0, 3).ArrayOf(40)
                    from stay in Gen.Elements(true, false)
                    select (party, line, stay)
                ).ToArbitrary(),
                given =>
                {
                    var turn = 0;
                    PoolTrack[] pool =
                    [
                        .. given.party.Pool.Select(track =>
                            track.Ballot is null && given.line[track.Place] == 0 ? track with { Turn = ++turn }
                            : track.Ballot is not null && given.line[track.Place] == 0 ? track with { Suggested = true }
                            : track
                        ),
                    ];
                    var ballot = Ballot.Draw(pool, given.party.Song, given.party.Cursor, given.party.Size, Pools.Settings, given.stay);
                    var suggested = ballot.Places.Count(place => pool[place].Turn is not null);
                    var ordinary = pool.Count(track =>
                        track is { Turn: null, Removed: false } && track.Place != given.party.Song && (ballot.Wakes || !track.Resting)
                    );
                    return ballot.Places.Distinct().Count() == ballot.Places.Count
                        && ballot.Places.Count <= given.party.Size
                        && (suggested <= Ballot.SuggestedOf(given.party.Size) || ballot.Places.Count - suggested == ordinary)
                        && ballot.Places.Where(place => pool[place].Turn is not null).Select(place => pool[place].Turn!.Value).ToArray()
                            is var turns
                        && turns.SequenceEqual(turns.Order());
                }
            )
            .Holds(500);

    [Fact]
    public void A_played_out_playlist_is_woken_for_its_half_though_somebody_is_in_line()
    {
        PoolTrack[] pool =
        [
            new(0, Resting: true),
            new(1, Resting: true),
            new(2, Resting: true),
            new(3, Turn: 1),
            new(4, Turn: 2),
            new(5, Turn: 3),
        ];

        var ballot = Ballot.Draw(pool, 0, 2, 4, Pools.Settings, stay: false);

        Assert.Equal([1, 2, 3, 4], ballot.Places);
        Assert.True(ballot.Wakes);
    }

    private static void Always(Func<Pools.Party, bool> holds) => Prop.ForAll(Pools.Parties.ToArbitrary(), holds).Holds(500);

    /// <summary>Plays songs as a party would, always the winner without a like.</summary>
    private static List<int> Play(PoolTrack[] pool, int size, int songs, bool stay)
    {
        var (played, song, cursor) = (new List<int>(), 0, 0);
        while (played.Count < songs)
        {
            played.Add(song);
            pool[song] = pool[song] with { Resting = true };
            var ballot = Ballot.Draw(pool, song, cursor, size, Pools.Settings, stay);
            cursor = ballot.Cursor;
            for (var i = 0; i < pool.Length; i++)
            {
                var slot = ballot.Places.ToList().IndexOf(i);
                pool[i] = pool[i] with { Resting = pool[i].Resting && !ballot.Wakes, Ballot = slot < 0 ? null : slot };
            }

            song = Winner.Next(pool, song, Pools.Settings)!.Value;
        }

        return played;
    }
}
