using Tonearm.Web;

namespace Tonearm.Party.Room;

/// <summary>The whole snapshot for one who asks by HTTP.</summary>
internal sealed class SnapshotReader(RoomReader reader, PublicAddress address, IHttpContextAccessor asked, TimeProvider time)
{
    /// <param name="host">Asked with the host's power; a guest who has it by their device need not say so.</param>
    /// <returns>Null when there is no such party.</returns>
    public async Task<Snapshot?> Read(Guid party, Guid? guest, bool host, CancellationToken cancellation) =>
        await reader.Read(party, guest, cancellation) is { } state ? Of(state, host) : null;

    public Snapshot Of(RoomState state, bool host)
    {
        var (now, me) = (time.GetUtcNow(), state.Me(host));
        return state.For(asked.HttpContext is { } context ? address.Of(context.Request) : "", now, me, me.IsHost ? state.Host(now) : null);
    }
}
