using Tonearm.Data;
using Tonearm.Party.Conductor;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>What is done for somebody who plays along at one time: a command is stored as told before it is sent.</summary>
internal sealed class AlongTurn(
    AlongStore store,
    Player player,
    PartyAlong loaded,
    LeaseTerm term,
    TimeProvider time,
    CancellationToken cancellation
)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>A look, what follows from it, and no more at one time.</summary>
    private const int MostSteps = 3;

    private readonly DateTimeOffset? wasDueAt = loaded.DueAt;
    private PartyAlong stored = loaded;
    private PartyAlong along = loaded;
    private DateTimeOffset? rest;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task Run()
    {
        // Whether it was heard nobody knows, and to say it once more does no harm.
        if (
            along.Told is { Pending: true, Stands: true }
            && HostPlace.Of(along.Music, Now) is { Plays: false } still
            && !await Tell(AlongStep.Pause, still)
        )
            return;
        AlongLook? look = null;
        for (var steps = 0; steps < MostSteps && rest is null && along.State == AlongState.On; steps++)
        {
            var (host, before) = (HostPlace.Of(along.Music, Now), along.Told);
            var step = PlayingAlong.Of(host, before, look, Now);
            if (look is not null)
                along = along with { Told = before.Looked(host, look, Now) };
            // Due for a look that no step needs.
            if (step == AlongStep.LeaveAlone && look is null && PlayingAlong.Next(host, before, Now) <= Now && host.ChangesAt > Now)
                step = AlongStep.Look;
            look = null;
            if (step == AlongStep.Look)
                look = await Look();
            else if (step is AlongStep.TheirsNow or AlongStep.NoAnswer or AlongStep.Gone)
                Wait(
                    step switch
                    {
                        AlongStep.TheirsNow => AlongProblems.Theirs,
                        AlongStep.Gone => Troubles.NoDevice,
                        _ => Troubles.NoAnswer,
                    }
                );
            else if (step == AlongStep.LeaveAlone || !await Tell(step, host))
                break;
        }

        var (now, next) = (Now, rest ?? PlayingAlong.Next(HostPlace.Of(along.Music, Now), along.Told, Now));
        // Whatever the music does meanwhile, what did not work is tried again when it was to be.
        if (along.Problem is not null && wasDueAt > now && (next is null || next > wasDueAt))
            next = wasDueAt;
        await Store(
            along.State == AlongState.Waits ? null
            : next <= now ? now + Soon
            : next
        );
    }

    private async Task<AlongLook?> Look()
    {
        var answer = await player.State(along.Caller, cancellation);
        Count();
        return Failed(answer) ? null : new(PlayerStateMapper.Map(answer.Value!));
    }

    /// <returns>False when the turn is over.</returns>
    private async Task<bool> Tell(AlongStep step, HostPlace host)
    {
        var (before, now) = (along.Told, Now);
        along = along with { Told = before.Told(step, host, now) with { Pending = true } };
        if (!await Store(now) || !term.IsHeld)
            return false;
        var at = Now - host.At + TimeSpan.FromMilliseconds(before.LeadMs);
        var (caller, device) = (along.Caller, along.DeviceId);
        var answer = step switch
        {
            AlongStep.Pause => await player.Pause(caller, device, cancellation),
            AlongStep.Seek => await player.Seek(caller, device, at, cancellation),
            _ => await player.Play(caller, device, host.Song!.Uri, at < TimeSpan.Zero ? TimeSpan.Zero : at, cancellation),
        };
        Count();
        along = along with { Told = along.Told with { Pending = false } };
        // What stands still already has nothing to be told, and what cannot be put right plays on where it is.
        if (answer.Kind == AnswerKind.Restricted && step is AlongStep.Pause or AlongStep.Seek)
            return true;
        if (!Failed(answer))
            return true;
        // Without an answer it may have been heard all the same: a look tells, and a pause is said once more.
        along = along with
        {
            Told =
                answer.Kind == AnswerKind.Unreachable
                    ? along.Told with
                    {
                        Pending = step == AlongStep.Pause,
                        Starts = before.Starts,
                    }
                    : before with
                    {
                        Pending = false,
                    },
        };
        return true;
    }

    private bool Failed<T>(Answer<T> answer)
    {
        var trouble = PlayerStateMapper.Trouble(answer.Kind, answer.By);
        if (trouble is null)
        {
            along = along with { Failures = 0, Problem = null };
            return false;
        }

        if (answer.Kind is AnswerKind.Limited or AnswerKind.Unreachable)
        {
            along = along with { Problem = trouble, Failures = along.Failures + 1 };
            var again = Now + Pauses.After(along.Failures);
            rest = answer.Until is { } until && until > again ? (until < Now + LongestRest ? until : Now + LongestRest) : again;
        }
        else
            Wait(trouble);
        return true;
    }

    private void Wait(string problem) => along = along with { State = AlongState.Waits, Problem = problem };

    private void Count() => along = along with { Calls = along.Calls + 1 };

    private async Task<bool> Store(DateTimeOffset? due)
    {
        if (!await store.Save(stored, along, due, term, cancellation))
            return false;
        stored = along;
        return true;
    }
}
