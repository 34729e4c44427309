using System.Collections.Concurrent;

namespace Tonearm.Data;

/// <summary>
/// A worker that does what is due while this node holds the lease, so that nothing is done twice at once: different things at the same
/// time, each in a task of its own. What fails stays due and is tried again, less and less often.
/// </summary>
/// <param name="topic">What is told when something may have become due.</param>
internal abstract class DueWorker<TDue>(LoopName name, Lease lease, ChangeFeed feed, string topic, SupervisedLoops loops, TimeProvider time)
    : BackgroundService
{
    /// <summary>Until a node that has lost the lease notices.</summary>
    protected static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    /// <summary>A timer takes no more than 49 days; looking at what is due costs nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected TimeProvider Time => time;

    protected SupervisedLoops Loops => loops;

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
        using var loop = loops.Named(name);
        var running = new Dictionary<Guid, Task>();
        var failed = new ConcurrentDictionary<Guid, SupervisedLoop>();
        try
        {
            await loop.Run(Round, cancellation);
        }
        finally
        {
            // The next term must not begin while something of this one is still under way.
            await Task.WhenAll(running.Values);
            foreach (var (_, each) in failed)
                each.Dispose();
        }

        async Task Round(CancellationToken stopping)
        {
            foreach (var (key, _) in running.Where(each => each.Value.IsCompleted).ToArray())
                running.Remove(key);
            foreach (var due in await Due(running.Keys, stopping))
                if (!running.ContainsKey(KeyOf(due)))
                    running[KeyOf(due)] = RunOne(due);
            var next = await NextDue(running.Keys, stopping);
            loop.Works();
            await Wait(next, changes, running.Values, stopping);
        }

        async Task RunOne(TDue due)
        {
            await Task.Yield();
            var key = KeyOf(due);
            // Calls to Spotify are counted, so what fails again and again is tried less and less often.
            var attempt = failed.GetOrAdd(key, _ => loops.Named(name, $"at {key}", LongestPause));
            if (await attempt.Try(DoWhileHeld, cancellation))
                failed.TryRemove(key, out _);
            // The lease has passed on, which this node may not have noticed yet; what was not done stays due.
            if (!term.IsHeld)
                await Task.Delay(AfterFault, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            async Task DoWhileHeld(CancellationToken stopping)
            {
                try
                {
                    await Do(due, term, stopping);
                }
                catch (OperationCanceledException) when (!term.IsHeld)
                {
                    // Nothing has failed.
                }
            }
        }
    }

    /// <summary>Returns at a change, at the next due time, or when something has been done.</summary>
    private async Task Wait(
        DateTimeOffset? next,
        ChangeFeed.Subscription changes,
        IEnumerable<Task> running,
        CancellationToken cancellation
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = next is { } at ? at - time.GetUtcNow() : LongestWait;
        var dueTime = Task.Delay(
            wait < TimeSpan.Zero ? TimeSpan.Zero
                : wait > LongestWait ? LongestWait
                : wait,
            time,
            either.Token
        );
        await Task.WhenAny([changes.Changed(either.Token), dueTime, .. running]);
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
