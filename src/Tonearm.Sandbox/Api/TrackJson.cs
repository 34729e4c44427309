using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;

namespace Tonearm.Sandbox.Api;

/// <summary>Tracks, albums, artists, episodes and local files with the fields of 2026.</summary>
internal static class TrackJson
{
    public static void Write(Utf8JsonWriter json, Piece? piece, ImageAddress address)
    {
        switch (piece)
        {
            case Track track:
                Write(json, track, address);
                break;
            case Episode episode:
                Write(json, episode, address);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Track track, ImageAddress address)
    {
        json.WriteStartObject();
        json.WritePropertyName("album");
        WriteAlbum(json, track.Album, address);
        WriteArtists(json, track.Artists, address.Origin);
        json.WriteNumber("disc_number", 1);
        json.WriteNumber("duration_ms", track.DurationMs);
        json.WriteBoolean("explicit", track.Explicit);
        json.WriteStartObject("external_ids");
        json.WriteString("isrc", track.Isrc);
        json.WriteEndObject();
        WriteIdentity(json, "track", track.Id, address.Origin);
        json.WriteBoolean("is_local", false);
        json.WriteBoolean("is_playable", track.Playable);
        json.WriteString("name", track.Name);
        json.WriteNumber("track_number", track.Number);
        json.WriteEndObject();
    }

    /// <summary>A file of one's own has a name and a length, and no identity anywhere.</summary>
    public static void Write(Utf8JsonWriter json, LocalFile file)
    {
        json.WriteStartObject();
        json.WriteStartObject("album");
        json.WriteNull("album_type");
        json.WriteStartArray("artists");
        json.WriteEndArray();
        WriteNoIdentity(json, "album");
        json.WriteStartArray("images");
        json.WriteEndArray();
        json.WriteString("name", file.Album);
        json.WriteNull("release_date");
        json.WriteNull("release_date_precision");
        json.WriteEndObject();
        json.WriteStartArray("artists");
        json.WriteStartObject();
        WriteNoIdentity(json, "artist");
        json.WriteString("name", file.Artist);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("disc_number", 0);
        json.WriteNumber("duration_ms", file.Seconds * 1000);
        json.WriteBoolean("explicit", false);
        json.WriteStartObject("external_ids");
        json.WriteEndObject();
        WriteNoIdentity(json, "track", file.Uri);
        json.WriteBoolean("is_local", true);
        json.WriteString("name", file.Title);
        json.WriteNumber("track_number", 0);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Episode episode, ImageAddress address)
    {
        json.WriteStartObject();
        json.WriteString("description", "Two people and a turntable.");
        json.WriteNumber("duration_ms", episode.DurationMs);
        json.WriteBoolean("explicit", false);
        WriteIdentity(json, "episode", episode.Id, address.Origin);
        json.WriteString("html_description", "<p>Two people and a turntable.</p>");
        WriteImages(json, episode.Show.ImageId, address);
        json.WriteBoolean("is_externally_hosted", false);
        json.WriteBoolean("is_playable", true);
        json.WriteStartArray("languages");
        json.WriteStringValue("en");
        json.WriteEndArray();
        json.WriteString("name", episode.Name);
        json.WriteString("release_date", episode.Released);
        json.WriteString("release_date_precision", "day");
        json.WriteStartObject("show");
        WriteIdentity(json, "show", episode.Show.Id, address.Origin);
        WriteImages(json, episode.Show.ImageId, address);
        json.WriteString("name", episode.Show.Name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteAlbum(Utf8JsonWriter json, Album album, ImageAddress address)
    {
        json.WriteStartObject();
        json.WriteString("album_type", "album");
        WriteArtists(json, [album.Artist], address.Origin);
        WriteIdentity(json, "album", album.Id, address.Origin);
        WriteImages(json, album.ImageId, address);
        json.WriteString("name", album.Name);
        json.WriteString("release_date", album.Released);
        json.WriteString("release_date_precision", "day");
        json.WriteNumber("total_tracks", Catalogue.TracksPerAlbum);
        json.WriteEndObject();
    }

    public static void WriteArtist(Utf8JsonWriter json, Artist artist, string origin)
    {
        json.WriteStartObject();
        WriteIdentity(json, "artist", artist.Id, origin);
        json.WriteString("name", artist.Name);
        json.WriteEndObject();
    }

    private static void WriteArtists(Utf8JsonWriter json, Artist[] artists, string origin)
    {
        json.WriteStartArray("artists");
        foreach (var artist in artists)
            WriteArtist(json, artist, origin);
        json.WriteEndArray();
    }

    private static void WriteImages(Utf8JsonWriter json, string imageId, ImageAddress address)
    {
        json.WriteStartArray("images");
        foreach (var (url, side) in address.AlbumInSizes(imageId))
            PlaylistJson.WriteImage(json, url, side);
        json.WriteEndArray();
    }

    public static void WriteIdentity(Utf8JsonWriter json, string type, string id, string origin)
    {
        PlaylistJson.WriteUrls(json, $"{origin}/{type}/{id}");
        json.WriteString("href", $"{origin}/v1/{type}s/{id}");
        json.WriteString("id", id);
        json.WriteString("type", type);
        json.WriteString("uri", $"spotify:{type}:{id}");
    }

    private static void WriteNoIdentity(Utf8JsonWriter json, string type, string? uri = null)
    {
        json.WriteStartObject("external_urls");
        json.WriteEndObject();
        json.WriteNull("href");
        json.WriteNull("id");
        json.WriteString("type", type);
        json.WriteString("uri", uri);
    }
}
