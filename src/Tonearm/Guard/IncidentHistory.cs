using Tonearm.Guard.Pages;

namespace Tonearm.Guard;

/// <summary>The evidence, and of what lasts what may be said of it now.</summary>
internal sealed class IncidentHistory(IncidentStore incidents, Standings standings)
{
    /// <param name="playlist">Only its incidents; null for all of the owner's.</param>
    /// <param name="before">Only incidents with a lower number: the next page.</param>
    public async Task<IReadOnlyList<IncidentView>> Page(
        Guid owner, string? playlist, long? before, CancellationToken cancellation, int size = IncidentStore.PageSize)
    {
        var page = await incidents.Page(owner, playlist, before, cancellation, size);
        string[] lasting = [.. page.Where(incident => incident.Drifts.Any(drift => drift.Seen.EndedAt is null)).Select(incident => incident.PlaylistId).Distinct(StringComparer.Ordinal)];
        if (lasting.Length == 0) return page;
        var said = (await standings.Of(owner, lasting, cancellation)).ToDictionary(now => now.Owned.Id, now => now.Said, StringComparer.Ordinal);
        return [.. page.Select(incident => incident.Told(said.GetValueOrDefault(incident.PlaylistId) ?? Said.Nothing))];
    }
}
