using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

/// <summary>
/// Three weeks with a hidden quota between 400 and 3,000 calls. What a quota is can be learned only by meeting it, so one lock-out is the
/// price of knowing; whoever needs less than it never pays.
/// </summary>
public sealed class WeeksTests
{
    private const int Days = 21;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Simulated once, and looked at by each law; others in every run.</summary>
    private static readonly Lazy<IReadOnlyList<Case>> Cases = new(() =>
        [.. Enumerable.Range(0, 16).AsParallel().Select(_ => Case.Of(Random.Shared.Next()))]
    );

    [Fact]
    public void Whoever_looks_at_accounts_is_locked_out_at_most_once_and_then_never() =>
        Assert.All(Cases.Value, each => Assert.True(each.Weeks.LockOuts.Count <= 1, each.ToString()));

    [Fact]
    public void Whoever_needs_less_than_the_quota_is_never_locked_out() =>
        Assert.All(
            Cases.Value.Where(each => !each.Weeks.Plan.IsStretched && each.Weeks.Plan.Needed < each.Hidden * 0.9),
            each => Assert.Empty(each.Weeks.LockOuts)
        );

    [Fact]
    public void The_budget_of_the_moment_is_never_exceeded() =>
        Assert.All(Cases.Value, each => Assert.True(each.Weeks.MostOver <= 0, each.ToString()));

    [Fact]
    public void Once_the_quota_is_known_every_look_that_was_promised_is_made_when_it_was_promised() =>
        Assert.All(
            Cases.Value,
            each =>
            {
                // What was spent before the refusal counts for one more look-back, and one more passes until that is evened out.
                var known = each.Weeks.LockOuts is [var locked, ..] ? locked + (3 * Day) : SimulatedWeeks.Start;
                Assert.DoesNotContain(each.Weeks.Held, at => at >= known);
            }
        );

    [Fact]
    public void No_account_waits_longer_than_its_interval() =>
        Assert.All(
            Cases.Value.Where(each => !each.IsLockedOutLately),
            each =>
            {
                for (var account = 0; account < each.Accounts.Length; account++)
                {
                    var looks = each
                        .Weeks.Looks.Where(look => look.Account == account && look.At >= SimulatedWeeks.Start.AddDays(Days - 2))
                        .Select(look => look.At)
                        .ToArray();
                    // The interval grows with what people spend meanwhile, but never by more than was kept for them.
                    Assert.All(
                        looks.Zip(looks.Skip(1)),
                        pair =>
                            Assert.True(
                                pair.Second - pair.First <= (each.Weeks.Plan.Interval * 1.15) + TimeSpan.FromMinutes(1),
                                each.ToString()
                            )
                    );
                }
            }
        );

    [Fact]
    public void Calls_that_are_short_are_used_up() =>
        Assert.All(
            Cases.Value.Where(each => each.Weeks.Plan.IsStretched && !each.IsLockedOutLately),
            each =>
            {
                var lastDay = each.Weeks.Looks.Where(look => look.At >= SimulatedWeeks.Start.AddDays(Days - 1)).Sum(look => look.Calls);
                // A tenth is kept for people and restores; a quota that has just risen is used from the next day on.
                Assert.True(
                    lastDay >= (each.Weeks.Quota.Calls * 0.9 * 0.85) - (2 * each.Accounts.Sum(account => account.Calls)),
                    $"{lastDay} of {each.Weeks.Quota.Calls}: {each}"
                );
            }
        );

    /// <param name="People">Calls a day that people make, on average fewer than are kept for them.</param>
    private sealed record Case(int Seed, int Hidden, Watched[] Accounts, int People, SimulatedWeeks Weeks)
    {
        public bool IsLockedOutLately => Weeks.LockOuts.Any(locked => locked > SimulatedWeeks.Start.AddDays(Days - 5));

        public static Case Of(int seed)
        {
            var random = new Random(seed);
            var hidden = random.Next(400, 3_001);
            Watched[] accounts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Watched(random.Next(1, 7), 0))];
            var people = random.Next(0, 16);
            var weeks = new SimulatedWeeks(hidden, Day, accounts, seed);
            weeks.Run(Days, people);
            return new(seed, hidden, accounts, people, weeks);
        }

        public override string ToString() =>
            $"seed {Seed}: a quota of {Hidden}, accounts of {string.Join(", ", Accounts.Select(each => each.Calls))} calls, {People} calls of people a day";
    }
}
