using Tonearm.Data;
using Tonearm.Party.Conductor;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Along;

/// <summary>
/// Keeps the devices of those who play along where the host's music is. It reads what the conductor has stored and touches nothing of it:
/// whatever goes wrong here is the guest's trouble alone. A command is stored as told before it is sent.
/// </summary>
internal sealed class AlongWorker(Lease lease, ChangeFeed feed, AlongStore store, Player player, SupervisedLoops loops, TimeProvider time)
    : DueWorker<Guid>(Loop, lease, feed, PartyChange.Along, loops, time)
{
    private static readonly LoopName Loop = new("Playing along");
    private static readonly TimeSpan StopsAgain = TimeSpan.FromSeconds(5);

    /// <summary>What was told so lately may not be shown yet.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(25);

    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.Due(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.NextDue(running, cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        if (!term.IsHeld || await store.Load(due, cancellation) is not { } along)
            return;
        if (along.State == AlongState.Stopping || !along.Allowed)
            await Stop(along, term, cancellation);
        else if (along.State == AlongState.Ready && along.DueAt <= Time.GetUtcNow())
            await store.Delete(along, cancellation);
        else if (along.State == AlongState.On)
            await new AlongTurn(store, player, along, term, Time, cancellation).Run();
        else
            await store.Save(along, along, along.State == AlongState.Ready ? along.DueAt : null, term, cancellation);
    }

    /// <summary>Pauses the device once if it still plays our song, and forgets everything, whatever becomes of that.</summary>
    private async Task Stop(PartyAlong along, LeaseTerm term, CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var stopping = store.Stopping(along);
        var told = along.Told;
        var mayPlay = told is { Song: not null, Stands: false } && along.DeviceId is not null && now < stopping.StopBy;
        if (mayPlay && (along.State, along.Problem) is not (AlongState.Waits, AlongProblems.Theirs))
        {
            if (!await store.Save(along, stopping, now, term, cancellation))
                return;
            var shown = now - told.ToldAt < Lately ? null : await player.State(along.Caller, cancellation);
            var plays =
                shown is null || (shown.IsOk && PlayerStateMapper.Map(shown.Value) is { } heard && PlayingAlong.Follows(told, new(heard)));
            var paused = plays && term.IsHeld ? await player.Pause(along.Caller, along.DeviceId, cancellation) : null;
            if ((paused?.Kind ?? shown?.Kind) == AnswerKind.Unreachable)
            {
                await store.Save(stopping, stopping, now + StopsAgain, term, cancellation);
                return;
            }
        }

        if (term.IsHeld)
            await store.Delete(along, cancellation);
    }
}
