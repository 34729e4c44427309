using System.Collections.Concurrent;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// The worker that looks at every account when it is due: accounts at the same time, each account by one sweep only. It runs while this node
/// holds the lease, so there is never a second writer.
/// </summary>
internal sealed partial class GuardSweep(
    Lease lease, ChangeFeed feed, ListingStore listings, AccountSweep sweep, TimeProvider time, ILogger<GuardSweep> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    private async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var changes = feed.Subscribe(ListingStore.Topic);
        var running = new ConcurrentDictionary<Guid, Task>();
        try
        {
            while (true)
            {
                foreach (var due in await DueNow(cancellation))
                    if (!running.ContainsKey(due.Account))
                        running[due.Account] = RunOne(due);
                await Next(changes, [.. running.Keys], cancellation);
            }
        }
        finally
        {
            // The next term must not begin while a sweep of this one still writes.
            await Task.WhenAll(running.Values);
        }

        async Task RunOne(DueAccount due)
        {
            await Task.Yield();
            try
            {
                await sweep.Run(due, term, cancellation);
            }
            catch (OperationCanceledException)
            {
                // The term has ended; what was not done stays due.
            }
            catch (Exception exception)
            {
                Log.Failed(logger, due.Account, exception);
                await Pause(cancellation);
            }
            finally
            {
                running.TryRemove(due.Account, out _);
                changes.Set();
            }
        }
    }

    private async Task<IReadOnlyList<DueAccount>> DueNow(CancellationToken cancellation)
    {
        try
        {
            return await listings.Due(time.GetUtcNow(), cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            await Pause(cancellation);
            return [];
        }
    }

    /// <summary>Returns at a change or at the next due time; accounts under way come back by a change.</summary>
    private async Task Next(ChangeFeed.Subscription changes, Guid[] running, CancellationToken cancellation)
    {
        DateTimeOffset? next;
        try
        {
            next = await listings.NextDue(running, cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            next = time.GetUtcNow() + AfterFault;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = next is { } at ? at - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        var due = Task.Delay(next is not null && wait < TimeSpan.Zero ? TimeSpan.Zero : wait, time, either.Token);
        await Task.WhenAny(changes.Changed(either.Token), due);
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task Pause(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(AfterFault, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop sees it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of account {Account} failed; it stays due")]
        public static partial void Failed(ILogger logger, Guid account, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Guard cannot read what is due: {Reason}")]
        public static partial void NoDatabase(ILogger logger, string reason);
    }
}
