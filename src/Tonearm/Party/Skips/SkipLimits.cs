using Tonearm.Web;

namespace Tonearm.Party.Skips;

/// <summary>How often one device may change its mind about a song: each time all phones are told.</summary>
internal sealed class SkipLimits
{
    // What a server can bear is no business time.
    private readonly Buckets<Guid> devices = new(atOnce: 12, aMinute: 30, TimeProvider.System);

    /// <summary>Takes one, or says how long to wait.</summary>
    public TimeSpan? TryTake(Guid device) => devices.TryTake(device);
}
