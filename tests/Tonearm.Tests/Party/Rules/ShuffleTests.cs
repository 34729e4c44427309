using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class ShuffleTests
{
    private static readonly Gen<(int Count, int Behind, int[] Taken, int Seed)> Cases =
        from count in Gen.Choose(0, 300)
        from behind in Gen.OneOf(
            Gen.Constant(0),
            Gen.Choose(0, int.MaxValue - 1),
            Gen.Choose(int.MaxValue - 5000, int.MaxValue - 1),
            Gen.Choose((1 << 30) - 100, (1 << 30) + 100)
        )
        from near in Gen.Choose(0, 2_000).ArrayOf()
        from far in Gen.Choose(0, int.MaxValue - 1).ArrayOf()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (count, behind, near.Select(step => (int)Math.Min(int.MaxValue, (long)behind + step)).Concat(far).ToArray(), seed);

    [Fact]
    public void Songs_that_come_later_get_places_of_their_own_behind_what_has_been_drawn() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Cases.ToArbitrary(),
                each =>
                {
                    var places = Shuffle.Places(each.Count, each.Behind, each.Taken, new Random(each.Seed).Next);
                    return places.Length == each.Count
                        && places.Distinct().Count() == each.Count
                        && !places.Intersect(each.Taken).Any()
                        && places.All(place => place > 0 && (place > each.Behind || each.Behind > int.MaxValue / 2));
                }
            )
        );

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 4, 30)]
    [InlineData(40, 39, 40)]
    public void Among_what_has_not_been_drawn_every_song_has_the_same_chance(int first, int drawn, int later)
    {
        const int Evenings = 20_000;
        var random = new Random(1);
        var comesNext = 0;
        for (var evening = 0; evening < Evenings; evening++)
        {
            var here = Shuffle.Places(first, 0, [], random.Next).Order().ToArray();
            var cursor = drawn == 0 ? 0 : here[drawn - 1];
            var added = Shuffle.Places(later, cursor, here, random.Next);
            if (added.Min() < here.Skip(drawn).Min())
                comesNext++;
        }

        // Of the songs not drawn yet, that many are later ones; three times the spread of so many evenings is allowed.
        var chance = (double)later / (first - drawn + later);
        Assert.InRange(comesNext / (double)Evenings, chance - 0.015, chance + 0.015);
    }

    [Fact]
    public void Every_order_of_a_playlist_that_arrives_in_two_pieces_is_as_likely_as_any_other()
    {
        const int Evenings = 24_000;
        var random = new Random(2);
        var seen = new Dictionary<string, int>();
        for (var evening = 0; evening < Evenings; evening++)
        {
            var here = Shuffle.Places(2, 0, [], random.Next);
            var all = here.Concat(Shuffle.Places(2, 0, here, random.Next))
                .Select((place, song) => (place, song))
                .OrderBy(each => each.place);
            var order = string.Concat(all.Select(each => each.song));
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, times => Assert.InRange(times, 850, 1_150));
    }
}
