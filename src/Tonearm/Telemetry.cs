namespace Tonearm;

/// <summary>
/// The one name under which everything here is measured, for whoever listens: an exporter, <c>dotnet-counters</c>, a test.
/// </summary>
internal static class Telemetry
{
    public const string Meter = "Tonearm";
}
