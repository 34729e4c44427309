using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

/// <summary>Playlists of a party in any state a party can get into.</summary>
internal static class Pools
{
    public static readonly PartySettings Settings = new();

    /// <summary>A party that has been played for a while: some have played, some were taken off, some are on the ballot.</summary>
    public static readonly Gen<Party> Parties =
        from count in Gen.Choose(1, 40)
        from size in Gen.Choose(2, 20)
        from kinds in Gen.Choose(0, 9).ArrayOf(count)
        from likes in Gen.Choose(0, 3).ArrayOf(count)
        from song in Gen.Choose(0, count - 1)
        from cursor in Gen.Choose(0, count - 1)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Make(size, kinds, likes, song, cursor, new Random(seed));

    public static PoolTrack[] Fresh(int count) => [.. Enumerable.Range(0, count).Select(place => new PoolTrack(place))];

    private static Party Make(int size, int[] kinds, int[] likes, int song, int cursor, Random random)
    {
        var pool = kinds
            .Select(
                (kind, place) =>
                    new PoolTrack(place, Resting: kind is 0 or 1 or 2 || place == song, Removed: kind == 3, Reached: random.Next(100))
            )
            .ToArray();
        var open = pool.Where(track => track is { Resting: false, Removed: false } && track.Place != song)
            .Select(track => track.Place)
            .ToArray();
        random.Shuffle(open);
        foreach (var (slot, place) in open.Take(size).Index())
            pool[place] = pool[place] with { Ballot = slot, Likes = likes[place] };
        return new(pool, song, cursor, size);
    }

    internal sealed record Party(PoolTrack[] Pool, int Song, int Cursor, int Size)
    {
        public Ballot Draw(bool stay = false) => Ballot.Draw(Pool, Song, Cursor, Size, Settings, stay);

        public override string ToString() =>
            $"song {Song}, cursor {Cursor}, size {Size}: {string.Join(" | ", Pool.Select(track =>
            $"{track.Place}{(track.Resting ? "z" : "")}{(track.Removed ? "x" : "")}{(track.Ballot is { } slot ? $"@{slot}" : "")}"))}";
    }
}
