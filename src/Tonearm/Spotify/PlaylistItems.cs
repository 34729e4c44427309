namespace Tonearm.Spotify;

/// <summary>What stands in a playlist. Only its owner and its collaborators may read it since February 2026.</summary>
internal sealed class PlaylistItems(SpotifyApi api)
{
    public const int PageSize = 50;

    private const string Fields =
        "offset,limit,total,items(is_local,item(id,uri,type,name,duration_ms,explicit,is_playable,is_local,external_ids(isrc),artists(name),album(images)))";

    /// <summary>
    /// The tracks that a player can be told to play, each recording once, in the order of the playlist: no gaps, local files, episodes, nor what Spotify
    /// does not play here. The first page says how many there are, the others are asked for at the same time.
    /// </summary>
    public async Task<Answer<IReadOnlyList<SpotifyTrack>>> Tracks(Guid account, string playlist, CancellationToken cancellation)
    {
        var first = await Page(account, playlist, 0, cancellation);
        if (!first.IsOk) return first.As<IReadOnlyList<SpotifyTrack>>();
        var others = await Task.WhenAll(Enumerable.Range(1, Math.Max(0, (first.Value.Total - 1) / PageSize))
            .Select(page => Page(account, playlist, page * PageSize, cancellation)));
        if (others.FirstOrDefault(page => !page.IsOk) is { } failed) return failed.As<IReadOnlyList<SpotifyTrack>>();
        return new(AnswerKind.Ok,
        [
            .. others.Prepend(first)
                .SelectMany(page => page.Value!.Items)
                .Where(entry => entry is { IsLocal: false })
                .Select(entry => entry!.Item)
                .OfType<SpotifyTrack>()
                .Where(track => track is { Id.Length: > 0, Type: "track", IsLocal: false, IsPlayable: not false, DurationMs: > 0 })
                .DistinctBy(track => track.Id, StringComparer.Ordinal)
                .DistinctBy(track => track.ExternalIds?.Isrc is { Length: > 0 } isrc ? isrc : track.Id, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private Task<Answer<PlaylistItemPage>> Page(Guid account, string playlist, int offset, CancellationToken cancellation) =>
        api.Get(account, Family.PlaylistItems,
            $"v1/playlists/{Uri.EscapeDataString(playlist)}/items?limit={PageSize}&offset={offset}&fields={Fields}",
            SpotifyJson.Default.PlaylistItemPage, cancellation);
}

/// <param name="Items">May hold nulls, and entries whose item is gone.</param>
internal sealed record PlaylistItemPage(int Total, PlaylistItem?[] Items);

internal sealed record PlaylistItem(bool IsLocal, SpotifyTrack? Item);

/// <summary>A track, or whatever else stands in its place: see <paramref name="Type"/>.</summary>
/// <param name="Id">Null for a local file.</param>
internal sealed record SpotifyTrack(
    string? Id, string Uri, string? Type, string? Name, int DurationMs, bool Explicit, bool? IsPlayable, bool IsLocal, ExternalIds? ExternalIds,
    SpotifyArtist[]? Artists, SpotifyAlbum? Album);

internal sealed record ExternalIds(string? Isrc);

internal sealed record SpotifyArtist(string? Name);

internal sealed record SpotifyAlbum(SpotifyImage[]? Images);
