namespace Tonearm.Spotify.Governor;

/// <summary>What may be spent of one endpoint family: the rule behind every reservation, and behind every forecast.</summary>
/// <param name="Most">Calls within one look-back; null for as many as anybody likes.</param>
/// <param name="LookBack">How long a call counts.</param>
internal sealed record FamilyBudget(Family Family, int? Most, TimeSpan LookBack, KeptShares Kept, SpentCalls Spent)
{
    /// <summary>How many calls a purpose may still make now: what is left, without what is kept for the others. Null is no limit.</summary>
    public int? Room(CallPurpose purpose)
    {
        if (Most is not { } most)
            return null;
        var left = most - Spent.All;
        foreach (var other in SpentCalls.Purposes)
            if (other != purpose)
                left -= Math.Max(0, Kept.For(other, most) - Spent[other]);
        return Math.Max(0, left);
    }

    /// <summary>Of what a whole look-back gives, that which is left for the background by what the others have used or may use.</summary>
    public int? ForBackground
    {
        get
        {
            if (Most is not { } most)
                return null;
            foreach (var other in SpentCalls.Purposes)
                if (other != CallPurpose.Background)
                    most -= Math.Max(Kept.For(other, Most.Value), Spent[other]);
            return Math.Max(0, most);
        }
    }

    /// <summary>When a purpose may make a call again, if nobody makes another one until then.</summary>
    public DateTimeOffset RoomAt(CallPurpose purpose, IReadOnlyCollection<CallSlot> slots, DateTimeOffset now)
    {
        foreach (var at in slots.Select(slot => slot.LapsesAt(LookBack)).Where(at => at > now).Distinct().Order())
            if ((this with { Spent = SpentCalls.Of(slots, LookBack, at) }).Room(purpose) is null or > 0)
                return at;
        return now + LookBack;
    }
}
