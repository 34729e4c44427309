using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>
/// One turn of a conductor at one party: it does what is due and stores when it comes again. Each step towards the next song is stored as an intent before
/// it is taken; whoever takes over after a crash finds it and asks the player first what has become of it.
/// </summary>
internal sealed class Turn(Sheet sheet, Player player, PartyOptions options, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>What is due this soon is done now.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private readonly Hand hand = new(sheet, player, time, cancellation);

    private Conducted Party => sheet.Party;

    public async Task Take()
    {
        try
        {
            var now = time.GetUtcNow();
            sheet.Party = Party with { Absence = Party.Absence.At(now, Party.Present, Party.HasMusic, options) };
            if (Party.Absence.Ends(now))
            {
                await sheet.End(Party.Absence.LeftAt is null ? PartyEnd.HostSilent : PartyEnd.HostLeft);
                return;
            }

            if (Party.Wish is { } wish) await Grant(wish);
            else if (Party is { IsLive: true, Song: not null, Present: true, WasPresent: false }) await Conduct(atOnce: true);
            else if (Party.IsLive && Party.ActAt <= now) await Conduct();
            else sheet.ActAt = Timetable.Earliest(Party.ActAt, Timetable.Next(Party, now));
            await Finish();
        }
        catch (PartyOverException)
        {
            // Nothing is left to do.
        }
    }

    private Task Finish()
    {
        var now = time.GetUtcNow();
        var actAt = sheet.ActAt ?? Timetable.Next(Party, now);
        return sheet.Store(actAt, Timetable.Earliest(actAt, Party.Absence.NextLook(now, Party.HasMusic, options)));
    }

    private async Task Grant(Wish wish)
    {
        var plays = wish switch
        {
            Wish.Start => !Party.IsLive,
            Wish.Next => Party is { IsLive: true, Handover: not Handover.Playing },
            _ => wish == Wish.Resume && Party.HasStopped,
        };
        // The wish is forgotten only when the intent that follows from it has been stored.
        var chosen = plays && (Party.Winner is not null || await sheet.Close(Handover.Playing));
        sheet.Party = Party with { Wish = null, Looks = 0, Refused = 0 };
        if (plays)
        {
            if (chosen) await hand.PlayNext();
        }
        else if (wish == Wish.Pause && Party.HasMusic) await hand.Pause();
        else if (wish == Wish.Resume && Party is { IsLive: true, Song: not null, SongAt: null }) await hand.Resume();
        else if (wish == Wish.Device && Party is { IsLive: true, Song: not null, DeviceId: { } device }) await hand.MoveTo(device);
        else if (Party.IsLive) await Conduct(atOnce: true);
    }

    private async Task Conduct(bool atOnce = false)
    {
        var now = time.GetUtcNow();
        if (Party is { Song: null, Handover: Handover.None }) await hand.PlayNext();
        else if (Party is { Closed: false, ClosesAt: { } closes, Clock: { } clock } && closes <= now && clock.HandOverAt > now + Now && !atOnce)
            await sheet.Close(Handover.Chosen);
        else if (await Look() is Step.Goes) await HandOver();
    }

    private async Task HandOver()
    {
        var now = time.GetUtcNow();
        if (Party.Handover == Handover.Queueing) await hand.AskQueue();
        else if (Party is { Handover: Handover.None or Handover.Chosen, Clock: { } clock } && clock.HandOverAt <= now + Now)
        {
            if (Party.Winner is not null || await sheet.Close(Handover.Chosen)) await hand.Enqueue();
        }
    }

    /// <summary>Asks the player and does what follows from its answer.</summary>
    private async Task<Step?> Look()
    {
        var answer = await player.State(Party.AccountId, cancellation);
        var now = time.GetUtcNow();
        if (answer.Kind == AnswerKind.Limited && Party.Clock is not null) return await GoByTheClock(now);
        if (!answer.IsOk)
        {
            hand.Fail(answer.Kind, answer.Until);
            return null;
        }

        // Such a device takes no commands from anybody but its owner.
        if (answer.Value.Device is { IsRestricted: true })
        {
            hand.Fail(AnswerKind.Restricted, null);
            return null;
        }

        var heard = Ear.Hear(answer.Value);
        var next = NextStep.Of(Party.Expected, heard, now);
        // Where the host moves our song to is where the music plays from then on.
        if (next.Step is Step.Goes or Step.Begun && heard is { DeviceId: { } device }) sheet.Party = Party with { DeviceId = device, Device = heard.Device };
        switch (next.Step)
        {
            case Step.Goes:
                sheet.Party = Party.Plays(Party.SongAt is { } at && (next.At - at).Duration() < Now ? at : next.At, next.Uri);
                break;
            case Step.Stands:
                sheet.Party = Party.Stands(now - next.At, Party is { SongAt: null, Trouble: null } ? null : Troubles.Paused) with { Looks = Party.SongAt is null ? Party.Looks + 1 : 0 };
                break;
            case Step.Begun:
                await sheet.Advance(next.At, next.Uri);
                break;
            case Step.BegunStanding:
                await sheet.Advance(next.At, next.Uri);
                sheet.Party = Party.Stands(now - next.At, Troubles.Paused);
                break;
            case Step.LookAgain:
                sheet.Party = Party with { Looks = Party.Looks + 1 };
                sheet.ActAt = next.At;
                break;
            case Step.PlayNow:
                await hand.PlayNext();
                break;
            case Step.PlayAgain:
                await hand.PlayAgain();
                break;
            case Step.Ask:
                sheet.Party = Party.Stands(Party.Progress(now), Troubles.SomethingElse) with { Looks = 0 };
                break;
            case Step.Gone when Party.Handover == Handover.Playing:
                await hand.PlayNext();
                break;
            case Step.Gone:
                hand.Fail(AnswerKind.NoDevice, null);
                break;
        }

        return next.Step;
    }

    /// <summary>Spotify lets us look no more for now: the music goes on as far as we know.</summary>
    private async Task<Step> GoByTheClock(DateTimeOffset now)
    {
        if (Party.Handover == Handover.Playing || (Party.Handover is Handover.None or Handover.Chosen && Party.Clock!.EndsAt <= now)) await hand.PlayNext();
        if (Party is not { Handover: Handover.Queued, Clock: { } clock } || clock.EndsAt > now) return Step.Goes;
        await sheet.Advance(clock.EndsAt, null);
        return Step.Begun;
    }
}
