using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tonearm;

/// <summary>
/// The loops of this node, and which of them fail just now: told in <c>/health/ready</c> and counted as <c>tonearm.loop.failures</c>.
/// </summary>
internal sealed class SupervisedLoops(IMeterFactory meters, TimeProvider time, ILogger<SupervisedLoop> logger) : IHealthCheck
{
    /// <summary>One failure is an accident, such as a connection that was cut.</summary>
    private const int Repeatedly = 2;

    private readonly Counter<long> failures = meters
        .Create(Telemetry.Meter)
        .CreateCounter<long>("tonearm.loop.failures", description: "How often a loop that is to go for ever has failed.");

    private readonly ConcurrentDictionary<SupervisedLoop, byte> failing = [];

    /// <param name="detail">Which one of its kind it is, for the log alone.</param>
    public SupervisedLoop Named(LoopName name, string detail = "", TimeSpan? longestPause = null) =>
        new(name, detail, this, time, logger) { LongestPause = longestPause ?? TimeSpan.FromSeconds(15) };

    public void Fails(SupervisedLoop loop)
    {
        failing.TryAdd(loop, 0);
        failures.Add(1, new KeyValuePair<string, object?>("loop", loop.Name.Words));
    }

    public void IsWell(SupervisedLoop loop) => failing.TryRemove(loop, out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] sentences =
        [
            .. from loop in failing.Keys
            where loop.Failures >= Repeatedly
            group loop.Failures by loop.Name.Words into same
            orderby same.Key
            select $"{same.Key} has failed {same.Max()} times in a row and is tried again; the log says why.",
        ];
        return Task.FromResult(
            sentences.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join('\n', sentences))
        );
    }
}
