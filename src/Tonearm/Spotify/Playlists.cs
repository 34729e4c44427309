using System.Text.Json;

namespace Tonearm.Spotify;

/// <summary>Reads and changes playlists.</summary>
internal sealed class Playlists(SpotifyApi api)
{
    /// <summary>The most that one call lists.</summary>
    public const int PageSize = 50;

    /// <summary>A window of all playlists in the account's library, followed ones among them (<c>GET /me/playlists</c>).</summary>
    /// <param name="arrived">Called when the page is here and is yet to be read.</param>
    public Task<Answer<PlaylistPage>> List(Caller caller, int offset, int limit, CancellationToken cancellation, Action? arrived = null) =>
        api.Get(
            caller,
            Family.PlaylistList,
            $"v1/me/playlists?limit={limit}&offset={offset}",
            SpotifyJson.Default.PlaylistPage,
            cancellation,
            arrived
        );

    public Task<Answer<SpotifyPlaylist>> Get(Caller caller, string id, CancellationToken cancellation) =>
        api.Get(
            caller,
            Family.Playlist,
            $"v1/playlists/{Uri.EscapeDataString(id)}?fields=id,name,description,images,owner(id,display_name),public,collaborative,snapshot_id,items(total)",
            SpotifyJson.Default.SpotifyPlaylist,
            cancellation
        );

    /// <summary>Makes a playlist of the account's own. Never repeated: said twice it makes two.</summary>
    public Task<Answer<SpotifyPlaylist>> Create(Caller caller, NewPlaylist playlist, CancellationToken cancellation) =>
        api.Post(
            caller,
            Family.PlaylistWrite,
            "v1/me/playlists",
            JsonSerializer.SerializeToUtf8Bytes(playlist, SpotifyJson.Default.NewPlaylist),
            SpotifyJson.Default.SpotifyPlaylist,
            cancellation
        );

    public Task<Answer<Done>> Change(Caller caller, string id, PlaylistDetails details, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.PlaylistWrite,
            $"v1/playlists/{Uri.EscapeDataString(id)}",
            JsonSerializer.SerializeToUtf8Bytes(details, SpotifyJson.Default.PlaylistDetails),
            "application/json",
            cancellation
        );
}
