using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>The Web API: which paths there are in 2026, and which answer that they are gone.</summary>
internal static class ApiSetup
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/v1");
        api.MapGet("/me", ProfileEndpoints.Me).In(Families.Me);

        api.MapGet("/me/playlists", LibraryEndpoints.List).In(Families.Playlists);
        api.MapPost("/me/playlists", LibraryEndpoints.Create).In(Families.PlaylistWrite);

        api.MapGet("/playlists/{id}", PlaylistEndpoints.Get).In(Families.Playlist);
        api.MapPut("/playlists/{id}", PlaylistEndpoints.Change).In(Families.PlaylistWrite);
        api.MapGet("/playlists/{id}/items", PlaylistEndpoints.Items).In(Families.Items);
        api.MapPost("/playlists/{id}/items", ItemsChange.Add).In(Families.PlaylistWrite);
        api.MapPut("/playlists/{id}/items", ItemsChange.Replace).In(Families.PlaylistWrite);

        api.MapGet("/playlists/{id}/images", CoverEndpoints.Get).In(Families.Cover);
        api.MapPut("/playlists/{id}/images", CoverEndpoints.Put).In(Families.CoverWrite);

        api.MapGet("/tracks/{id}", TrackEndpoints.Get).In(Families.Track);
        api.MapGet("/search", SearchEndpoints.Search).In(Families.Search);

        api.MapGet("/me/player", PlayerEndpoints.State).In(Families.Player);
        api.MapGet("/me/player/currently-playing", PlayerEndpoints.CurrentlyPlaying).In(Families.Player);
        api.MapGet("/me/player/devices", PlayerEndpoints.Devices).In(Families.Devices);
        api.MapGet("/me/player/queue", PlayerEndpoints.Queue).In(Families.Queue);
        api.MapPost("/me/player/queue", PlayerCommands.AddToQueue).In(Families.QueueWrite);
        api.MapPut("/me/player", PlayerCommands.Transfer).In(Families.PlayerWrite);
        api.MapPut("/me/player/play", PlayerCommands.Play).In(Families.PlayerWrite);
        api.MapPut("/me/player/pause", PlayerCommands.Pause).In(Families.PlayerWrite);
        api.MapPost("/me/player/next", PlayerCommands.Next).In(Families.PlayerWrite);
        api.MapPost("/me/player/previous", PlayerCommands.Previous).In(Families.PlayerWrite);
        api.MapPut("/me/player/seek", PlayerCommands.Seek).In(Families.PlayerWrite);
        api.MapPut("/me/player/volume", PlayerCommands.Volume).In(Families.PlayerWrite);
        api.MapPut("/me/player/repeat", PlayerCommands.Repeat).In(Families.PlayerWrite);
        api.MapPut("/me/player/shuffle", PlayerCommands.Shuffle).In(Families.PlayerWrite);

        foreach (var gone in Gone)
            api.Map(gone, () => Refusal.Json(403, "Forbidden")).In("removed");
        api.Map("/{**rest}", () => Refusal.Json(404, "Service not found")).In("unknown");
    }

    /// <summary>Removed for development-mode apps in February 2026.</summary>
    private static readonly string[] Gone =
    [
        "/playlists/{id}/tracks",
        "/playlists/{id}/followers",
        "/playlists/{id}/followers/contains",
        "/users/{id}",
        "/users/{id}/playlists",
        "/tracks",
        "/albums",
        "/artists",
        "/episodes",
        "/shows",
        "/audiobooks",
        "/chapters",
        "/artists/{id}/top-tracks",
        "/browse/{**rest}",
        "/markets",
        "/me/tracks",
        "/me/tracks/contains",
        "/me/albums",
        "/me/albums/contains",
        "/me/episodes",
        "/me/episodes/contains",
        "/me/shows",
        "/me/shows/contains",
        "/me/audiobooks",
        "/me/audiobooks/contains",
        "/me/following",
        "/me/following/contains",
    ];

    private static void In(this IEndpointConventionBuilder endpoint, string family) => endpoint.WithMetadata(new Family(family));
}
