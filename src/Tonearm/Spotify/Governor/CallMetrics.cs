using System.Diagnostics.Metrics;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// The calls to Spotify's Web API, by kind, by what for, and by what became of them; <c>held</c> are those that never left, for want of
/// calls.
/// </summary>
internal sealed class CallMetrics
{
    private readonly Histogram<double> calls;

    public CallMetrics(IMeterFactory meters) =>
        calls = meters
            .Create(Telemetry.Meter)
            .CreateHistogram<double>("tonearm.spotify.call.duration", "s", "A call to Spotify's Web API; each attempt is one.");

    /// <param name="status">Of HTTP; null where no answer came, or none was asked for.</param>
    public void Made(Family family, CallPurpose purpose, TimeSpan took, int? status, bool isHeld = false) =>
        calls.Record(
            took.TotalSeconds,
            new("family", family.Column()),
            new("purpose", purpose.ToString().ToLowerInvariant()),
            new KeyValuePair<string, object?>(
                "outcome",
                isHeld ? "held"
                    : status is { } code ? $"{code / 100}xx"
                    : "none"
            )
        );
}
