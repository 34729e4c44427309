using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.Names;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>Playlists, people and pictures as the Web API of 2026 shows them: no removed fields, items instead of tracks.</summary>
internal static class PlaylistJson
{
    /// <param name="seen">The moment whose state the reader sees.</param>
    public static void WriteMembers(
        Utf8JsonWriter json,
        Playlist playlist,
        Person owner,
        ImageAddress address,
        DateTimeOffset seen,
        Habits habits
    )
    {
        var origin = address.Origin;
        json.WriteBoolean("collaborative", playlist.Collaborative);
        json.WriteString("description", Escape.Html(playlist.Description.At(seen)));
        WriteUrls(json, $"{origin}/playlist/{playlist.Id}");
        json.WriteString("href", $"{origin}/v1/playlists/{playlist.Id}");
        json.WriteString("id", playlist.Id);
        json.WritePropertyName("images");
        WriteImages(json, playlist, address, seen, habits);
        json.WriteString("name", playlist.Title.At(seen));
        json.WritePropertyName("owner");
        WriteOwner(json, owner, origin);
        json.WriteNull("primary_color");
        if (playlist.Public is { } isPublic)
            json.WriteBoolean("public", isPublic);
        else
            json.WriteNull("public");
        json.WriteString("snapshot_id", playlist.Snapshot.At(seen));
        json.WriteString("type", "playlist");
        json.WriteString("uri", $"spotify:playlist:{playlist.Id}");
    }

    public static void WriteImages(Utf8JsonWriter json, Playlist playlist, ImageAddress address, DateTimeOffset seen, Habits habits)
    {
        json.WriteStartArray();
        if (playlist.Cover.At(seen) is { } cover)
        {
            WriteImage(json, address.Custom(cover), null);
        }
        else if (habits.OtherAutomaticPictures && playlist.TrackCount > 0)
        {
            WriteImage(json, address.Other(SpotifyId.ImageOf($"{playlist.Id} {seen:yyyy-MM-dd}")), 640);
        }
        else if (Contents.MosaicOf(playlist) is { Length: > 0 } images)
        {
            if (images.Length == 1)
                WriteImage(json, address.Album(images[0]), 640);
            else
                foreach (var size in (ReadOnlySpan<int>)[640, 300, 60])
                    WriteImage(json, address.Mosaic(size, images), size);
        }

        json.WriteEndArray();
    }

    public static void WriteOwner(Utf8JsonWriter json, Person person, string origin)
    {
        json.WriteStartObject();
        json.WriteString("display_name", person.Name);
        WriteUser(json, person, origin);
        json.WriteEndObject();
    }

    public static void WriteUser(Utf8JsonWriter json, Person person, string origin)
    {
        WriteUrls(json, $"{origin}/user/{person.Id}");
        json.WriteString("href", $"{origin}/v1/users/{person.Id}");
        json.WriteString("id", person.Id);
        json.WriteString("type", "user");
        json.WriteString("uri", $"spotify:user:{person.Id}");
    }

    public static void WriteUrls(Utf8JsonWriter json, string page)
    {
        json.WriteStartObject("external_urls");
        json.WriteString("spotify", SpotifyNames.Page(page));
        json.WriteEndObject();
    }

    /// <param name="side">Null for a custom cover, whose size Spotify does not tell.</param>
    public static void WriteImage(Utf8JsonWriter json, string url, int? side)
    {
        json.WriteStartObject();
        foreach (var name in (ReadOnlySpan<string>)["height", "width"])
            if (side is { } pixels)
                json.WriteNumber(name, pixels);
            else
                json.WriteNull(name);
        json.WriteString("url", url);
        json.WriteEndObject();
    }
}
