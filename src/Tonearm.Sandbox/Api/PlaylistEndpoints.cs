using System.Text.Json.Nodes;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>/playlists/{id}: read, change details, read items.</summary>
internal static class PlaylistEndpoints
{
    public static IResult Get(HttpContext http, string id, Exchange exchange, World world)
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        byte[] json;
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Refusal.NotFound();
            json = FullPlaylist.Of(world, playlist, exchange, world.Now);
        }

        return FieldFilter.Apply(http, json);
    }

    public static IResult Change(string id, Exchange exchange, World world)
    {
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        if (ApiJson.Object(exchange.Body) is not { } sent)
            return Refusal.Json(400, "Error parsing JSON.");
        lock (world.Gate)
        {
            if (Writable(world, id, exchange, out var playlist) is { } refused)
                return refused;
            var change = PlaylistChange.Read(sent, out var refusal);
            if (change is null)
                return refusal!;
            if (change.Collaborative is true && (change.Public ?? playlist!.Public) is not false)
                return Refusal.Json(400, "Collaborative playlists can't be public");
            Apply(world, playlist!, change, exchange, sent);
        }

        return Results.Ok();
    }

    public static IResult Items(HttpContext http, string id, Exchange exchange, World world)
    {
        if (!exchange.Has("playlist-read-private"))
            return Refusal.Scope();
        if (!SpotifyId.IsWellFormed(id))
            return Refusal.Json(400, "Invalid base62 id");
        if (Paging.Read(http.Request, out var refusal) is not { } paging)
            return refusal!;
        byte[] json;
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Refusal.NotFound();
            if (playlist.OwnerId != exchange.Person!.Id && !playlist.Collaborative)
                return Refusal.Json(403, "Forbidden");
            var address = FullPlaylist.AddressFor(world, exchange, world.Now);
            json = ApiJson.Bytes(writer => ItemsJson.WritePage(writer, playlist, paging, address));
        }

        return FieldFilter.Apply(http, json);
    }

    /// <summary>Why this caller may not write to this playlist; null when it may.</summary>
    public static Refusal? Writable(World world, string id, Exchange exchange, out Playlist? playlist)
    {
        if (!world.Playlists.TryGetValue(id, out playlist))
            return Refusal.NotFound();
        if (!exchange.Has(playlist.Public is true ? "playlist-modify-public" : "playlist-modify-private"))
            return Refusal.Scope();
        return playlist.OwnerId == exchange.Person!.Id ? null : Refusal.Json(403, "You cannot edit a playlist you don't own");
    }

    private static void Apply(World world, Playlist playlist, PlaylistChange change, Exchange exchange, JsonObject sent)
    {
        var now = world.Now;
        var lag = world.Conditions.Lag;
        var seen = now + TimeSpan.FromSeconds(lag.DetailsSeconds);
        if (change.Name is { } name)
            playlist.Title.Write(name, seen);
        if (change.Description is { } description)
            playlist.Description.Write(description, seen);
        playlist.Public = change.Public ?? playlist.Public;
        playlist.Collaborative = change.Collaborative ?? playlist.Collaborative;
        playlist.Touched(now + TimeSpan.FromSeconds(lag.SnapshotSeconds));
        world.Save(playlist, new Deed(playlist.Id, now, exchange.Access!.ClientId, "details", sent.ToJsonString(ApiJson.Relaxed)));
    }
}
