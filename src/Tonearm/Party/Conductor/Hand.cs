using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>What a conductor does to a player. Each method takes one step, and leaves behind what is known then and when to come again.</summary>
internal sealed class Hand(Sheet sheet, Player player, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>A winner this far down the queue is reached by skipping what is before it, which also gets rid of it.</summary>
    private const int MostSkips = 5;

    /// <summary>Several refused in one round mean the device rather than the tracks.</summary>
    private const int MostRefused = 2;

    private static readonly TimeSpan ShowsLate = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private Conducted Party => sheet.Party;

    /// <summary>Makes the winner play now, or the leader when voting has not closed.</summary>
    public async Task PlayNext()
    {
        if (Party.Handover is Handover.Queued or Handover.Queueing && await SkipTo()) return;
        if (Party.Winner is null && !await sheet.Close(Handover.Playing)) return;
        await sheet.StoreIntent(Handover.Playing);
        sheet.MustBeHeld();
        var answer = await player.Play(Party.AccountId, Party.DeviceId, Party.Winner!.Recording.Uri, TimeSpan.Zero, cancellation);
        if (!answer.IsOk)
        {
            await Refused(answer, Handover.Playing);
            return;
        }

        var isFirst = Party.Song is null;
        await sheet.Advance(time.GetUtcNow(), null);
        sheet.ActAt = time.GetUtcNow() + Timetable.AfterChange;
        if (!isFirst) return;
        // Whether they were off before or not: nothing depends on the answers.
        await player.ShuffleOff(Party.AccountId, cancellation);
        await player.RepeatOff(Party.AccountId, cancellation);
    }

    /// <summary>
    /// What waits in Spotify's queue cannot be taken out, and would play later once more: so the way to a winner that waits there is to skip what is before it.
    /// </summary>
    private async Task<bool> SkipTo()
    {
        var queue = await player.Queue(Party.AccountId, cancellation);
        if (!queue.IsOk) return false;
        var before = Array.FindIndex(queue.Value.Queue, track => track is { Uri: not null } && Party.Winner!.Recording.IsSame(Ear.Of(track)));
        if (before is < 0 or > MostSkips) return false;
        await sheet.StoreIntent(Handover.Playing);
        for (var i = 0; i <= before; i++)
        {
            sheet.MustBeHeld();
            if (!(await player.Next(Party.AccountId, cancellation)).IsOk) return false;
        }

        sheet.ActAt = time.GetUtcNow() + ShowsLate;
        return true;
    }

    public async Task Enqueue()
    {
        await sheet.StoreIntent(Handover.Queueing);
        sheet.MustBeHeld();
        var answer = await player.Enqueue(Party.AccountId, Party.Winner!.Recording.Uri, cancellation);
        switch (answer.Kind)
        {
            case AnswerKind.Ok:
                sheet.Party = Party with { Handover = Handover.Queued, Trouble = null, Looks = 0 };
                break;
            case AnswerKind.Unreachable:
                // It may have been heard: the queue itself says so.
                sheet.Party = Party with { Looks = Party.Looks + 1 };
                break;
            case AnswerKind.Limited when Party.Clock is { } clock && clock.EndsAt > time.GetUtcNow():
                // Without the queue it is played when the song is over.
                sheet.Party = Party with { Handover = Handover.Chosen };
                sheet.ActAt = clock.EndsAt;
                break;
            default:
                await Refused(answer, Handover.Chosen);
                break;
        }
    }

    /// <summary>Nobody knows whether the winner has arrived in the queue: looks, and puts it there if it has not.</summary>
    public async Task AskQueue()
    {
        var queue = await player.Queue(Party.AccountId, cancellation);
        if (!queue.IsOk) Fail(queue.Kind, queue.Until);
        else if (queue.Value.Queue.Any(track => track is { Uri: not null } && Party.Winner!.Recording.IsSame(Ear.Of(track))))
            sheet.Party = Party with { Handover = Handover.Queued, Trouble = null, Looks = 0 };
        else await Enqueue();
    }

    /// <summary>Says again what to play; then waits longer, lest a device that does not listen costs all our calls.</summary>
    public async Task PlayAgain()
    {
        sheet.MustBeHeld();
        var answer = await player.Play(Party.AccountId, Party.DeviceId, Party.SongUri ?? Party.Song!.Recording.Uri, TimeSpan.Zero, cancellation);
        if (answer.IsOk) sheet.Party = Party.Stands(TimeSpan.Zero, null);
        else Fail(answer.Kind, answer.Until);
    }

    public async Task Pause()
    {
        sheet.MustBeHeld();
        var answer = await player.Pause(Party.AccountId, cancellation);
        // What stands still already refuses to be paused.
        if (answer.Kind is AnswerKind.Ok or AnswerKind.Restricted) sheet.Party = Party.Stands(Party.Progress(time.GetUtcNow()), null);
        else Fail(answer.Kind, answer.Until);
    }

    public async Task Resume()
    {
        if (Party.Trouble != Troubles.NoDevice)
        {
            sheet.MustBeHeld();
            var answer = await player.Resume(Party.AccountId, null, cancellation);
            if (answer.Kind is AnswerKind.Ok or AnswerKind.Restricted)
            {
                Goes();
                return;
            }

            if (answer.Kind != AnswerKind.NoDevice)
            {
                Fail(answer.Kind, answer.Until);
                return;
            }
        }

        await PlayFromHere();
    }

    public async Task MoveTo(string device)
    {
        if (Party.Trouble == Troubles.NoDevice)
        {
            await PlayFromHere();
            return;
        }

        sheet.MustBeHeld();
        var answer = await player.Transfer(Party.AccountId, device, Party.HasMusic, cancellation);
        if (answer.IsOk) sheet.ActAt = time.GetUtcNow() + Timetable.AfterChange;
        else Fail(answer.Kind, answer.Until);
    }

    /// <summary>Where the song was is where it goes on, on a device that may know nothing of it.</summary>
    private async Task PlayFromHere()
    {
        sheet.MustBeHeld();
        var answer = await player.Play(Party.AccountId, Party.DeviceId, Party.SongUri ?? Party.Song!.Recording.Uri, Party.Progress(time.GetUtcNow()), cancellation);
        if (answer.IsOk) Goes();
        else Fail(answer.Kind, answer.Until);
    }

    private void Goes()
    {
        var now = time.GetUtcNow();
        sheet.Party = Party.Plays(now - Party.Progress(now), null);
        sheet.ActAt = now + Timetable.AfterChange;
    }

    /// <summary>The player does not take the winner: a track it does not play is left out for good, anything else is in the music's way.</summary>
    private async Task Refused(Answer<Done> answer, Handover fallBack)
    {
        sheet.Party = Party with { Handover = fallBack };
        var isTrack = answer.Kind is AnswerKind.Restricted or AnswerKind.Refused or AnswerKind.NotFound or AnswerKind.Forbidden;
        if (!isTrack || Party.Refused >= MostRefused)
        {
            Fail(isTrack ? AnswerKind.NoDevice : answer.Kind, answer.Until);
            return;
        }

        sheet.Party = Party with { Refused = Party.Refused + 1 };
        await sheet.Refuse(Party.Winner!.Place);
        if (await sheet.Close(fallBack)) sheet.ActAt = time.GetUtcNow();
    }

    /// <summary>Says to all what is in the way, and comes again later and later.</summary>
    public void Fail(AnswerKind why, DateTimeOffset? until)
    {
        var now = time.GetUtcNow();
        var trouble = Ear.Trouble(why);
        sheet.Party = (trouble == Troubles.NoDevice && Party.Song is not null ? Party.Stands(Party.Progress(now), trouble) : Party with { Trouble = trouble }) with { Looks = Party.Looks + 1 };
        sheet.ActAt = why == AnswerKind.Limited && until is { } end && end > now ? (end < now + LongestRest ? end : now + LongestRest) : now + Pauses.After(Party.Looks);
    }
}
