using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class WindowPlanTests
{
    private const int EndlessList = 100_000;

    private static readonly Arbitrary<int[]> Positions = PositionsUpTo(1_500).ToArbitrary();

    [Fact]
    public void Every_position_is_in_a_window_that_Spotify_would_answer() =>
        Prop.ForAll(
                Positions,
                positions =>
                {
                    var plan = WindowPlan.Cover(positions, EndlessList);
                    return positions.All(position => plan.Any(window => window.Covers(position)))
                        && plan.All(window => window is { Offset: >= 0, Limit: > 0 and <= 50 } && window.Offset <= positions.Max());
                }
            )
            .Holds();

    [Fact]
    public void No_plan_has_fewer_windows() =>
        Prop.ForAll(
                Positions,
                positions =>
                {
                    // Positions 50 or more apart can never share a window, so counting them one by one is a floor for every plan.
                    var (apart, reach) = (0, -1);
                    foreach (var position in positions.Order().Where(position => position >= reach))
                        (apart, reach) = (apart + 1, position + 50);

                    return WindowPlan.Cover(positions, EndlessList).Count == apart;
                }
            )
            .Holds();

    [Fact]
    public void No_plan_of_one_or_two_windows_lets_playlists_move_further() =>
        Prop.ForAll(
                PositionsUpTo(90, count: 4).ToArbitrary(),
                positions =>
                {
                    var plan = WindowPlan.Cover(positions, EndlessList);
                    return plan.Count > 2 || Margin(plan, positions) == BestMargin(plan.Count, positions);
                }
            )
            .Holds();

    [Fact]
    public void A_lone_playlist_stands_in_the_middle() => Assert.Equal([new Window(476, 50)], WindowPlan.Cover([500], EndlessList));

    [Fact]
    public void What_slack_a_window_has_left_is_on_both_its_sides() =>
        Assert.Equal([new Window(100, 50), new Window(480, 50)], WindowPlan.Cover([100, 149, 500, 509], EndlessList));

    [Fact]
    public void Windows_are_centred_whatever_follows_them() =>
        Assert.Equal(
            [new Window(100, 50), new Window(280, 50), new Window(480, 50)],
            WindowPlan.Cover([100, 149, 300, 309, 500, 509], EndlessList)
        );

    [Fact]
    public void Nothing_stands_above_the_first_position_so_no_slack_is_kept_there() =>
        Assert.Equal([new Window(0, 50)], WindowPlan.Cover([0, 3], EndlessList));

    [Fact]
    public void A_window_near_the_top_begins_at_it() =>
        Assert.Equal([new Window(0, 50), new Window(100, 50)], WindowPlan.Cover([3, 100, 149], EndlessList));

    [Theory]
    [InlineData(90)]
    [InlineData(100)]
    public void The_whole_list_is_asked_when_it_costs_no_more(int total) =>
        Assert.Equal([new Window(0, 50), new Window(50, 50)], WindowPlan.Cover([10, 80], total));

    [Fact]
    public void The_whole_list_is_not_asked_when_it_costs_more() => Assert.Single(WindowPlan.Cover([10, 40], 51));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(1_040, 21)]
    public void A_whole_list_takes_one_window_for_each_50(int total, int windows)
    {
        var whole = WindowPlan.Whole(total);

        Assert.Equal(windows, whole.Count);
        Assert.All(Enumerable.Range(0, total), position => Assert.Single(whole, window => window.Covers(position)));
    }

    [Fact]
    public void Nothing_protected_asks_nothing() => Assert.Empty(WindowPlan.Cover([], 1_040));

    [Fact]
    public void A_label_whose_playlists_are_all_protected_is_listed_whole() =>
        Assert.Equal(WindowPlan.Whole(1_040), WindowPlan.Cover(Enumerable.Range(0, 1_040), 1_040));

    private static Gen<int[]> PositionsUpTo(int most, int count = 100) =>
        from spread in Gen.Choose(1, most)
        from length in Gen.Choose(1, count)
        from positions in Gen.Choose(0, spread).ArrayOf(length)
        select positions;

    private static int BestMargin(int count, int[] positions)
    {
        var offsets = Enumerable.Range(0, positions.Max() + 1).Select(offset => new Window(offset, 50)).ToArray();
        return count == 1
            ? offsets.Max(window => Margin([window], positions))
            : offsets.Max(first =>
                offsets.Where(second => second.Offset >= first.Offset).Max(second => Margin([first, second], positions))
            );
    }

    /// <summary>How far every playlist may move, up or down, and still be in a window; -1 if one is in none.</summary>
    private static int Margin(IReadOnlyList<Window> plan, int[] positions) =>
        positions.Min(position => Math.Min(Reach(plan, position, 1), position == 0 ? int.MaxValue : Reach(plan, position, -1)));

    private static int Reach(IReadOnlyList<Window> plan, int position, int step)
    {
        var reach = 0;
        for (var at = position; plan.Any(window => window.Covers(at)); at += step, reach++)
        {
            if (at == 0 && step < 0)
                return int.MaxValue;
        }

        return reach - 1;
    }
}
