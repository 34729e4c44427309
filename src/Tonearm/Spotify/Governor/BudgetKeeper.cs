namespace Tonearm.Spotify.Governor;

/// <summary>
/// Looks every few minutes whether a clean day is over, and clears away counts that no longer matter. Every node may; the row's lock makes
/// it once.
/// </summary>
internal sealed class BudgetKeeper(CallLedger ledger, SupervisedLoops loops) : BackgroundService
{
    private static readonly LoopName Loop = new("What looks through the quotas");
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var loop = loops.Named(Loop);
        await loop.RunEvery(Every, ledger.AfterDay, stoppingToken);
    }
}
