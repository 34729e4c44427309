namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// Calls of each endpoint family over a look-back that rolls, counted in slots of five minutes. Used under the world's gate.
/// </summary>
internal sealed class DailyQuota
{
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Queue<QuotaSlot>> families = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> refusals = new(StringComparer.Ordinal);

    /// <summary>Counts a call, or says how long until one will fit.</summary>
    /// <param name="closed">A slot that has just ended, for the journal.</param>
    public TimeSpan? Refuse(string family, int? limit, TimeSpan lookBack, DateTimeOffset now, out QuotaSlot? closed)
    {
        closed = null;
        if (!families.TryGetValue(family, out var slots))
            families[family] = slots = [];
        while (slots.TryPeek(out var oldest) && oldest.Start + lookBack <= now)
            slots.Dequeue();
        if (limit is { } most && slots.Sum(slot => slot.Calls) >= most)
        {
            refusals[family] = Refused(family) + 1;
            return slots.TryPeek(out var first) ? first.Start + lookBack - now : lookBack;
        }

        var start = new DateTimeOffset(now.Ticks - now.Ticks % Slot.Ticks, TimeSpan.Zero);
        var last = slots.LastOrDefault();
        if (last?.Start == start)
        {
            last.Calls++;
            return null;
        }

        closed = last;
        slots.Enqueue(
            new QuotaSlot
            {
                Family = family,
                Start = start,
                Calls = 1,
            }
        );
        return null;
    }

    public int Used(string family) => families.TryGetValue(family, out var slots) ? slots.Sum(slot => slot.Calls) : 0;

    /// <summary>How often a call was refused since the Sandbox started or was reset.</summary>
    public int Refused(string family) => refusals.GetValueOrDefault(family);

    public IEnumerable<QuotaSlot> Slots() => families.Values.SelectMany(slots => slots);

    /// <summary>Those that calls are counted in now, which no journal has yet.</summary>
    public IEnumerable<QuotaSlot> OpenSlots() => families.Values.Where(slots => slots.Count > 0).Select(slots => slots.Last());

    public IEnumerable<string> Families => families.Keys;

    public void Take(QuotaSlot slot)
    {
        if (!families.TryGetValue(slot.Family, out var slots))
            families[slot.Family] = slots = [];
        if (slots.LastOrDefault() is { } last && last.Start == slot.Start)
            last.Calls = slot.Calls;
        else
            slots.Enqueue(slot);
    }

    public void Clear()
    {
        families.Clear();
        refusals.Clear();
    }
}

internal sealed record QuotaSlot
{
    public required string Family { get; init; }

    public required DateTimeOffset Start { get; init; }

    public int Calls { get; set; }
}
