using System.Text.Json;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>
/// /search: ten at a time at most, since February 2026. Finds tracks, albums, artists and public playlists; nothing of the other types.
/// </summary>
internal static class SearchEndpoints
{
    private static readonly string[] Types = ["album", "artist", "playlist", "track", "show", "episode", "audiobook"];

    public static IResult Search(HttpContext http, Exchange exchange, World world)
    {
        var query = SearchQuery.Read(http.Request.Query["q"].ToString());
        if (query.IsEmpty)
            return Refusal.Json(400, "No search query");
        var types = http
            .Request.Query["type"]
            .ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (types.Length == 0)
            return Refusal.Json(400, "Missing parameter type");
        if (types.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
            return Refusal.Json(400, $"Bad search type field {unknown}");
        if (Paging.Read(http.Request, out var refusal, most: 10, usual: 5, deepest: 1000) is not { } paging)
            return refusal!;
        lock (world.Gate)
        {
            var now = world.Now;
            var address = FullPlaylist.AddressFor(world, exchange, now);
            var path = $"{exchange.Origin}/v1/search?q={Uri.EscapeDataString(http.Request.Query["q"].ToString())}";
            return new JsonAnswer(
                ApiJson.Bytes(json =>
                {
                    json.WriteStartObject();
                    foreach (var type in types.Distinct(StringComparer.Ordinal))
                        Write(json, type, path, paging, Found(json, type, query, world, address, now));
                    json.WriteEndObject();
                })
            );
        }
    }

    /// <summary>All that matches, each as how it is written.</summary>
    private static Action[] Found(
        Utf8JsonWriter json,
        string type,
        SearchQuery query,
        World world,
        ImageAddress address,
        DateTimeOffset now
    ) =>
        type switch
        {
            "track" => [.. Catalogue.Tracks.Where(query.Matches).Select(track => (Action)(() => TrackJson.Write(json, track, address)))],
            "album" =>
            [
                .. Catalogue.Albums.Where(query.Matches).Select(album => (Action)(() => TrackJson.WriteAlbum(json, album, address))),
            ],
            "artist" =>
            [
                .. Catalogue
                    .Albums.Select(album => album.Artist)
                    .Distinct()
                    .Where(query.Matches)
                    .Select(artist => (Action)(() => TrackJson.WriteArtist(json, artist, address.Origin))),
            ],
            "playlist" =>
            [
                .. world
                    .Playlists.Values.Where(playlist => playlist.Public is true && query.Matches(playlist.Title.At(now)))
                    .Select(playlist =>
                        (Action)(
                            () => json.WriteRawValue(ListedPlaylist.Of(world, playlist, address.Origin, now), skipInputValidation: true)
                        )
                    ),
            ],
            _ => [],
        };

    private static void Write(Utf8JsonWriter json, string type, string path, Paging paging, Action[] found)
    {
        json.WriteStartObject($"{type}s");
        paging.WriteMembers(json, $"{path}&type={type}", found.Length);
        json.WriteStartArray("items");
        foreach (var write in found.Skip(paging.Offset).Take(paging.Limit))
            write();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
