using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class MovedPlaylistSearchTests
{
    [Fact]
    public void Nothing_is_asked_when_nothing_moved()
    {
        var library = Library.Of(1_040, protect: position => position % 7 == 0);

        library.Sweep();

        Assert.Equal(library.Plan.Count, library.Calls);
        Assert.Empty(library.AskedSingly);
    }

    [Fact]
    public void A_few_new_playlists_on_top_cost_no_call_while_they_fit_the_margin()
    {
        var library = Library.Of(1_040, protect: position => position is > 500 and < 510);

        library.Add(at: 0, count: 20);
        library.Sweep();

        Assert.Equal(1, library.Calls);
        Assert.Empty(library.Missing);
    }

    [Fact]
    public void Only_the_missing_are_asked_again()
    {
        var library = Library.Of(1_040, protect: position => position is (>= 100 and < 150) or (>= 300 and < 350) or 900);

        library.Add(at: 320, count: 3);
        library.Sweep();

        Assert.Equal(3 + 1, library.Calls);
        Assert.Empty(library.Missing);
        Assert.False(library.ListedAll);
    }

    [Fact]
    public void One_block_of_playlists_added_or_removed_anywhere_never_needs_the_full_listing() =>
        Prop.ForAll(
                Accounts,
                Gen.Choose(0, 400).ToArbitrary(),
                Gen.Choose(-120, 120).ToArbitrary(),
                (account, where, count) =>
                {
                    var library = account.Library();
                    if (count > 0)
                        library.Add(where, count);
                    else
                        library.RemoveUnprotected(where, -count);
                    library.Sweep();

                    return library.Missing.Count == 0 && !library.ListedAll && library.AskedSingly.Count == 0;
                }
            )
            .Holds();

    [Fact]
    public void Whatever_happened_to_the_list_what_is_in_it_is_found_and_what_is_not_is_asked_singly() =>
        Prop.ForAll(
                Accounts,
                Gen.Choose(0, 400).ListOf().ToArbitrary(),
                (account, moves) =>
                {
                    var library = account.Library();
                    foreach (var move in moves)
                        library.Move(move, (move * 31) % 400);
                    foreach (var move in moves.Take(3))
                        library.Remove(move);
                    library.Sweep();

                    return library.Missing.SetEquals(library.Gone)
                        && library.AskedSingly.SetEquals(library.Gone)
                        && library.Calls
                            <= (2 * library.Plan.Count)
                                + (2 * library.Missing.Count)
                                + WindowPlan.Whole(library.Total).Count
                                + library.Moved;
                }
            )
            .Holds();

    [Fact]
    public void Without_the_right_to_list_all_the_missing_are_asked_singly()
    {
        var library = Library.Of(400, protect: position => position is 10 or 300);
        library.Move(10, 200);

        library.Sweep(mayListAll: false);

        Assert.False(library.ListedAll);
        Assert.Equal(["10"], library.AskedSingly);
    }

    private static Arbitrary<Account> Accounts =>
        (
            from total in Gen.Choose(1, 400)
            from chosen in Gen.Choose(0, total - 1).NonEmptyListOf()
            from run in Gen.Elements(1, 1, 10, 60)
            select new Account(total, [.. chosen], run)
        ).ToArbitrary();

    /// <summary>An account with runs of protected playlists.</summary>
    private sealed record Account(int Total, int[] Starts, int Run)
    {
        public Library Library() =>
            MovedPlaylistSearchTests.Library.Of(Total, position => Starts.Any(start => position >= start && position < start + Run));
    }

    /// <summary>The list of an account as Spotify pages it, and a sweep over it.</summary>
    private sealed class Library
    {
        private readonly Places then;
        private readonly List<string> list;
        private int added;

        private Library(List<string> list, Places then) => (this.list, this.then) = (list, then);

        public IReadOnlyList<Window> Plan => WindowPlan.Cover(then.Positions.Values, then.Total);

        public int Total => list.Count;

        public int Calls { get; private set; }

        public int Moved { get; private set; }

        public bool ListedAll { get; private set; }

        public HashSet<string> AskedSingly { get; } = [];

        public HashSet<string> Missing { get; private set; } = [];

        public HashSet<string> Gone => [.. then.Positions.Keys.Except(list)];

        public static Library Of(int total, Func<int, bool> protect)
        {
            return new(
                [.. Enumerable.Range(0, total).Select(position => $"{position}")],
                new(Enumerable.Range(0, total).Where(protect).ToDictionary(position => $"{position}"), total)
            );
        }

        public void Add(int at, int count) =>
            list.InsertRange(Math.Min(at, list.Count), Enumerable.Range(0, count).Select(_ => $"new {added++}"));

        public void RemoveUnprotected(int at, int count)
        {
            var from = Math.Min(at, list.Count - 1);
            var until = list.FindIndex(from, then.Positions.ContainsKey) is var next and >= 0 ? next : list.Count;
            list.RemoveRange(from, Math.Min(count, until - from));
        }

        public void Remove(int at)
        {
            if (list.Count > 0)
                list.RemoveAt(at % list.Count);
        }

        public void Move(int from, int to)
        {
            var id = list[from % list.Count];
            list.Remove(id);
            list.Insert(Math.Min(to, list.Count), id);
            Moved++;
        }

        public void Sweep(bool mayListAll = true)
        {
            var found = new Dictionary<string, int>();
            var asked = new List<Window>();
            Look(Plan);
            var mayAsk = true;
            for (var search = Next(); search is not Search.Done; search = Next())
            {
                switch (search)
                {
                    case Search.Ask(var windows):
                        Assert.DoesNotContain(windows, window => asked.Any(before => before.Offset == window.Offset));
                        mayAsk = false;
                        Look(windows);
                        break;
                    case Search.ListAll(var windows):
                        (mayAsk, mayListAll, ListedAll) = (false, false, true);
                        Look(windows);
                        break;
                    case Search.AskSingly(var missing):
                        AskedSingly.UnionWith(missing);
                        Missing = [.. then.Positions.Keys.Except(found.Keys)];
                        return;
                }
            }

            Search Next() => MovedPlaylistSearch.Next(then, new(found, list.Count), asked, mayAsk, mayListAll);

            void Look(IReadOnlyList<Window> windows)
            {
                asked.AddRange(windows);
                Calls += windows.Count;
                foreach (var position in Enumerable.Range(0, list.Count).Where(position => windows.Any(window => window.Covers(position))))
                    found[list[position]] = position;
            }
        }
    }
}
