using FsCheck;
using FsCheck.Fluent;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

public sealed class FamilyBudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static readonly Arbitrary<(
        int Most,
        Family Family,
        bool Party,
        (int Minute, CallPurpose Purpose, int Wanted)[] Wishes
    )> Wishes = (
        from most in Gen.Choose(20, 700)
        from family in Gen.Elements(Enum.GetValues<Family>())
        from party in Gen.Elements(true, false)
        from wishes in (
            from minute in Gen.Choose(0, 4 * 24 * 60)
            from purpose in Gen.Elements(Enum.GetValues<CallPurpose>())
            from wanted in Gen.Choose(1, 60)
            select (minute, purpose, wanted)
        ).ArrayOf()
        select (most, family, party, wishes)
    ).ToArbitrary();

    [Fact]
    public void Over_no_24_hours_are_there_more_calls_than_the_budget() =>
        Prop.ForAll(
                Wishes,
                plan =>
                {
                    var made = Make(plan.Most, plan.Family, plan.Party, plan.Wishes);
                    return made.All(call =>
                        made.Where(other => other.At <= call.At && other.At > call.At - Day).Sum(other => other.Calls) <= plan.Most
                    );
                }
            )
            .Holds();

    [Fact]
    public void What_is_kept_for_a_purpose_is_there_when_it_is_wanted() =>
        Prop.ForAll(
                Wishes,
                plan =>
                {
                    var slots = new List<CallSlot>();
                    var kept = KeptShares.Of(plan.Family, plan.Party);
                    foreach (var (minute, purpose, wanted) in plan.Wishes.OrderBy(wish => wish.Minute))
                    {
                        var now = Start.AddMinutes(minute);
                        var budget = new FamilyBudget(plan.Family, plan.Most, Day, kept, SpentCalls.Of(slots, Day, now));
                        var share = kept.For(purpose, plan.Most) - budget.Spent[purpose];
                        if (budget.Room(purpose) < Math.Min(share, wanted))
                            return false;
                        slots.Add(new(CallSlot.At(now), purpose, Math.Min(wanted, budget.Room(purpose)!.Value)));
                    }

                    return true;
                }
            )
            .Holds();

    [Fact]
    public void When_a_budget_says_that_there_is_room_again_there_is_and_not_before() =>
        Prop.ForAll(
                Wishes,
                plan =>
                {
                    var made = Make(plan.Most, plan.Family, plan.Party, plan.Wishes);
                    var slots = made.Select(call => new CallSlot(CallSlot.At(call.At), call.Purpose, call.Calls)).ToArray();
                    var now = made.Count > 0 ? made[^1].At : Start;
                    return Enum.GetValues<CallPurpose>()
                        .All(purpose =>
                        {
                            int Room(DateTimeOffset at) =>
                                new FamilyBudget(
                                    plan.Family,
                                    plan.Most,
                                    Day,
                                    KeptShares.Of(plan.Family, plan.Party),
                                    SpentCalls.Of(slots, Day, at)
                                )
                                    .Room(purpose)!
                                    .Value;
                            if (Room(now) > 0)
                                return true;
                            var at = new FamilyBudget(
                                plan.Family,
                                plan.Most,
                                Day,
                                KeptShares.Of(plan.Family, plan.Party),
                                SpentCalls.Of(slots, Day, now)
                            ).RoomAt(purpose, slots, now);
                            return Room(at) > 0 && Room(at.AddTicks(-1)) == 0;
                        });
                }
            )
            .Holds();

    [Fact]
    public void Without_a_budget_there_is_always_room() =>
        Assert.Null(
            new FamilyBudget(Family.PlaylistList, null, Day, default, new(1_000, 1_000, 1_000, 1_000)).Room(CallPurpose.Background)
        );

    [Fact]
    public void A_part_of_the_players_calls_is_kept_for_a_party_only_when_one_is_expected()
    {
        static int? Room(bool party) =>
            new FamilyBudget(Family.PlayerRead, 600, Day, KeptShares.Of(Family.PlayerRead, party), default).Room(CallPurpose.Person);
        Assert.Equal((600, 300), (Room(false), Room(true)));
    }

    /// <summary>Grants what is wished for as far as there is room, as reservations do.</summary>
    private static List<(DateTimeOffset At, CallPurpose Purpose, int Calls)> Make(
        int most,
        Family family,
        bool party,
        IEnumerable<(int Minute, CallPurpose Purpose, int Wanted)> wishes
    )
    {
        var made = new List<(DateTimeOffset At, CallPurpose Purpose, int Calls)>();
        var slots = new List<CallSlot>();
        foreach (var (minute, purpose, wanted) in wishes.OrderBy(wish => wish.Minute))
        {
            var now = Start.AddMinutes(minute);
            var room = new FamilyBudget(family, most, Day, KeptShares.Of(family, party), SpentCalls.Of(slots, Day, now))
                .Room(purpose)!
                .Value;
            var granted = Math.Min(room, wanted);
            if (granted == 0)
                continue;
            made.Add((now, purpose, granted));
            slots.Add(new(CallSlot.At(now), purpose, granted));
        }

        return made;
    }
}
