using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Tonearm.Tests;

/// <summary>A loop goes on whatever it throws, and says so.</summary>
public sealed class SupervisedLoopTests : IDisposable
{
    private readonly LogBook log = new();
    private readonly ILoggerFactory loggers;
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SupervisedLoops loops;

    public SupervisedLoopTests()
    {
        loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        loops = new(meters.GetRequiredService<IMeterFactory>(), new TestClock(), loggers.CreateLogger<SupervisedLoop>());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_again_and_again_is_logged_once_and_told_and_then_goes_on()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var loop = loops.Named(new("The clock of the town hall"));
        var (rounds, health) = (0, new List<HealthCheckResult>());

        await loop.Run(
            async _ =>
            {
                health.Add(await Health());
                if (++rounds <= 4)
                    throw new InvalidOperationException("Nobody has wound it up");
                if (rounds == 6)
                    await enough.CancelAsync();
            },
            enough.Token
        );

        Assert.Equal(
            [
                HealthStatus.Healthy,
                HealthStatus.Healthy,
                HealthStatus.Degraded,
                HealthStatus.Degraded,
                HealthStatus.Degraded,
                HealthStatus.Healthy,
            ],
            health.Select(each => each.Status)
        );
        Assert.Equal("The clock of the town hall has failed 4 times in a row and is tried again; the log says why.", health[4].Description);
        var failure = Assert.Single(log.Lines, line => line.Level == LogLevel.Error);
        Assert.Equal("Nobody has wound it up", failure.Exception?.Message);
        Assert.Single(log.Lines, line => line.Level == LogLevel.Information);
    }

    [Fact]
    public void Each_pause_is_longer_than_the_one_before_up_to_the_longest()
    {
        using var loop = loops.Named(new("A loop"), longestPause: TimeSpan.FromSeconds(10));

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(1, 6).Select(failures => loop.Pause(failures).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(10), loop.Pause(int.MaxValue));
    }

    [Fact]
    public async Task What_is_stopped_has_not_failed()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var loop = loops.Named(new("A loop"));
        await stop.CancelAsync();

        Assert.False(await loop.Try(stopping => Task.FromCanceled(stopping), stop.Token));
        Assert.Equal(0, loop.Failures);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task What_is_over_hinders_nobody()
    {
        var loop = loops.Named(new("A room"));
        for (var i = 0; i < 3; i++)
            await loop.TryInTime(_ => throw new TimeoutException(), Cancel);
        Assert.Equal(HealthStatus.Degraded, (await Health()).Status);

        loop.Dispose();

        Assert.Equal(HealthStatus.Healthy, (await Health()).Status);
    }

    public void Dispose()
    {
        loggers.Dispose();
        meters.Dispose();
        log.Dispose();
    }

    private Task<HealthCheckResult> Health() => loops.CheckHealthAsync(new(), Cancel);
}
