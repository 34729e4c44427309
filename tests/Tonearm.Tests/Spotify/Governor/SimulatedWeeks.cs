using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

/// <summary>
/// Weeks of looking at accounts against a quota that nobody is told, with the rules that the application uses and a Spotify that counts
/// exactly: every look asks for its calls at once, as a sweep does.
/// </summary>
internal sealed class SimulatedWeeks(int hidden, TimeSpan lookBack, Watched[] accounts, int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(5);
    private static readonly KeptShares Kept = KeptShares.Of(Family.PlaylistList, partyExpected: false);

    private readonly Random random = new(seed);
    private readonly Queue<DateTimeOffset> served = [];
    private readonly SortedDictionary<(DateTimeOffset, CallPurpose), int> slots = [];
    private readonly DateTimeOffset[] promised = [.. accounts.Select(_ => Start)];
    private LearnedQuota quota = LearnedQuota.New(Start);
    private DateTimeOffset closedUntil;

    public List<DateTimeOffset> LockOuts { get; } = [];

    /// <summary>Looks that our own budget did not have the calls for when they were due.</summary>
    public List<DateTimeOffset> Held { get; } = [];

    public List<(DateTimeOffset At, int Account, int Calls)> Looks { get; } = [];

    public LookPlan Plan { get; private set; } = null!;

    public LearnedQuota Quota => quota;

    /// <summary>The most that counted at once beyond the budget of that moment.</summary>
    public int MostOver { get; private set; }

    /// <param name="people">How many calls a day people make for themselves.</param>
    public void Run(int days, int people = 0)
    {
        var (person, day) = (NextPerson(Start, people), Start);
        for (var now = Start; now < Start.AddDays(days); )
        {
            if (person <= now)
            {
                Ask(CallPurpose.Person, 1, now);
                person = NextPerson(now, people);
            }

            for (var account = 0; account < accounts.Length; account++)
                if (promised[account] <= now)
                    Look(account, now);
            if (day <= now)
            {
                quota = quota.AfterDay(Spent(now).All, now);
                day = now.AddMinutes(10);
            }

            now = new[] { person, day, promised.Min() }.Min();
        }
    }

    private DateTimeOffset NextPerson(DateTimeOffset now, int people) =>
        people == 0 ? DateTimeOffset.MaxValue : now.AddDays(-Math.Log(1 - random.NextDouble()) / people);

    private void Look(int account, DateTimeOffset now)
    {
        var got = Ask(CallPurpose.Background, accounts[account].Calls, now);
        if (got == accounts[account].Calls)
            Looks.Add((now, account, got));
        Plan = LookPlan.Of(accounts, Budget(now).ForBackground, Asked, quota.LookBack);
        var next = now + Plan.Interval;
        if (closedUntil > next)
            next = closedUntil;
        else if (Budget(now).Room(CallPurpose.Background) == 0 && RoomAt(now) is var at && at > next)
            next = at;
        promised[account] = next;
    }

    /// <returns>How many were answered.</returns>
    private int Ask(CallPurpose purpose, int wanted, DateTimeOffset now)
    {
        if (now < closedUntil)
            return 0;
        var granted = Math.Min(wanted, Budget(now).Room(purpose)!.Value);
        if (granted < wanted && purpose == CallPurpose.Background)
            Held.Add(now);
        Count(purpose, granted, now);
        MostOver = Math.Max(MostOver, granted > 0 ? Spent(now).All - quota.Calls : 0);
        var answered = 0;
        for (var call = 0; call < granted; call++)
        {
            while (served.TryPeek(out var oldest) && oldest + lookBack <= now)
                served.Dequeue();
            if (served.Count < hidden)
            {
                served.Enqueue(now);
                answered++;
                continue;
            }

            if (now >= closedUntil)
                LockOuts.Add(now);
            var wait = served.Peek() + lookBack - now;
            Count(purpose, -1, now);
            var counting = Counting(now);
            quota = quota.Refused(counting.Sum(slot => slot.Calls), counting.Min(slot => slot.Bucket) + CallSlot.Length, wait, now);
            closedUntil = now + wait;
        }

        return answered;
    }

    private void Count(CallPurpose purpose, int calls, DateTimeOffset now)
    {
        var key = (CallSlot.At(now), purpose);
        slots[key] = slots.GetValueOrDefault(key) + calls;
    }

    private FamilyBudget Budget(DateTimeOffset now) => new(Family.PlaylistList, quota.Calls, quota.LookBack, Kept, Spent(now));

    private SpentCalls Spent(DateTimeOffset now) => SpentCalls.Of(Counting(now));

    private DateTimeOffset RoomAt(DateTimeOffset now) => Budget(now).RoomAt(CallPurpose.Background, Counting(now), now);

    private CallSlot[] Counting(DateTimeOffset now)
    {
        foreach (var lapsed in slots.Keys.TakeWhile(key => key.Item1 < now - TimeSpan.FromHours(49)).ToArray())
            slots.Remove(lapsed);
        return
        [
            .. slots
                .Select(slot => new CallSlot(slot.Key.Item1, slot.Key.Item2, slot.Value))
                .Where(slot => slot.LapsesAt(quota.LookBack) > now),
        ];
    }
}
