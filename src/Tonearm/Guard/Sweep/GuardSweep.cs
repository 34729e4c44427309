using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// The worker that looks at every account when it is due: accounts at the same time, each account by one sweep only. It runs while this node
/// holds the lease, so there is never a second writer.
/// </summary>
internal sealed partial class GuardSweep(
    Lease lease, ChangeFeed feed, ListingStore listings, AccountSweep sweep, IOptions<GuardOptions> options, TimeProvider time,
    ILogger<GuardSweep> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    /// <summary>A timer takes no more than 49 days; looking at what is due costs nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    private async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var changes = feed.Subscribe(ListingStore.Topic);
        var running = new Dictionary<Guid, Task>();
        var faults = new ConcurrentDictionary<Guid, int>();
        try
        {
            while (true)
            {
                foreach (var (account, _) in running.Where(each => each.Value.IsCompleted).ToArray()) running.Remove(account);
                foreach (var due in await DueNow(running.Keys, cancellation)) running[due.Account] = RunOne(due);
                await Next(changes, running, cancellation);
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
                faults.TryRemove(due.Account, out var _);
            }
            catch (OperationCanceledException)
            {
                // The lease has passed on, which this node may not have noticed yet, or the account was unlinked; what was not done stays due.
                await Pause(AfterFault, cancellation);
            }
            catch (Exception exception)
            {
                Log.Failed(logger, due.Account, exception);
                // Calls to Spotify are counted, so what fails again and again is tried less and less often.
                var times = faults.AddOrUpdate(due.Account, 1, (_, before) => before + 1);
                var pause = AfterFault * Math.Pow(2, Math.Min(times - 1, 16));
                await Pause(pause < options.Value.Interval ? pause : options.Value.Interval, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<DueAccount>> DueNow(IReadOnlyCollection<Guid> running, CancellationToken cancellation)
    {
        try
        {
            return await listings.Due(time.GetUtcNow(), running, cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            await Pause(AfterFault, cancellation);
            return [];
        }
    }

    /// <summary>Returns at a change, at the next due time, or when the sweep of an account has ended.</summary>
    private async Task Next(ChangeFeed.Subscription changes, Dictionary<Guid, Task> running, CancellationToken cancellation)
    {
        DateTimeOffset? next;
        try
        {
            next = await listings.NextDue(running.Keys, cancellation);
        }
        catch (NpgsqlException exception)
        {
            Log.NoDatabase(logger, exception.Message);
            next = time.GetUtcNow() + AfterFault;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = next is { } at ? at - time.GetUtcNow() : LongestWait;
        var due = Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, time, either.Token);
        await Task.WhenAny([changes.Changed(either.Token), due, .. running.Values]);
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
        [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of account {Account} failed; it stays due")]
        public static partial void Failed(ILogger logger, Guid account, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Guard cannot read what is due: {Reason}")]
        public static partial void NoDatabase(ILogger logger, string reason);
    }
}
