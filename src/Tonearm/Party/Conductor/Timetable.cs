using Tonearm.Party.Rules;

namespace Tonearm.Party.Conductor;

/// <summary>When something is to be done about a party's music, as long as nothing goes wrong.</summary>
internal static class Timetable
{
    /// <summary>A song is looked at so long after it should have begun.</summary>
    public static readonly TimeSpan AfterChange = TimeSpan.FromSeconds(2);

    /// <returns>Null when only a person can bring it on.</returns>
    public static DateTimeOffset? Next(PartyState party, DateTimeOffset now)
    {
        if (!party.IsLive)
            return party.Start?.Next(now);
        if (party.HasStopped)
            return null;
        if (party.Clock is not { } clock)
            return now + Pauses.After(party.Looks);
        return party.Handover switch
        {
            Handover.Queueing or Handover.Playing => now + Pauses.After(party.Looks),
            Handover.Queued => (party.Player.PostponedTo ?? clock.EndsAt) + AfterChange,
            Handover.Chosen => party.Player.PlaysWithoutQueue && clock.HandOverAt <= now ? clock.EndsAt : clock.HandOverAt,
            _ => Earliest(clock.ClosesAt(party.Settings), clock.MiddleAt > now ? clock.MiddleAt : null),
        };
    }

    public static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> moments)
    {
        DateTimeOffset? earliest = null;
        foreach (var moment in moments)
            if (earliest is null || moment < earliest)
                earliest = moment ?? earliest;
        return earliest;
    }
}
