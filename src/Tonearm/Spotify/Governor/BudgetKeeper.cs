namespace Tonearm.Spotify.Governor;

/// <summary>
/// Looks every few minutes whether a clean day is over, and clears away counts that no longer matter. Every node may; the row's lock makes
/// it once.
/// </summary>
internal sealed partial class BudgetKeeper(CallLedger ledger, TimeProvider time, ILogger<BudgetKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ledger.AfterDay(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NoDatabase(logger, exception.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What was learned of the daily quota could not be looked through: {Reason}")]
        public static partial void NoDatabase(ILogger logger, string reason);
    }
}
