using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Status;

namespace Tonearm.Tests.Guard.Status;

/// <summary>The pages of a long list: what they promise while nothing changes, and while everything does.</summary>
public sealed class PartTests
{
    private static readonly Gen<Place[]> Lists =
        from count in Gen.Choose(0, 40)
        from ranks in Gen.Choose(-2, 2).ArrayOf(count)
        from names in Gen.Elements("", "a", "A", "b", "ä", "zz", "~", new string('x', 300), "🎵🎵").ArrayOf(count)
        select ranks.Zip(names, (rank, name) => (rank, name)).Select((each, id) => Place.Of(each.rank, each.name, $"id{id}")).ToArray();

    private static readonly Gen<(Place[] List, int Size)> Cases = from list in Lists from size in Gen.Choose(1, 9) select (list, size);

    [Fact]
    public void Pages_laid_end_to_end_are_the_whole_list_in_order_forwards_and_backwards() =>
        Prop.ForAll(
                Cases.ToArbitrary(),
                each =>
                {
                    var ordered = each.List.Order().ToArray();
                    var (forwards, backwards) = (new List<Place>(), new List<Place>());
                    var page = Part<Place>.Of(each.List, place => place, each.Size);
                    forwards.AddRange(page.Items);
                    while (!page.IsLast)
                    {
                        page = Part<Place>.Of(each.List, place => place, each.Size, after: Read(page.Items[^1]));
                        forwards.AddRange(page.Items);
                    }

                    backwards.AddRange(page.Items);
                    while (!page.IsFirst)
                    {
                        var skipped = page.Skipped;
                        page = Part<Place>.Of(each.List, place => place, each.Size, before: Read(page.Items[0]));
                        backwards.InsertRange(0, page.Items.Take(skipped));
                    }

                    return ordered.SequenceEqual(forwards) && ordered.SequenceEqual(backwards);
                }
            )
            .Holds(500);

    [Fact]
    public void What_stays_where_it_is_comes_once_whatever_comes_goes_and_moves_between_two_pages() =>
        Prop.ForAll(
                (
                    from each in Cases
                    from others in Lists
                    from odd in Gen.Choose(2, 5)
                    select (each.List, each.Size, others, odd)
                ).ToArbitrary(),
                each =>
                {
                    var stays = each.List.Where((_, index) => index % each.odd == 0).ToArray();
                    var moves = each.List.Except(stays).ToArray();
                    var seen = new List<Place>();
                    var turns = 0;
                    Place? after = null;
                    while (true)
                    {
                        // Each time the others stand elsewhere, and there are more or fewer of them.
                        var others = moves
                            .Skip(turns % 3)
                            .Select((place, index) => place with { Rank = (place.Rank + turns + index) % 3 })
                            .Concat(turns % 2 == 0 ? each.others.Select(place => place with { Id = $"new {place.Id}" }) : []);
                        var page = Part<Place>.Of(stays.Concat(others), place => place, each.Size, after);
                        seen.AddRange(page.Items);
                        turns++;
                        if (page.IsLast)
                            break;
                        after = Read(page.Items[^1]);
                    }

                    return stays.All(place => seen.Count(other => other == place) == 1);
                }
            )
            .Holds(500);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("first~id~name")]
    [InlineData("1~id")]
    public void What_no_address_of_ours_says_is_no_place(string? text) => Assert.Null(Place.Read(text));

    [Fact]
    public void What_lies_behind_the_last_is_an_empty_page() =>
        Assert.Equal((0, 1, 1), Of(Part<Place>.Of([Place.Of(0, "a", "1")], place => place, 5, after: Place.Of(1, "", ""))));

    private static (int Items, int Skipped, int All) Of(Part<Place> page) => (page.Items.Count, page.Skipped, page.All);

    /// <summary>As the next page's address says it.</summary>
    private static Place Read(Place place) => Place.Read(place.ToString())!;
}
