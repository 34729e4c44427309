using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard.Status;

/// <summary>How the owner's playlists stand by what was last seen of them. It asks Spotify nothing and stores nothing.</summary>
internal sealed class PlaylistStatusReader(ProtectionStore protections, SweepStore sweeps, TimeProvider time)
{
    /// <param name="ids">Only these; null for all.</param>
    public async Task<IReadOnlyList<PlaylistNow>> Of(Guid owner, IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var owned = await protections.Owned(owner, ids, cancellation);
        var guarded = new Dictionary<string, ProtectedPlaylist>(StringComparer.Ordinal);
        foreach (var account in owned.Where(playlist => playlist.Version is not null).GroupBy(playlist => playlist.AccountId))
        foreach (var (id, playlist) in await sweeps.Load(account.Key, [.. account.Select(each => each.Id)], cancellation))
            guarded[id] = playlist;
        var now = time.GetUtcNow();
        return [.. owned.Select(playlist => PlaylistNow.Of(playlist, guarded.GetValueOrDefault(playlist.Id), now))];
    }
}
