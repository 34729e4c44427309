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

    private string? hindrance;

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
            var key = KeyOf(due);
            try
            {
                await Do(due, term, cancellation);
                faults.TryRemove(key, out var _);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested || !term.IsHeld)
            {
                // The lease has passed on, which this node may not have noticed yet; what was not done stays due.
                await Pause(AfterFault, cancellation);
            }
            catch (Exception exception)
            {
                // Calls to Spotify are counted, so what fails again and again is tried less and less often.
                var times = faults.AddOrUpdate(key, 1, (_, before) => before + 1);
                if (exception is OperationCanceledException) DueWorkerLog.GivenUp(logger, key);
                else if (times == 1) DueWorkerLog.Failed(logger, key, exception);
                else DueWorkerLog.FailedAgain(logger, key, times, exception.Message);
                var pause = AfterFault * Math.Pow(2, Math.Min(times - 1, 16));
                await Pause(pause < LongestPause ? pause : LongestPause, cancellation);
            }
        }
    }

    /// <summary>Tells what keeps the worker itself from going on: with its trace where nobody expected it, and once as long as it is the same.</summary>
    protected void TellHindered(Exception exception)
    {
        if (Interlocked.Exchange(ref hindrance, exception.Message) == exception.Message) return;
        if (exception is NpgsqlException) DueWorkerLog.NoDatabase(logger, exception.Message);
        else DueWorkerLog.Hindered(logger, exception);
    }

    private async Task<IReadOnlyList<TDue>> DueNow(IReadOnlyCollection<Guid> running, CancellationToken cancellation)
    {
        try
        {
            var due = await Due(running, cancellation);
            hindrance = null;
            return due;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            TellHindered(exception);
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
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            TellHindered(exception);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was due of {Key} has failed {Times} times; it stays due: {Reason}")]
    public static partial void FailedAgain(ILogger logger, Guid key, int times, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "What was due of {Key} was given up; if it is still there, it stays due")]
    public static partial void GivenUp(ILogger logger, Guid key);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due cannot be read; it is tried again")]
    public static partial void Hindered(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be read: {Reason}")]
    public static partial void NoDatabase(ILogger logger, string reason);
}
