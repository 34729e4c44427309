using Tonearm.Web;

namespace Tonearm.Party.Room;

/// <summary>
/// How often one device may ask for the whole snapshot, which costs more than all else a guest may do. A page asks once; its line brings
/// the rest.
/// </summary>
internal sealed class SnapshotLimits
{
    // What a server can bear is no business time.
    private readonly Buckets<Guid> devices = new(atOnce: 100, aMinute: 1_200, TimeProvider.System);

    /// <summary>Takes one, or says how long to wait.</summary>
    public TimeSpan? TryTake(Guid device) => devices.TryTake(device);
}
