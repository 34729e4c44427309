using FsCheck;
using FsCheck.Fluent;
using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

public sealed class LookPlanTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(5);

    private static readonly Arbitrary<(Watched[] Watched, int Available)> Days = (
        from watched in (
            from calls in Gen.Choose(1, 40)
            from urgent in Gen.Choose(0, 3)
            select new Watched(calls, Math.Min(calls, urgent))
        ).NonEmptyListOf()
        from available in Gen.Choose(0, 3_000)
        select (watched.ToArray(), available)
    ).ToArbitrary();

    [Fact]
    public void Over_no_24_hours_does_a_plan_look_more_often_than_there_are_calls() =>
        Prop.ForAll(
                Days,
                day =>
                {
                    var plan = LookPlan.Of(day.Watched, day.Available, Asked, Day);
                    return plan.Interval == LookPlan.Longest || MostCalls(plan, day.Watched) <= day.Available;
                }
            )
            .Holds(1_000);

    [Fact]
    public void A_plan_that_looks_less_often_than_asked_leaves_hardly_a_call_unused() =>
        Prop.ForAll(
                Days,
                day =>
                {
                    var plan = LookPlan.Of(day.Watched, day.Available, Asked, Day);
                    var round = day.Watched.Sum(each => each.Calls + each.UrgentCalls);
                    // Intervals are whole seconds, and what is urgent looks no more often than was asked for.
                    return !plan.IsStretched
                        || plan.Interval == LookPlan.Longest
                        || plan.Planned >= (day.Available * 0.96) - (2 * round) - 1;
                }
            )
            .Holds(1_000);

    [Fact]
    public void Nothing_is_looked_at_more_often_than_asked_and_what_is_urgent_never_waits_longer_than_the_rest() =>
        Prop.ForAll(
                Days,
                day =>
                {
                    var plan = LookPlan.Of(day.Watched, day.Available, Asked, Day);
                    return plan.Interval >= Asked
                        && plan.UrgentInterval >= Asked
                        && plan.UrgentInterval <= plan.Interval
                        && plan.Interval <= LookPlan.Longest;
                }
            )
            .Holds(1_000);

    [Fact]
    public void More_to_look_at_never_makes_anything_looked_at_more_often() =>
        Prop.ForAll(
                Days,
                day =>
                    LookPlan.Of([.. day.Watched, new(1, 0)], day.Available, Asked, Day).Interval
                    >= LookPlan.Of(day.Watched, day.Available, Asked, Day).Interval
            )
            .Holds(1_000);

    [Fact]
    public void Five_accounts_of_one_window_need_1440_calls_and_are_looked_at_about_every_14_minutes()
    {
        var plan = LookPlan.Of([.. Enumerable.Repeat(new Watched(1, 0), 5)], 540, Asked, Day);
        Assert.Equal(1_440, plan.Needed);
        Assert.InRange(plan.Interval, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void What_was_changed_lately_keeps_its_five_minutes_and_the_calm_ones_share_the_rest()
    {
        var plan = LookPlan.Of([new(4, 1), new(4, 0), new(4, 0)], 540, Asked, Day);
        Assert.Equal(Asked, plan.UrgentInterval);
        Assert.InRange(plan.Interval, TimeSpan.FromMinutes(70), TimeSpan.FromMinutes(95));
    }

    [Fact]
    public void Where_all_fits_all_are_looked_at_as_often_as_asked() =>
        Assert.Equal(
            (Asked, false),
            (LookPlan.Of([new(1, 1)], 600, Asked, Day).Interval, LookPlan.Of([new(1, 1)], 600, Asked, Day).IsStretched)
        );

    [Fact]
    public void Without_a_budget_nothing_waits() => Assert.Equal(Asked, LookPlan.Of([new(500, 3)], null, Asked, Day).Interval);

    /// <summary>As many looks as can fall into one closed look-back.</summary>
    private static double MostCalls(LookPlan plan, Watched[] watched) =>
        (watched.Sum(each => each.Calls) * Looks(plan.Interval))
        + (plan.UrgentInterval < plan.Interval ? watched.Sum(each => each.UrgentCalls) * Looks(plan.UrgentInterval) : 0);

    private static double Looks(TimeSpan interval) => Math.Floor(Day / interval) + 1;
}
