using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Tonearm.TestHouse;

/// <summary>What one application measures while this lives, for a test that wants to count it.</summary>
public sealed class MeterBook : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentBag<(string Instrument, double Value, string[] Tags)> all = [];

    public MeterBook(TonearmApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // Others run in this process at the same time, each with meters of its own.
        var ours = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, each) =>
        {
            if (instrument.Meter.Name == Telemetry.Meter && ReferenceEquals(instrument.Meter.Scope, ours))
                each.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    /// <summary>How often it was measured with these tags, such as <c>field=title</c>.</summary>
    public int Count(string instrument, params string[] tags) => Of(instrument, tags).Count();

    public double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum(each => each.Value);

    public void Dispose() => listener.Dispose();

    private IEnumerable<(string Instrument, double Value, string[] Tags)> Of(string instrument, string[] tags) =>
        all.Where(each => each.Instrument == instrument && tags.All(each.Tags.Contains));

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            words[i] = $"{tags[i].Key}={tags[i].Value}";
        all.Add((instrument.Name, value, words));
    }
}
