using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;

namespace Tonearm.Guard.Incidents;

/// <summary>The evidence, and of what lasts what may be said of it now.</summary>
internal sealed class IncidentHistory(IncidentStore incidents, PlaylistStatusReader statuses, ProtectionStore protections)
{
    /// <param name="playlist">Only its incidents; null for all of the owner's.</param>
    /// <param name="before">Only incidents with a lower number: the next page.</param>
    public async Task<IReadOnlyList<IncidentView>> Page(
        Guid owner,
        string? playlist,
        long? before,
        CancellationToken cancellation,
        int size = IncidentStore.PageSize
    )
    {
        var page = await incidents.Page(owner, playlist, before, cancellation, size);
        string[] lasting =
        [
            .. page.Where(incident => incident.Drifts.Any(drift => drift.Seen.EndedAt is null))
                .Select(incident => incident.PlaylistId)
                .Distinct(StringComparer.Ordinal),
        ];
        if (lasting.Length == 0)
            return page;
        var said = (await statuses.Of(owner, lasting, cancellation)).ToDictionary(
            now => now.Owned.Id,
            now => now.Status,
            StringComparer.Ordinal
        );
        return [.. page.Select(incident => incident.Told(said.GetValueOrDefault(incident.PlaylistId) ?? PlaylistStatus.Nothing))];
    }

    /// <summary>What has happened to one playlist, as far back as a page of incidents goes; null when it is not the owner's.</summary>
    public async Task<IReadOnlyList<HistoryLine>?> Lines(Guid owner, string playlist, CancellationToken cancellation)
    {
        if (await protections.Owned(owner, [playlist], cancellation) is not [var owned, ..])
            return null;
        var versions = await protections.Versions(owned.AccountId, playlist, cancellation);
        return HistoryLine.Of(await Page(owner, playlist, null, cancellation), versions.Select(WantedVersion.Of));
    }
}
