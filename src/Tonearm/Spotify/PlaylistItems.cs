using System.Text.Json;

namespace Tonearm.Spotify;

/// <summary>What stands in a playlist. Only its owner and its collaborators may read it since February 2026.</summary>
internal sealed class PlaylistItems(SpotifyApi api)
{
    public const int PageSize = 50;

    private const string Fields =
        "offset,limit,total,items(is_local,item(id,uri,type,name,duration_ms,explicit,is_playable,restrictions(reason),is_local,external_ids(isrc),artists(name),album(images)))";

    /// <summary>One page. Each says how many entries the whole playlist has.</summary>
    public Task<Answer<PlaylistItemPage>> Page(Caller caller, string playlist, int offset, CancellationToken cancellation) =>
        api.Get(
            caller,
            Family.PlaylistItems,
            $"v1/playlists/{Uri.EscapeDataString(playlist)}/items?limit={PageSize}&offset={offset}&fields={Fields}",
            SpotifyJson.Default.PlaylistItemPage,
            cancellation
        );

    /// <summary>Puts these, a hundred at most, in place of whatever stands there.</summary>
    public Task<Answer<Done>> Replace(Caller caller, string playlist, string[] uris, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.PlaylistWrite,
            Address(playlist),
            JsonSerializer.SerializeToUtf8Bytes(new ItemsToWrite(uris), SpotifyJson.Default.ItemsToWrite),
            "application/json",
            cancellation
        );

    /// <summary>Adds these, a hundred at most, at this place. Never repeated: said twice they stand there twice.</summary>
    public Task<Answer<Done>> Add(Caller caller, string playlist, string[] uris, int position, CancellationToken cancellation) =>
        api.Post(
            caller,
            Family.PlaylistWrite,
            Address(playlist),
            cancellation,
            JsonSerializer.SerializeToUtf8Bytes(new ItemsToWrite(uris, position), SpotifyJson.Default.ItemsToWrite)
        );

    private static string Address(string playlist) => $"v1/playlists/{Uri.EscapeDataString(playlist)}/items";
}

internal sealed record ItemsToWrite(string[] Uris, int? Position = null);

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
    TrackRestrictions? Restrictions,
    bool? IsLocal,
    ExternalIds? ExternalIds,
    Entries<SpotifyArtist>? Artists,
    SpotifyAlbum? Album
);

/// <param name="Reason">As <c>market</c>, <c>product</c> or <c>explicit</c>.</param>
internal sealed record TrackRestrictions(string? Reason);

internal sealed record ExternalIds(string? Isrc);

internal sealed record SpotifyArtist(string? Name);

internal sealed record SpotifyAlbum(Entries<SpotifyImage>? Images);
