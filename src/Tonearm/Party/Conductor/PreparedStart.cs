using Tonearm.Party.Rules;

namespace Tonearm.Party.Conductor;

/// <summary>
/// What a prepared party needs before its first song: to start by itself when its time has come, else to know whether it could.
/// </summary>
internal sealed class PreparedStart(TurnSession session, PlayerCommands commands, DeviceCommands devices, TimeProvider time)
{
    private PartyState Party => session.Party;

    /// <summary>Its moment has come, or a host has come to whom something stands in the way.</summary>
    public bool IsDue(StartTime start, DateTimeOffset now) =>
        (Party.ActAt is { } at ? at <= now : start.StartsNow(now)) || Party is { Trouble: not null, Present: true, WasPresent: false };

    public async Task Take(StartTime start)
    {
        var now = time.GetUtcNow();
        if (!start.StartsNow(now))
            await Rehearse();
        else if (Party.OtherIsOn)
        {
            session.Party = Party with { Trouble = Troubles.OtherParty, Looks = Party.Looks + 1 };
            session.ActAt = now + Pauses.After(Party.Looks);
        }
        else if (await devices.Locate())
        {
            session.Party = Party with { Trouble = null, Looks = 0, Refused = 0 };
            if (await session.Close(Handover.Playing))
                await commands.PlayNext();
        }
        else if (Party.Trouble == Troubles.DeviceGone)
            session.Party = Party with { Trouble = Troubles.DeviceAsleep };
    }

    /// <summary>Only what a person has to mend is told; everything else may be well by then.</summary>
    private async Task Rehearse()
    {
        session.Party = Party with { Trouble = null };
        await devices.Rehearse();
        session.Party = Party with { Trouble = Troubles.NeedsPerson(Party.Trouble) ? Party.Trouble : null, Looks = 0 };
        session.ActAt = Timetable.Next(Party, time.GetUtcNow());
    }
}
