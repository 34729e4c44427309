using System.Collections.Concurrent;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// A worker that does what is due while this node holds the lease, so that nothing is done twice at once: different things at the same time, each in a task
/// of its own. What fails stays due and is tried again, less and less often.
/// </summary>
/// <param name="topic">What is told when something may have become due.</param>
internal abstract class DueWorker<TDue>(Lease lease, ChangeFeed feed, string topic, TimeProvider time, ILogger logger) : BackgroundService
{
    protected static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    /// <summary>A timer takes no more than 49 days; looking at what is due costs nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected TimeProvider Time => time;

    /// <summary>The longest pause before what has failed again and again is tried once more.</summary>
    protected abstract TimeSpan LongestPause { get; }

    protected abstract Guid KeyOf(TDue due);

    /// <param name="running">The keys of what is being done already, which need not be told.</param>
    protected abstract Task<IReadOnlyList<TDue>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation);

    /// <returns>When the next of all the others is due; null when none is.</returns>
    protected abstract Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation);

    protected abstract Task Do(TDue due, LeaseTerm term, CancellationToken cancellation);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    protected virtual async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var changes = feed.Subscribe(topic);
        var running = new Dictionary<Guid, Task>();
        var faults = new ConcurrentDictionary<Guid, int>();
        try
        {
            while (true)
            {
                foreach (var (key, _) in running.Where(each => each.Value.IsCompleted).ToArray()) running.Remove(key);
                foreach (var due in await DueNow(running.Keys, cancellation))
                    if (!running.ContainsKey(KeyOf(due)))
                        running[KeyOf(due)] = RunOne(due);
                await Next(changes, running, cancellation);
            }
        }
        finally
        {
            // The next term must not begin while something of this one is still under way.
            await Task.WhenAll(running.Values);
        }

        async Task RunOne(TDue due)
        {
            await Task.Yield();
            try
            {
                await Do(due, term, cancellation);
                faults.TryRemove(KeyOf(due), out var _);
            }
            catch (OperationCanceledException)
            {
                // The lease has passed on, which this node may not have noticed yet, or what was due is no longer there; what was not done stays due.
                await Pause(AfterFault, cancellation);
            }
            catch (Exception exception)
            {
                DueWorkerLog.Failed(logger, KeyOf(due), exception);
                // Calls to Spotify are counted, so what fails again and again is tried less and less often.
                var times = faults.AddOrUpdate(KeyOf(due), 1, (_, before) => before + 1);
                var pause = AfterFault * Math.Pow(2, Math.Min(times - 1, 16));
                await Pause(pause < LongestPause ? pause : LongestPause, cancellation);
            }
        }
    }

    protected void TellNoDatabase(NpgsqlException exception) => DueWorkerLog.NoDatabase(logger, exception.Message);

    private async Task<IReadOnlyList<TDue>> DueNow(IReadOnlyCollection<Guid> running, CancellationToken cancellation)
    {
        try
        {
            return await Due(running, cancellation);
        }
        catch (NpgsqlException exception)
        {
            TellNoDatabase(exception);
            await Pause(AfterFault, cancellation);
            return [];
        }
    }

    /// <summary>Returns at a change, at the next due time, or when something has been done.</summary>
    private async Task Next(ChangeFeed.Subscription changes, Dictionary<Guid, Task> running, CancellationToken cancellation)
    {
        DateTimeOffset? next;
        try
        {
            next = await NextDue(running.Keys, cancellation);
        }
        catch (NpgsqlException exception)
        {
            TellNoDatabase(exception);
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
}

internal static partial class DueWorkerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "What was due of {Key} failed; it stays due")]
    public static partial void Failed(ILogger logger, Guid key, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be read: {Reason}")]
    public static partial void NoDatabase(ILogger logger, string reason);
}
