using Tonearm.Web;

namespace Tonearm.Party.Likes;

/// <summary>
/// How often one device may change its likes. A page says one at a time and leaves out what was taken back meanwhile, so no thumb comes
/// near it. Each node counts for itself.
/// </summary>
internal sealed class LikeLimits(TimeProvider time)
{
    private readonly Buckets<Guid> devices = new(atOnce: 400, aMinute: 300, time);

    /// <summary>Takes one, or says how long to wait.</summary>
    public TimeSpan? TryTake(Guid device) => devices.TryTake(device);
}
