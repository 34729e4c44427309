namespace Tonearm.Spotify.Governor;

/// <summary>
/// Looks every few minutes whether a clean day is over, and clears away counts that no longer matter. Every node may; the row's lock makes
/// it once.
/// </summary>
internal sealed class BudgetKeeper(CallLedger ledger, SupervisedLoops loops, TimeProvider time) : BackgroundService
{
    private static readonly LoopName Loop = new("What looks through the quotas");
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var loop = loops.Named(Loop);
        await Task.Delay(Every, time, stoppingToken);
        await loop.Run(Round, stoppingToken);

        async Task Round(CancellationToken stopping)
        {
            await ledger.AfterDay(stopping);
            loop.Works();
            await Task.Delay(Every, time, stopping);
        }
    }
}
