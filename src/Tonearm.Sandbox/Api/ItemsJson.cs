using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Api;

/// <summary>The items of a playlist and the tracks in them, with the fields of 2026.</summary>
internal static class ItemsJson
{
    public static void WritePage(Utf8JsonWriter json, Playlist playlist, Paging paging, ImageAddress address)
    {
        json.WriteStartObject();
        paging.WriteMembers(json, $"{address.Origin}/v1/playlists/{playlist.Id}/items", playlist.TrackCount);
        json.WriteStartArray("items");
        for (var i = paging.Offset; i < Math.Min(paging.Offset + paging.Limit, playlist.TrackCount); i++)
        {
            json.WriteStartObject();
            json.WriteString("added_at", playlist.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
            json.WriteStartObject("added_by");
            PlaylistJson.WriteUrls(json, $"{address.Origin}/user/{playlist.OwnerId}");
            json.WriteString("href", $"{address.Origin}/v1/users/{playlist.OwnerId}");
            json.WriteString("id", playlist.OwnerId);
            json.WriteString("type", "user");
            json.WriteString("uri", $"spotify:user:{playlist.OwnerId}");
            json.WriteEndObject();
            json.WriteBoolean("is_local", false);
            json.WritePropertyName("item");
            WriteTrack(json, Catalogue.At(playlist, i), address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteTrack(Utf8JsonWriter json, Track track, ImageAddress address)
    {
        json.WriteStartObject();
        json.WritePropertyName("album");
        WriteAlbum(json, track.Album, address);
        WriteArtists(json, track.Album.Artist, address.Origin);
        json.WriteNumber("disc_number", 1);
        json.WriteNumber("duration_ms", track.DurationMs);
        json.WriteBoolean("explicit", track.Explicit);
        json.WriteStartObject("external_ids");
        json.WriteString("isrc", track.Isrc);
        json.WriteEndObject();
        WriteIdentity(json, "track", track.Id, address.Origin);
        json.WriteBoolean("is_local", false);
        json.WriteBoolean("is_playable", true);
        json.WriteString("name", track.Name);
        json.WriteNumber("track_number", track.Number);
        json.WriteEndObject();
    }

    private static void WriteAlbum(Utf8JsonWriter json, Album album, ImageAddress address)
    {
        json.WriteStartObject();
        json.WriteString("album_type", "album");
        WriteArtists(json, album.Artist, address.Origin);
        WriteIdentity(json, "album", album.Id, address.Origin);
        json.WriteStartArray("images");
        foreach (var (url, side) in address.AlbumInSizes(album.ImageId)) PlaylistJson.WriteImage(json, url, side);
        json.WriteEndArray();
        json.WriteString("name", album.Name);
        json.WriteString("release_date", album.Released);
        json.WriteString("release_date_precision", "day");
        json.WriteNumber("total_tracks", Catalogue.TracksPerAlbum);
        json.WriteEndObject();
    }

    private static void WriteArtists(Utf8JsonWriter json, Artist artist, string origin)
    {
        json.WriteStartArray("artists");
        json.WriteStartObject();
        WriteIdentity(json, "artist", artist.Id, origin);
        json.WriteString("name", artist.Name);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteIdentity(Utf8JsonWriter json, string type, string id, string origin)
    {
        PlaylistJson.WriteUrls(json, $"{origin}/{type}/{id}");
        json.WriteString("href", $"{origin}/v1/{type}s/{id}");
        json.WriteString("id", id);
        json.WriteString("type", type);
        json.WriteString("uri", $"spotify:{type}:{id}");
    }
}
