namespace Tonearm.Spotify;

/// <summary>What stands in a playlist. Only its owner and its collaborators may read it since February 2026.</summary>
internal sealed class PlaylistItems(SpotifyApi api)
{
    public const int PageSize = 50;

    private const string Fields =
        "offset,limit,total,items(is_local,item(id,uri,type,name,duration_ms,explicit,is_playable,is_local,external_ids(isrc),artists(name),album(images)))";

    /// <summary>One page. Each says how many entries the whole playlist has.</summary>
    public Task<Answer<PlaylistItemPage>> Page(Caller caller, string playlist, int offset, CancellationToken cancellation) =>
        api.Get(
            caller,
            Family.PlaylistItems,
            $"v1/playlists/{Uri.EscapeDataString(playlist)}/items?limit={PageSize}&offset={offset}&fields={Fields}",
            SpotifyJson.Default.PlaylistItemPage,
            cancellation
        );
}

/// <param name="Items">May have gaps, and entries whose item is gone.</param>
internal sealed record PlaylistItemPage(int? Total, Entries<PlaylistItem>? Items);

internal sealed record PlaylistItem(bool? IsLocal, SpotifyTrack? Item);

/// <summary>A track, or whatever else stands in its place: see <paramref name="Type"/>.</summary>
/// <param name="Id">Null for a local file.</param>
internal sealed record SpotifyTrack(
    string? Id,
    string? Uri,
    string? Type,
    string? Name,
    int? DurationMs,
    bool? Explicit,
    bool? IsPlayable,
    bool? IsLocal,
    ExternalIds? ExternalIds,
    Entries<SpotifyArtist>? Artists,
    SpotifyAlbum? Album
);

internal sealed record ExternalIds(string? Isrc);

internal sealed record SpotifyArtist(string? Name);

internal sealed record SpotifyAlbum(Entries<SpotifyImage>? Images);
