using Npgsql;

namespace Tonearm;

/// <summary>
/// Keeps a loop going whatever it throws. A failure is logged once until all is well again, counted, told in <c>/health/ready</c>, and
/// followed by a pause that grows with each one in a row.
/// </summary>
/// <param name="detail">Which one of its kind it is, for the log alone.</param>
internal sealed partial class SupervisedLoop(LoopName name, string detail, SupervisedLoops all, TimeProvider time, ILogger logger)
    : IDisposable
{
    private int failures;

    public LoopName Name => name;

    /// <summary>How often in a row it has failed.</summary>
    public int Failures => Volatile.Read(ref failures);

    /// <summary>The longest pause before it is tried again.</summary>
    public required TimeSpan LongestPause { get; init; }

    /// <summary>Runs a round again and again.</summary>
    public async Task Run(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            await Try(round, stopping);
    }

    /// <summary>Runs a round after each such time; one that has failed after its pause.</summary>
    public async Task RunEvery(TimeSpan between, Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        await Task.Delay(between, time, stopping);
        await Run(
            async cancellation =>
            {
                await round(cancellation);
                Works();
                await Task.Delay(between, time, cancellation);
            },
            stopping
        );
    }

    /// <summary>Runs it once, and pauses after a failure.</summary>
    /// <returns>False when it has failed, or was stopped.</returns>
    public async Task<bool> Try(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        if (await TryInTime(round, stopping))
            return true;
        if (!stopping.IsCancellationRequested)
            await Task.Delay(Pause(Failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    /// <summary>The same without a pause, for what has its own beat.</summary>
    public async Task<bool> TryInTime(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        try
        {
            await round(stopping);
            Works();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Fails(exception);
            return false;
        }
    }

    /// <summary>Waits for the next beat.</summary>
    /// <returns>False when it is stopped.</returns>
    public static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>All is well: for a round that never ends by itself.</summary>
    public void Works()
    {
        if (Interlocked.Exchange(ref failures, 0) is not (> 0 and var times))
            return;
        all.IsWell(this);
        Log.GoesOn(logger, name, detail, times);
    }

    public TimeSpan Pause(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(failures - 1, 0, 16)));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>It is over, and fails no more.</summary>
    public void Dispose() => all.IsWell(this);

    private void Fails(Exception exception)
    {
        var times = Interlocked.Increment(ref failures);
        all.Fails(this);
        if (times > 1)
            return;
        // Nobody has to be shown where in our code it was that PostgreSQL was not there.
        if (IsOutage(exception))
            Log.Hindered(logger, name, detail, exception.Message);
        else
            Log.Failed(logger, name, detail, exception);
    }

    /// <summary>PostgreSQL cannot be reached, or (class 5) does not serve us; not that it was asked for what it does not know.</summary>
    private static bool IsOutage(Exception exception) =>
        exception is TimeoutException or IOException or OperationCanceledException
        || exception is NpgsqlException and not PostgresException
        || exception is PostgresException { IsTransient: true } or PostgresException { SqlState: ['5', ..] };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Loop} has failed and is tried again {Detail}")]
        public static partial void Failed(ILogger logger, LoopName loop, string detail, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Loop} cannot go on and is tried again {Detail}: {Reason}")]
        public static partial void Hindered(ILogger logger, LoopName loop, string detail, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Loop} goes on {Detail} after {Times} failures")]
        public static partial void GoesOn(ILogger logger, LoopName loop, string detail, int times);
    }
}
