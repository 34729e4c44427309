using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Api;

/// <summary>The items of a playlist, with the fields of 2026; null where a track is gone.</summary>
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
            var uri = Contents.At(playlist, i);
            var local = uri is null ? null : LocalFile.Read(uri);
            json.WriteBoolean("is_local", local is not null);
            json.WritePropertyName("item");
            if (local is not null)
                TrackJson.Write(json, local);
            else
                TrackJson.Write(json, Catalogue.Find(uri), address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
