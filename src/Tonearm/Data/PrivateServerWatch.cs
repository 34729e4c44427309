namespace Tonearm.Data;

/// <summary>
/// Starts the private server again when it dies under us. Who runs as a service is better served by a process that ends with a sentence
/// than by one that answers 503 for ever, so what does not come back, or dies again and again, ends the application.
/// </summary>
internal sealed partial class PrivateServerWatch(
    PrivateServer server,
    IHostApplicationLifetime application,
    SupervisedLoops loops,
    TimeProvider time,
    ILogger<PrivateServerWatch> logger
) : BackgroundService
{
    private static readonly LoopName Loop = new("The watch over the private PostgreSQL");
    private const int MostDeaths = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Processes that the dead one has left hold its memory until they notice, mostly at once.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 0, 1, 2, 5, 10 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var deaths = new Queue<DateTimeOffset>();
        using var loop = loops.Named(Loop);
        // Not business time: a stepped test clock does not make a process die.
        using var timer = new PeriodicTimer(Look);
        while (server.Lost is null && await SupervisedLoop.Tick(timer, stoppingToken))
            await loop.TryInTime(LookAfter, stoppingToken);

        async Task LookAfter(CancellationToken stopping)
        {
            if (server.IsAlive)
                return;
            deaths.Enqueue(time.GetUtcNow());
            while (time.GetUtcNow() - deaths.Peek() > Between)
                deaths.Dequeue();
            Log.Died(logger);
            var lost =
                deaths.Count > MostDeaths
                    ? new StartException($"The private PostgreSQL has died {deaths.Count} times within {Between.TotalMinutes:N0} minutes.")
                    : await Revive(stopping);
            if (lost is null)
                return;
            server.Lost = lost;
            application.StopApplication();
        }
    }

    /// <returns>Null when it runs again.</returns>
    private async Task<StartException?> Revive(CancellationToken stopping)
    {
        StartException? last = null;
        foreach (var pause in Pauses)
        {
            await Task.Delay(pause, TimeProvider.System, stopping);
            try
            {
                await server.StartAgain(stopping);
                Log.IsBack(logger);
                return null;
            }
            catch (StartException exception)
            {
                last = exception;
            }
        }

        return last;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The private PostgreSQL has died; starting it again")]
        public static partial void Died(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "The private PostgreSQL runs again")]
        public static partial void IsBack(ILogger logger);
    }
}
