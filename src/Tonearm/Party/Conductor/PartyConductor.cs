using System.Collections.Concurrent;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party.Conductor;

/// <summary>
/// The worker that makes the hosts' players follow the votes. It runs while this node holds the lease, so a player has one conductor; each party
/// takes its turns in a task of its own, so none waits for another's Spotify.
/// </summary>
internal sealed partial class PartyConductor(
    Lease lease, ChangeFeed feed, DueParties due, Conducting conducting, TimeProvider time, ILogger<PartyConductor> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    /// <summary>A timer takes no more than 49 days; looking at what is due costs nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    private async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var changes = feed.Subscribe(DueParties.Topic);
        var running = new Dictionary<Guid, Task>();
        var faults = new ConcurrentDictionary<Guid, int>();
        // First of all: a countdown that ran out while nobody conducted must not end a party.
        await TakeUp(term, cancellation);
        var beat = Beat(term, cancellation);
        try
        {
            while (true)
            {
                foreach (var (party, _) in running.Where(each => each.Value.IsCompleted).ToArray()) running.Remove(party);
                foreach (var party in await DueNow(cancellation))
                    if (!running.ContainsKey(party))
                        running[party] = RunOne(party);
                await Next(changes, running, cancellation);
            }
        }
        finally
        {
            // The next term must not begin while a turn of this one still speaks to a player.
            await Task.WhenAll([beat, .. running.Values]);
        }

        async Task RunOne(Guid party)
        {
            await Task.Yield();
            try
            {
                await conducting.TakeTurn(party, term, cancellation);
                faults.TryRemove(party, out var _);
            }
            catch (OperationCanceledException)
            {
                // The lease has passed on, which this node may not have noticed yet; what was not done stays due.
                await Pause(AfterFault, cancellation);
            }
            catch (Exception exception)
            {
                Log.Failed(logger, party, exception);
                var pause = AfterFault * Math.Pow(2, Math.Min(faults.AddOrUpdate(party, 1, (_, before) => before + 1) - 1, 10));
                await Pause(pause < LongestPause ? pause : LongestPause, cancellation);
            }
        }
    }

    /// <summary>Adds the time in which nobody conducted to all countdowns.</summary>
    private async Task TakeUp(LeaseTerm term, CancellationToken cancellation)
    {
        while (!await Try(() => due.TakeUp(term, time.GetUtcNow(), cancellation), cancellation)) await Task.Delay(AfterFault, time, cancellation);
    }

    /// <summary>Says again and again that somebody conducts.</summary>
    private async Task Beat(LeaseTerm term, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(DueParties.BeatEvery, time, cancellation);
                await Try(() => due.Beat(term, time.GetUtcNow(), cancellation), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The term is over.
        }
    }

    /// <returns>False when PostgreSQL was not there, or the lease has passed on, which this node is about to notice.</returns>
    private async Task<bool> Try(Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
            return true;
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Guid>> DueNow(CancellationToken cancellation)
    {
        try
        {
            return await due.Now(time.GetUtcNow(), cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            await Pause(AfterFault, cancellation);
            return [];
        }
    }

    /// <summary>Returns at a wish, at the next due time, or when a party's turn has ended.</summary>
    private async Task Next(ChangeFeed.Subscription changes, Dictionary<Guid, Task> running, CancellationToken cancellation)
    {
        DateTimeOffset? next;
        try
        {
            next = await due.Next(running.Keys, cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            next = time.GetUtcNow() + AfterFault;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = next is { } at ? at - time.GetUtcNow() : LongestWait;
        var dueTime = Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, time, either.Token);
        await Task.WhenAny([changes.Changed(either.Token), dueTime, .. running.Values]);
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task Pause(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop sees it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn of party {Party} failed; it stays due")]
        public static partial void Failed(ILogger logger, Guid party, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The conductor cannot read what is due: {Reason}")]
        public static partial void NoDatabase(ILogger logger, string reason);
    }
}
