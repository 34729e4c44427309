using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

/// <summary>A pool of two playlists: the second is drawn from only where the first leaves room.</summary>
public sealed class FallbackBallotTests
{
    private static readonly Gen<Pools.Party> Parties =
        from party in Pools.Parties
        from second in Gen.Choose(0, 1).ArrayOf(party.Pool.Length)
        select party with
        {
            Pool = [.. party.Pool.Select((track, i) => track with { Fallback = second[i] == 1 })],
        };

    [Fact]
    public void The_second_playlist_only_fills_what_the_first_leaves_free() =>
        Prop.ForAll(
                Parties.ToArbitrary(),
                party =>
                {
                    var ballot = party.Draw();
                    var open = Open(party.Pool, party.Song, ballot.Wakes).Where(track => !track.Fallback).Select(track => track.Place);
                    return !ballot.Places.Any(place => party.Pool[place].Fallback) || open.All(ballot.Places.Contains);
                }
            )
            .Holds(500);

    [Fact]
    public void What_has_played_wakes_only_when_both_are_played_out() =>
        Prop.ForAll(Parties.ToArbitrary(), party => !party.Draw().Wakes || Open(party.Pool, party.Song, wakes: false).Length == 0)
            .Holds(500);

    [Fact]
    public void Whoever_wins_each_song_of_both_plays_once_before_any_comes_again() =>
        Prop.ForAll(
                Gen.Choose(2, 15)
                    .SelectMany(first =>
                        Gen.Choose(0, 10).SelectMany(second => Gen.Choose(0, int.MaxValue - 1).Select(seed => (first, second, seed)))
                    )
                    .ToArbitrary(),
                each =>
                {
                    var random = new Random(each.seed);
                    var pool = Pools
                        .Fresh(each.first + each.second)
                        .Select(track => track with { Fallback = random.Next(2) == 0 })
                        .ToArray();
                    var (song, cursor) = (0, 0);
                    var played = new List<int> { 0 };
                    pool[0] = pool[0] with { Resting = true };
                    while (played.Count < pool.Length)
                    {
                        var ballot = Ballot.Draw(pool, song, cursor, 4, Pools.Settings, stay: false);
                        if (ballot.Wakes)
                            return false;
                        cursor = ballot.Cursor;
                        song = ballot.Places[random.Next(ballot.Places.Count)];
                        pool[song] = pool[song] with { Resting = true };
                        played.Add(song);
                    }

                    return played.Distinct().Count() == pool.Length;
                }
            )
            .Holds(200);

    private static PoolTrack[] Open(IEnumerable<PoolTrack> pool, int song, bool wakes) =>
        [.. pool.Where(track => track.Place != song && !track.Removed && (wakes || !track.Resting))];
}
