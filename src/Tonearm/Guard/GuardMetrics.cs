using System.Diagnostics.Metrics;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard;

/// <summary>How often Guard looks and how long that takes, and what becomes of what it writes.</summary>
internal sealed class GuardMetrics
{
    private readonly Histogram<double> looks;
    private readonly Counter<long> restores;

    public GuardMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Meter);
        looks = meter.CreateHistogram<double>(
            "tonearm.guard.look.duration",
            "s",
            "A look at an account, from its first call to what was written."
        );
        restores = meter.CreateCounter<long>(
            "tonearm.guard.restores",
            "{field}",
            "Fields written to Spotify, by field and by what it answered."
        );
    }

    /// <param name="hasSeen">Whether the look saw anything, or was kept from it.</param>
    public void Looked(TimeSpan took, bool hasSeen) => looks.Record(took.TotalSeconds, new KeyValuePair<string, object?>("seen", hasSeen));

    public void Restored(Field field, Outcome outcome) =>
        restores.Add(
            1,
            new("field", field.Name().ToLowerInvariant()),
            new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant())
        );
}
