using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>
/// What a conductor does to a player. Each method takes one step, and leaves behind what is known then and when to come again.
/// </summary>
internal sealed class PlayerCommands(TurnSession session, Player player, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>A winner this far down the queue is reached by skipping what is before it, which also gets rid of it.</summary>
    private const int MostSkips = 5;

    /// <summary>Several refused in one round mean the device rather than the tracks.</summary>
    private const int MostRefused = 2;

    /// <summary>A change this close to its time came as expected.</summary>
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(1.5);

    /// <summary>The longest crossfade that Spotify offers, and a little more.</summary>
    private static readonly TimeSpan LongestFade = TimeSpan.FromSeconds(13);

    private PartyState Party => session.Party;

    /// <summary>Makes the winner play now, or the leader when voting has not closed.</summary>
    /// <param name="instead">What plays instead, where that was seen.</param>
    /// <param name="skips">Whether it may wait in the queue.</param>
    public async Task PlayNext(Recording? instead = null, bool skips = true)
    {
        if (skips && Party.Handover is Handover.Queued or Handover.Queueing && await SkipTo(instead))
            return;
        if (Party.Winner is null && !await session.Close(Handover.Playing))
            return;
        if (!await session.StoreIntent(Handover.Playing))
            return;
        var answer = await player.Play(Party.Caller, Party.DeviceId, Party.Winner!.Recording.Uri, TimeSpan.Zero, cancellation);
        if (!answer.IsOk)
        {
            await Refused(answer, Handover.Playing, instead);
            return;
        }

        var isFirst = Party.Song is null;
        if (!await Commanded(instead) || !isFirst || !session.IsOurs)
            return;
        // Whether they were off before or not: nothing depends on the answers.
        await player.ShuffleOff(Party.Caller, Party.DeviceId, cancellation);
        await player.RepeatOff(Party.Caller, Party.DeviceId, cancellation);
    }

    /// <summary>
    /// What waits in Spotify's queue cannot be taken out, and would play later once more: so the way to a winner that waits there is to
    /// skip what is before it.
    /// </summary>
    /// <returns>False when there is no such way, and the winner is to be played by itself.</returns>
    private async Task<bool> SkipTo(Recording? instead)
    {
        var queue = await player.Queue(Party.Caller, cancellation);
        if (!queue.IsOk)
            return false;
        var before = PlaceInQueue(queue.Value);
        return before is >= 0 and <= MostSkips && await Skip(before + 1, instead);
    }

    private async Task<bool> Skip(int times, Recording? instead)
    {
        if (!await session.StoreIntent(Handover.Playing))
            return true;
        for (var i = 0; i < times; i++)
        {
            if (!session.IsOurs)
                return true;
            if (!(await player.Next(Party.Caller, Party.DeviceId, cancellation)).IsOk)
                return false;
        }

        await Commanded(instead);
        return true;
    }

    /// <summary>
    /// Something plays where the winner should. As long as the winner waits in the queue, a song that was queued before it by hand plays to
    /// its end first; if it is not there, or was listed without us, the queue was deaf.
    /// </summary>
    public async Task MakeRoom(Heard heard)
    {
        var queue = await player.Queue(Party.Caller, cancellation);
        var now = time.GetUtcNow();
        if (!queue.IsOk)
        {
            session.Fail(queue.Kind, queue.Until, queue.By);
            return;
        }

        var isListed = PlaceInQueue(queue.Value) >= 0;
        if (!isListed || Party.Player.ListedBefore == true)
        {
            var (known, winner) = (Party.Player, Party.Winner?.Place);
            session.Party = Party with { Player = Party.Player with { DeafQueues = Party.Player.DeafQueues + 1 } };
            session.Party = Party with { Player = Party.Player.Learned(PlayerHabit.DeafQueue, Party.Player.DeafQueues, now) };
            await PlayNext(heard.Item, skips: isListed);
            // It was a song that no player plays: a queue takes it all the same, and goes on without a word.
            if (Party.Winner?.Place != winner && Party.Song?.Place != winner)
                session.Party = Party with
                {
                    Player = Party.Player with { DeafQueues = known.DeafQueues, Habit = known.Habit, HabitAt = known.HabitAt },
                };
            return;
        }

        var left = TimeSpan.FromMilliseconds(Math.Max(0, heard.Item!.DurationMs - Party.Player.CrossfadeMs - heard.ProgressMs!.Value));
        session.Party = Party.Surprised() with { Trouble = Troubles.OwnQueue, Looks = 0 };
        session.Party = Party with { Player = Party.Player with { PostponedTo = now + left } };
        session.ActAt = now + left + Timetable.AfterChange;
    }

    public async Task Enqueue()
    {
        await LookIntoQueue();
        if (!await session.StoreIntent(Handover.Queueing))
            return;
        var answer = await player.Enqueue(Party.Caller, Party.DeviceId, Party.Winner!.Recording.Uri, cancellation);
        switch (answer.Kind)
        {
            case AnswerKind.Ok:
                session.Party = Party with { Handover = Handover.Queued, Trouble = null, Looks = 0 };
                break;
            case AnswerKind.Unreachable:
                // It may have been heard: the queue itself says so.
                session.Party = Party.Surprised() with
                {
                    Looks = Party.Looks + 1,
                };
                break;
            case AnswerKind.Limited when Party.Clock is { } clock && clock.EndsAt > time.GetUtcNow():
                // Without the queue it is played when the song is over.
                session.Party = Party with
                {
                    Handover = Handover.Chosen,
                };
                session.ActAt = clock.EndsAt;
                break;
            case AnswerKind.NoDevice when Party.Looks == 0:
                // The music may have moved: a look tells.
                session.Party = Party.Surprised() with
                {
                    Handover = Handover.Chosen,
                    Looks = 1,
                };
                session.ActAt = time.GetUtcNow() + Timetable.AfterChange;
                break;
            default:
                await Refused(answer, Handover.Chosen);
                break;
        }
    }

    /// <summary>
    /// What Spotify calls the queue ends in what it recommends, and nothing tells which is which. As long as no winner has come through
    /// this queue, it is read before: what was not listed then, and is afterwards, has been queued.
    /// </summary>
    private async Task LookIntoQueue()
    {
        bool? listed = null;
        if (!Party.Player.QueueHears && await player.Queue(Party.Caller, cancellation) is { IsOk: true } queue)
            listed = PlaceInQueue(queue.Value) >= 0;
        session.Party = Party with { Player = Party.Player with { ListedBefore = listed } };
    }

    /// <summary>
    /// Nobody knows whether the winner has arrived in the queue: looks, and puts it there if it has not. Where it may only be recommended
    /// it is not queued once more, which would play it twice, and not relied on either: at the song's end it is skipped to.
    /// </summary>
    public async Task AskQueue()
    {
        var queue = await player.Queue(Party.Caller, cancellation);
        if (!queue.IsOk)
        {
            session.Fail(queue.Kind, queue.Until, queue.By);
            return;
        }

        var place = PlaceInQueue(queue.Value);
        if (place < 0)
        {
            await Enqueue();
            return;
        }

        session.Party = Party with { Trouble = null, Looks = 0 };
        if (place == 0 || Party.Player.ListedBefore == false)
            session.Party = Party with { Handover = Handover.Queued };
        else
            session.ActAt = Party.Clock?.EndsAt + Timetable.AfterChange;
    }

    /// <summary>The winner has begun: on with the next round, and with what has been learned by the way.</summary>
    /// <param name="seen">A state has shown it; otherwise it is believed.</param>
    public Task Begin(DateTimeOffset at, string? uri, bool seen)
    {
        var (known, change) = (Party.Player, Party.Expected.ChangeAt);
        var off = change is { } due ? at - due : TimeSpan.Zero;
        if (Party.Handover == Handover.Queued && seen)
            known = known with { QueueHears = true };
        known = off.Duration() <= OnTime && Party.Looks == 0 && seen ? known with { Calm = known.Calm + 1 } : known.Surprised();
        // The second time it came so early is no accident.
        if (off.Duration() <= OnTime && known is { CrossfadeMs: > 0, Crossfades: 1 })
            known = known with { Crossfades = 2, Habit = PlayerHabit.Crossfade, HabitAt = time.GetUtcNow() };
        if (off < -OnTime && Party.Handover == Handover.Queued && Party.Trouble is null)
            known = Faded(known, off);
        else if (known.CrossfadeMs > 0 && off > OnTime && known.PostponedTo is null)
            known = known with { CrossfadeMs = 0, Crossfades = 0 };
        return session.Advance(
            at,
            uri,
            known with
            {
                Change = new(at, Before(null), 0, seen),
                Transport = null,
                GoneAt = null,
                PostponedTo = null,
                ListedBefore = null,
            }
        );
    }

    /// <summary>What plays began before the song's end: that was a crossfade, and the next winner has to be there earlier.</summary>
    public void NoteEarly(Heard? heard, DateTimeOffset now)
    {
        if (heard is not { IsPlaying: true, FromContext: false, ProgressMs: { } progress } || Party.Expected.ChangeAt is not { } change)
            return;
        var off = now - TimeSpan.FromMilliseconds(progress) - change;
        if (off < -OnTime)
            session.Party = Party with { Player = Faded(Party.Player, off) };
    }

    private PlayerKnowledge Faded(PlayerKnowledge known, TimeSpan off)
    {
        var fade = known.CrossfadeMs - (int)off.TotalMilliseconds;
        return fade > LongestFade.TotalMilliseconds
            ? known.Surprised()
            : (known with { CrossfadeMs = fade, Crossfades = known.Crossfades + 1 }).Learned(
                PlayerHabit.Crossfade,
                known.Crossfades + 1,
                time.GetUtcNow()
            );
    }

    /// <summary>On repeat the winner in the queue would wait for ever.</summary>
    public async Task RepeatOff()
    {
        if (!session.IsOurs)
            return;
        await player.RepeatOff(Party.Caller, Party.DeviceId, cancellation);
        session.Party = Party with { Player = Party.Player with { Repeats = Party.Player.Repeats + 1 } };
        session.Party = Party with { Player = Party.Player.Learned(PlayerHabit.RepeatOne, Party.Player.Repeats, time.GetUtcNow()) };
    }

    /// <summary>Says again what to play, from where it would be by now: whatever the state shows, the song may be playing.</summary>
    public async Task PlayAgain()
    {
        var now = time.GetUtcNow();
        if (!session.IsOurs)
            return;
        var answer = await player.Play(
            Party.Caller,
            Party.DeviceId,
            Party.SongUri ?? Party.Song!.Recording.Uri,
            Party.Progress(now),
            cancellation
        );
        if (!answer.IsOk)
        {
            session.Fail(answer.Kind, answer.Until, answer.By);
            return;
        }

        var change = Party.Player.Change;
        session.Party = Party.Surprised() with { Looks = 0 };
        session.Party = Party with
        {
            Player = Party.Player with { Change = change is null ? null : change with { At = now, Times = Math.Max(change.Times + 1, 2) } },
        };
        session.ActAt = now + Timetable.AfterChange;
    }

    public async Task Pause()
    {
        if (!session.IsOurs)
            return;
        var answer = await player.Pause(Party.Caller, Party.DeviceId, cancellation);
        if (
            answer.Kind == AnswerKind.NoDevice
            && await player.State(Party.Caller, cancellation) is { IsOk: true } state
            && PlayerStateMapper.Map(state.Value) is { DeviceId: { } device, Item: { } item } heard
            && device != Party.DeviceId
            && Party.Expected.IsSong(item)
        )
        {
            // The host has moved our song to another device.
            session.Party = Party with
            {
                DeviceId = device,
                Device = heard.Device,
            };
            answer = await player.Pause(Party.Caller, device, cancellation);
        }

        var now = time.GetUtcNow();
        // What stands still already refuses to be paused.
        if (answer.Kind is AnswerKind.Ok or AnswerKind.Restricted)
            session.Party = Party.Stands(Party.Progress(now), null) with
            {
                Player = Party.Player with { Transport = new(now, Playing: false) },
            };
        else
            session.Fail(answer.Kind, answer.Until, answer.By);
    }

    /// <summary>The player was told to play the winner, and took it: it plays, as far as anybody knows.</summary>
    /// <returns>False when the turn is over.</returns>
    private async Task<bool> Commanded(Recording? instead)
    {
        session.Obeyed();
        var now = time.GetUtcNow();
        // Where the queue is deaf, being told at the song's end is how a change is expected to come.
        var isPlanned =
            Party is { Player.PlaysWithoutQueue: true, Looks: 0, Trouble: null }
            && Party.Expected.ChangeAt is { } due
            && (now - due).Duration() <= OnTime;
        var known = isPlanned ? Party.Player with { Calm = Party.Player.Calm + 1 } : Party.Player.Surprised();
        session.ActAt = now + Timetable.AfterChange;
        return await session.Advance(
            now,
            null,
            known with
            {
                Change = new(now, Before(instead), 1, Seen: false),
                Transport = null,
                GoneAt = null,
                Revivals = 0,
                Offer = null,
                PostponedTo = null,
                ListedBefore = null,
            }
        );
    }

    /// <summary>
    /// What states from before a change may show: the song, what it was before that if it was never seen itself, and what played instead.
    /// </summary>
    private Recording[] Before(Recording? instead)
    {
        var song = Party.Song?.Recording;
        var played = song is not null && Party.SongUri is { } uri ? song with { Uri = uri } : song;
        var earlier = Party.Player.Change is { Seen: false } unseen ? unseen.Before : [];
        return [.. new[] { instead, song, played == song ? null : played }.OfType<Recording>(), .. earlier.Take(3)];
    }

    private int PlaceInQueue(PlayerQueue queue) =>
        Array.FindIndex(queue.Places, track => track is { Uri: not null } && Party.Winner!.Recording.IsSame(PlayerStateMapper.Of(track)));

    /// <summary>
    /// The player does not take the winner: a track it does not play is left out for good, anything else is in the music's way.
    /// </summary>
    private async Task Refused(Answer<Done> answer, Handover fallBack, Recording? instead = null)
    {
        session.Party = Party with { Handover = fallBack };
        var isTrack = answer.Kind is AnswerKind.Restricted or AnswerKind.Refused or AnswerKind.NotFound or AnswerKind.Forbidden;
        if (!isTrack || Party.Refused >= MostRefused)
        {
            session.Fail(isTrack ? AnswerKind.Restricted : answer.Kind, answer.Until, answer.By);
            return;
        }

        session.Party = Party.Surprised() with { Refused = Party.Refused + 1 };
        session.Party = Party with { Player = Party.Player with { Unplayed = new(Party.Winner!.Recording.Title, Party.Round) } };
        await session.Refuse(Party.Winner!.Place);
        if (!await session.Close(fallBack))
            return;
        // Nothing was told to play, so there is nothing to look for first.
        if (fallBack == Handover.Playing)
            await PlayNext(instead, skips: false);
        else
            session.ActAt = time.GetUtcNow();
    }
}
