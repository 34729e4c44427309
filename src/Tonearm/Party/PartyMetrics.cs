using System.Diagnostics.Metrics;
using Tonearm.Party.Likes;

namespace Tonearm.Party;

/// <summary>Phones, likes, and how late songs change.</summary>
internal sealed class PartyMetrics
{
    private readonly UpDownCounter<int> phones;
    private readonly Counter<long> likes;
    private readonly Histogram<double> changes;

    public PartyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Meter);
        phones = meter.CreateUpDownCounter<int>("tonearm.party.phones", "{phone}", "Pages of parties that are connected to this node.");
        likes = meter.CreateCounter<long>("tonearm.party.likes", "{like}", "Likes and unlikes, by what became of them.");
        changes = meter.CreateHistogram<double>(
            "tonearm.party.change.delay",
            "s",
            "How long after its time a song began; less than nothing where it came early."
        );
    }

    public void PhoneCame() => phones.Add(1);

    public void PhoneLeft() => phones.Add(-1);

    public void Liked(LikeVerdict verdict, int count) =>
        likes.Add(count, new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()));

    public void SongBegan(TimeSpan late) => changes.Record(late.TotalSeconds);
}
