using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Party.Conductor;

/// <summary>
/// The worker that makes the hosts' players follow the votes. It runs while this node holds the lease, so a player has one conductor; each party
/// takes its turns in a task of its own, so none waits for another's Spotify.
/// </summary>
internal sealed class PartyConductor(
    Lease lease, ChangeFeed feed, DueParties parties, ConductorStore store, Player player, AccountStore accounts, CallLedger ledger, IOptions<PartyOptions> options, TimeProvider time, ILogger<PartyConductor> logger)
    : DueWorker<Guid>(lease, feed, PartyChange.Due, time, logger)
{
    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) => parties.Now(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) => parties.Next(running, cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        if (await store.Load(due, cancellation) is not { } loaded) return;
        if (loaded.Watchers is { } watchers) loaded = loaded with { LookEvery = await LookEvery(watchers, cancellation) };
        var session = new TurnSession(store, loaded, term, Time, cancellation);
        await new Turn(session, player, options.Value, Time, cancellation).Take();
        if (session.Premium is { } premium) await accounts.SetPremium(loaded.Caller.Account, premium);
    }

    private async Task<TimeSpan?> LookEvery(Watchers watchers, CancellationToken cancellation) =>
        LookCadence.WhileWatched(await ledger.Room(Family.PlayerRead, CallPurpose.Party, cancellation), watchers.Parties, Time.GetUtcNow() - watchers.Since);

    protected override async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        // First of all: a countdown that ran out while nobody conducted must not end a party.
        await TakeUp(term, cancellation);
        var beat = Beat(term, cancellation);
        try
        {
            await base.RunTerm(term, cancellation);
        }
        finally
        {
            await beat;
        }
    }

    /// <summary>Adds the time in which nobody conducted to all countdowns.</summary>
    private async Task TakeUp(LeaseTerm term, CancellationToken cancellation)
    {
        while (!await Try(() => parties.TakeUp(term, Time.GetUtcNow(), cancellation), cancellation)) await Task.Delay(AfterFault, Time, cancellation);
    }

    /// <summary>Says again and again that somebody conducts.</summary>
    private async Task Beat(LeaseTerm term, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(DueParties.BeatEvery, Time, cancellation);
                await Try(() => parties.Beat(term, Time.GetUtcNow(), cancellation), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The term is over.
        }
    }

    /// <returns>False when it failed, as when PostgreSQL is not there or the lease has passed on, which this node is about to notice.</returns>
    private async Task<bool> Try(Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            if (exception is not OperationCanceledException) TellHindered(exception);
            return false;
        }
    }
}
