using Tonearm.Web;

namespace Tonearm.Party.Along;

/// <summary>How often one device may ask about playing along: its devices are a call to Spotify each time.</summary>
internal sealed class AlongLimits
{
    // What a server can bear is no business time.
    private readonly Buckets<Guid> devices = new(atOnce: 30, aMinute: 30, TimeProvider.System);

    /// <summary>Takes one, or says how long to wait.</summary>
    public TimeSpan? TryTake(Guid device) => devices.TryTake(device);
}
