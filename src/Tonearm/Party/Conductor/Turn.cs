using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>
/// One turn of a conductor at one party: it does what is due and stores when it comes again. Each step towards the next song is stored as
/// an intent before it is taken; whoever takes over after a crash finds it and asks the player first what has become of it.
/// </summary>
internal sealed class Turn(TurnSession session, Player player, PartyOptions options, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>What is due this soon is done now.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    /// <summary>So long a hand-over waits for a look that says something.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(4);

    /// <summary>A song with less than this left is not begun again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TooLateToQueue = TimeSpan.FromMilliseconds(50);

    private readonly PlayerCommands commands = new(session, player, time, cancellation);
    private readonly DeviceCommands devices = new(session, player, time, cancellation);

    private PartyState Party => session.Party;

    private PreparedStart Prepared => new(session, commands, devices, time);

    public async Task Take()
    {
        var now = time.GetUtcNow();
        session.Party = Party with
        {
            Absence = Party.Waits(now) ? Absence.None : Party.Absence.At(now, Party.Present, Party.HasMusic, options),
        };
        if (Party.Absence.Ends(now))
        {
            await session.End(
                Party.IsPrepared ? PartyEnd.NotStarted
                : Party.Absence.LeftAt is null ? PartyEnd.HostSilent
                : PartyEnd.HostLeft
            );
            return;
        }

        if (Party.Wish is { } wish)
            await Grant(wish);
        else if (Party.IsSkipped(now))
            await Skip();
        else if (Party is { IsLive: true, Song: not null, Present: true, WasPresent: false })
            await Conduct(atOnce: true);
        else if (Party.IsLive && Party.ActAt <= now)
            await Conduct();
        else if (Party is { IsLive: false, Start: { } start } && Prepared.IsDue(start, now))
            await Prepared.Take(start);
        else if (Party.WatchAt <= now)
            await Watch();
        else
            KeepPlans(now);
        if (session.IsOurs && session.IsDeviceLost)
            await devices.Explain();
        if (session.IsOurs && Party.IsLive && Party.Player.Moving?.NextAt <= now)
            await devices.Move();
        if (session.IsOurs)
            await Finish();
    }

    private Task Finish()
    {
        var now = time.GetUtcNow();
        var actAt = session.ActAt ?? Timetable.Next(Party, now);
        return session.Store(
            actAt,
            Timetable.Earliest(
                actAt,
                Party.WatchAt,
                // A wish came first.
                Party.IsSkipped(now)
                    ? now
                    : null,
                Party.IsLive ? Party.Player.Moving?.NextAt : null,
                Party.Waits(now) ? Party.Start!.At + StartTime.Patience : Party.Absence.NextLook(now, Party.HasMusic, options)
            )
        );
    }

    private void KeepPlans(DateTimeOffset now) =>
        session.ActAt = Party is { Looks: 0, Trouble: null }
            ? Timetable.Earliest(Party.ActAt, Timetable.Next(Party, now))
            : Party.ActAt ?? Timetable.Next(Party, now);

    private async Task Grant(AskedWish asked)
    {
        var wish = asked.Wish;
        var goesOn =
            wish == Wish.Resume
            && Party is { HasStopped: true, Song: { } song }
            && song.Recording.Length - Party.Progress(time.GetUtcNow()) > Rest;
        var plays = wish switch
        {
            Wish.Start => Party is { IsLive: false, OtherIsOn: false },
            Wish.Next => Party is { IsLive: true, Handover: not Handover.Playing } && (asked.Round is null || asked.Round == Party.Round),
            _ => wish == Wish.Resume && Party.HasStopped && !goesOn,
        };
        // The wish is forgotten only when the intent that follows from it has been stored.
        var chosen = plays && (Party.Winner is not null || await session.Close(Handover.Playing));
        session.Party = Party with { Wish = null, Looks = 0, Refused = 0, Player = Party.Player.Surprised() };
        if (plays)
        {
            if (chosen)
                await commands.PlayNext();
        }
        else if (wish == Wish.Pause && Party.HasMusic)
            await commands.Pause();
        else if (wish == Wish.Resume && Party is { IsLive: true, Song: not null, SongAt: null })
            await devices.PlayOn();
        else if (wish == Wish.Device && Party is { IsLive: true, Song: not null } && asked.DeviceId is { } device)
            await devices.MoveTo(device, asked.DeviceName);
        else if (Party.IsLive)
            await Conduct(atOnce: true);
        else if (Party.Start is { } start)
            await Prepared.Take(start);
    }

    /// <summary>As the host's wish for the next song; the votes stand until it has begun, so that whoever takes over finds them.</summary>
    private Task Skip()
    {
        session.Party = Party.Surprised() with { Looks = 0, Refused = 0 };
        return commands.PlayNext();
    }

    private async Task Conduct(bool atOnce = false)
    {
        var now = time.GetUtcNow();
        if (Party is { Song: null, Handover: Handover.None })
            await commands.PlayNext();
        else if (
            Party is { Closed: false, ClosesAt: { } closes, Clock: { } clock }
            && closes <= now
            && clock.HandOverAt > now + Now
            && !atOnce
        )
            await session.Close(Handover.Chosen);
        else if (!atOnce && IsTrusted(now))
            await HandOver();
        else if (await Look() is Step.Goes)
            await HandOver();
    }

    /// <summary>The hand-over is due, and what was seen last is proof enough.</summary>
    private bool IsTrusted(DateTimeOffset now) =>
        Party
            is {
                Handover: Handover.None or Handover.Chosen,
                Trouble: null,
                Looks: 0,
                Clock: { } clock,
                Player: { Change.Seen: true, Moving: null } known
            }
        && clock.HandOverAt <= now + Now
        && clock.EndsAt > now + Now
        && !LookCadence.LooksBeforeHandOver(known.Calm, Party.LookEvery);

    private async Task HandOver()
    {
        var now = time.GetUtcNow();
        if (Party.Handover == Handover.Queueing)
            await commands.AskQueue();
        else if (Party is { Handover: Handover.None or Handover.Chosen, Clock: { } clock } && clock.HandOverAt <= now + Now)
        {
            if (Party.Winner is null && !await session.Close(Handover.Chosen))
                return;
            // What goes into the queue this late is not reached any more.
            if (clock.EndsAt <= now + TooLateToQueue)
                await commands.PlayNext();
            else if (!Party.Player.PlaysWithoutQueue)
                await commands.Enqueue();
            else
                session.ActAt = clock.EndsAt;
        }
    }

    /// <summary>
    /// A look that nothing needs but those who watch: what it says is taken only when it does not come from a late or an empty answer.
    /// </summary>
    private async Task Watch()
    {
        if (Party.SongAt is null)
        {
            await Look();
            return;
        }

        var answer = await player.State(Party.Caller, cancellation);
        var now = time.GetUtcNow();
        var heard = answer.IsOk ? PlayerStateMapper.Map(answer.Value) : null;
        var worth = WatchedLook.Of(Party.Expected, Party.Player, heard, now);
        session.Party = Party with { Player = Party.Player.Noted(worth, heard, now) };
        if (worth != Worth.Word)
            KeepPlans(now);
        else if (await Judge(answer, now) is Step.LookAgain && Party.Looks == 1)
            session.ActAt = Timetable.Earliest(session.ActAt, now + WatchedLook.Soon);
    }

    /// <summary>Asks the player and does what follows from its answer.</summary>
    private async Task<Step?> Look()
    {
        // Told to play at the end of the song: there is nothing to ask before.
        if (
            Party is { Handover: Handover.Chosen, Winner: not null, Player.PlaysWithoutQueue: true, Clock: { } ending, Looks: 0 }
            && (time.GetUtcNow() - ending.EndsAt).Duration() <= Now
        )
            return Step.Goes;
        var answer = await player.State(Party.Caller, cancellation);
        var now = time.GetUtcNow();
        session.Party = Party with { Player = Party.Player.Noted(Worth.Word, null, now) };
        return await Judge(answer, now);
    }

    private async Task<Step?> Judge(Answer<PlayerState> answer, DateTimeOffset now)
    {
        if (answer.Kind == AnswerKind.Limited && Party.Clock is not null)
            return await GoByTheClock(now);
        if (!answer.IsOk)
        {
            session.Fail(answer.Kind, answer.Until, answer.By);
            return null;
        }

        // Such a device takes no commands from anybody but its owner.
        if (answer.Value.Device is { IsRestricted: true })
        {
            session.Fail(AnswerKind.Restricted, null);
            return null;
        }

        var heard = PlayerStateMapper.Map(answer.Value);
        var next = NextStep.Of(Party.Expected, heard, now);
        if (next.Step is Step.Goes or Step.Begun && heard is not null)
            await Follow(heard, now);
        switch (next.Step)
        {
            case Step.Goes:
                var firmer = Party.SongAt is { } at && (next.At - at).Duration() < Now ? at : next.At;
                if (Party.SongAt is { } former && (firmer - former).Duration() > Now && Party.Player.Change is { Seen: true })
                    session.Party = Party.Surprised();
                session.Party = Party.Confirmed().Plays(firmer, next.Uri);
                break;
            case Step.Stands:
                session.Party = Party
                    .Surprised()
                    .Stands(now - next.At, Party is { SongAt: null, Trouble: null } ? null : Troubles.Paused) with
                {
                    Looks = Party.SongAt is null ? Party.Looks + 1 : 0,
                };
                break;
            case Step.Begun:
                await commands.Begin(next.At, next.Uri, seen: true);
                break;
            case Step.BegunStanding:
                await commands.Begin(next.At, next.Uri, seen: true);
                session.Party = Party.Stands(now - next.At, Troubles.Paused);
                break;
            case Step.Believe:
                await commands.Begin(Party.Expected.ChangeAt ?? now, null, seen: false);
                session.ActAt = now + Doubt;
                break;
            case Step.LookAgain:
                session.Party = Party with { Looks = Party.Looks + 1 };
                session.ActAt = NotPast(next.At, now);
                return OverdueByClock(now);
            case Step.PlayNow:
                if (heard is { RepeatsOne: true })
                    await commands.RepeatOff();
                commands.NoteEarly(heard, now);
                await commands.PlayNext(heard?.Item);
                break;
            case Step.Displaced:
                if (heard is { RepeatsOne: true })
                    await commands.RepeatOff();
                commands.NoteEarly(heard, now);
                await commands.MakeRoom(heard!);
                break;
            case Step.PlayAgain:
                await commands.PlayAgain();
                break;
            case Step.NoAnswer:
                session.Party = Party.Surprised() with { Trouble = Troubles.NoAnswer, Looks = Party.Looks + 1 };
                session.ActAt = NotPast(now + Pauses.After(Party.Looks), now);
                return OverdueByClock(now);
            case Step.Ask:
                var since = Party.SongAt is { } began && next.At > began ? next.At - began : Party.Progress(now);
                session.Party = Party
                    .Surprised()
                    .Stands(since < Party.Progress(now) ? since : Party.Progress(now), Troubles.SomethingElse) with
                {
                    Looks = 0,
                };
                session.Party = Party with { Player = Party.Player with { Change = Former(heard?.Item, now) } };
                break;
            case Step.Gone when Party.Handover == Handover.Playing:
                if (await devices.Locate())
                    await commands.PlayNext();
                break;
            case Step.Gone:
                if (await devices.Search())
                {
                    session.ActAt = NotPast(session.ActAt ?? now, now);
                    return OverdueByClock(now);
                }

                break;
        }

        return next.Step;
    }

    /// <summary>What plays instead of the song: shown again after the song was told to go on, it says nothing.</summary>
    private SongChange? Former(Recording? item, DateTimeOffset now) => item is null ? Party.Player.Change : new(now, [item], 0, Seen: true);

    /// <summary>
    /// Where the host moves our song to is where the music plays from then on; and a player on repeat would not let the winner come.
    /// </summary>
    private async Task Follow(Heard heard, DateTimeOffset now)
    {
        var known = Party.Player;
        var isStale = heard.DeviceId == known.MovedFrom && known.MovedAt + NextStep.RepeatAfter > now;
        if (heard.DeviceId is { } device && !isStale)
            session.Party = Party with
            {
                DeviceId = device,
                Device = heard.Device,
                Player = known with { DeviceKind = heard.DeviceKind, Moving = known.Moving?.Id == device ? null : known.Moving },
            };
        if (heard.RepeatsOne && Party.Clock is { } clock && clock.HandOverAt <= now + Now && clock.EndsAt > now)
            await commands.RepeatOff();
    }

    /// <summary>A look that is put off never misses the moment at which something has to be done.</summary>
    private DateTimeOffset NotPast(DateTimeOffset at, DateTimeOffset now)
    {
        if (Party.Clock is not { } clock)
            return at;
        foreach (
            var moment in new[]
            {
                clock.HandOverAt,
                clock.HandOverAt + Doubt,
                (Party.Player.PostponedTo ?? clock.EndsAt) + Timetable.AfterChange,
            }
        )
            if (moment > now && moment < at)
                return moment;
        return at;
    }

    /// <summary>Nothing is known, but the time has come: the music goes on as far as we know.</summary>
    private Step OverdueByClock(DateTimeOffset now) =>
        Party is { Handover: Handover.None or Handover.Chosen, Clock: { } clock }
        && clock.HandOverAt + Doubt <= now
        && clock.EndsAt > now - Doubt
            ? Step.Goes
            : Step.LookAgain;

    /// <summary>Spotify lets us look no more for now: the music goes on as far as we know.</summary>
    private async Task<Step> GoByTheClock(DateTimeOffset now)
    {
        if (Party.Handover == Handover.Playing || (Party.Handover is Handover.None or Handover.Chosen && Party.Clock!.EndsAt <= now))
            await commands.PlayNext();
        if (Party is not { Handover: Handover.Queued, Clock: { } clock } || clock.EndsAt > now)
            return Step.Goes;
        await commands.Begin(clock.EndsAt, null, seen: false);
        return Step.Begun;
    }
}
