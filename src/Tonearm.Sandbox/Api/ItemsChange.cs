using System.Text.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>
/// Changes what stands in a playlist: <c>POST /playlists/{id}/items</c> adds, <c>PUT</c> puts other items in place of all. Moving items,
/// the other use of <c>PUT</c>, is not here.
/// </summary>
internal static class ItemsChange
{
    private const int MostAtOnce = 100;
    private const int Most = 10_000;

    public static IResult Add(HttpContext http, string id, Exchange exchange, World world) =>
        Change(
            http,
            id,
            exchange,
            world,
            201,
            (before, uris, position) =>
                position > before.Count
                    ? null
                    : [.. before.Take(position ?? before.Count), .. uris, .. before.Skip(position ?? before.Count)]
        );

    public static IResult Replace(HttpContext http, string id, Exchange exchange, World world) =>
        Change(http, id, exchange, world, 200, (_, uris, _) => [.. uris]);

    private static IResult Change(
        HttpContext http,
        string id,
        Exchange exchange,
        World world,
        int success,
        Func<List<string?>, string[], int?, string?[]?> change
    )
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        if (Read(http.Request, exchange.Body, out var refusal) is not { } sent)
            return refusal!;
        lock (world.Gate)
        {
            if (PlaylistEndpoints.Writable(world, id, exchange, out var playlist) is { } refused)
                return refused;
            if (change([.. Contents.All(playlist!)], sent.Uris, sent.Position) is not { } items)
                return Refusal.Json(400, "Index out of bounds.");
            if (items.Length > Most)
                return Refusal.Json(400, "Playlist size limit reached");
            playlist!.Fill(items);
            playlist.Touched(world.Now + TimeSpan.FromSeconds(world.Conditions.Lag.SnapshotSeconds));
            world.Save(
                playlist,
                new Deed(
                    id,
                    world.Now,
                    exchange.Access!.ClientId,
                    success == 201 ? "items added" : "items replaced",
                    new JsonArray([.. sent.Uris.Select(uri => JsonValue.Create(uri))]).ToJsonString(ApiJson.Relaxed)
                )
            );
            return new JsonAnswer(
                ApiJson.Bytes(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("snapshot_id", playlist.Snapshot.Latest());
                    json.WriteEndObject();
                }),
                success
            );
        }
    }

    /// <summary>Addresses in the query count, those in the body only where the query has none.</summary>
    private static (string[] Uris, int? Position)? Read(HttpRequest request, byte[] body, out Refusal? refusal)
    {
        var sent = body.Length == 0 ? [] : ApiJson.Object(body);
        try
        {
            if (sent is null)
                throw new JsonException();
            var uris = request.Query.TryGetValue("uris", out var listed)
                ? listed.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : sent["uris"]?.AsArray().Select(uri => uri!.GetValue<string>()).ToArray();
            int? position = request.Query.TryGetValue("position", out var at)
                ? int.Parse(at.ToString(), System.Globalization.CultureInfo.InvariantCulture)
                : sent["position"]?.GetValue<int>();
            refusal = Refuse(uris, position);
            return refusal is null ? (uris!, position) : null;
        }
        catch (Exception wrong)
            when (wrong is JsonException or InvalidOperationException or FormatException or NullReferenceException or OverflowException)
        {
            refusal = Refusal.Json(400, "Error parsing JSON.");
            return null;
        }
    }

    private static Refusal? Refuse(string[]? uris, int? position)
    {
        if (uris is null)
            return Refusal.Json(400, "No uris provided");
        if (uris.Length > MostAtOnce)
            return Refusal.Json(400, "You can add a maximum of 100 tracks per request.");
        if (position < 0)
            return Refusal.Json(400, "Index out of bounds.");
        foreach (var uri in uris)
            if (
                !uri.StartsWith("spotify:track:", StringComparison.Ordinal) && !uri.StartsWith("spotify:episode:", StringComparison.Ordinal)
            )
                return Refusal.Json(400, $"Invalid track uri: {uri}");
            else if (Catalogue.Find(uri) is null)
                return Refusal.Json(400, "Payload contains a non-existing ID");
        return null;
    }
}
