using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>/me/playlists: what a person has in the library, own and followed, and making one more.</summary>
internal static class LibraryEndpoints
{
    public static IResult List(HttpContext http, Exchange exchange, World world)
    {
        if (!exchange.Has("playlist-read-private"))
            return Refusal.Scope();
        if (Paging.Read(http.Request, out var refusal) is not { } paging)
            return refusal!;
        var now = world.Now;
        lock (world.Gate)
        {
            var library = Visible(world, exchange);
            var nulls = world.Conditions.Habits.NullItems;
            var items = new List<byte[]>(paging.Limit);
            for (var i = paging.Offset; i < Math.Min(library.Count, paging.Offset + paging.Limit); i++)
                items.Add(nulls-- > 0 ? ListedPage.Null : ListedPlaylist.Of(world, world.Playlists[library[i]], exchange.Origin, now));
            for (var i = 0; i < Math.Min(world.Conditions.Habits.DuplicateItems, items.Count); i++)
                items[^(i + 1)] = items[i];
            return new ListedPage(paging, $"{exchange.Origin}/v1/me/playlists", library.Count, items);
        }
    }

    public static IResult Create(Exchange exchange, World world)
    {
        var person = exchange.Person!;
        if (ApiJson.Object(exchange.Body) is not { } sent)
            return Refusal.Json(400, "Error parsing JSON.");
        var change = PlaylistChange.Read(sent, out var refusal);
        if (change is null)
            return refusal!;
        if (string.IsNullOrEmpty(change.Name))
            return Refusal.Json(400, "Missing required field: name");
        var isPublic = change.Public ?? true;
        if (change.Collaborative is true && isPublic)
            return Refusal.Json(400, "Collaborative playlists can't be public");
        if (!exchange.Has(isPublic ? "playlist-modify-public" : "playlist-modify-private"))
            return Refusal.Scope();
        lock (world.Gate)
        {
            var id = SpotifyId.New();
            var playlist = new Playlist
            {
                Id = id,
                OwnerId = person.Id,
                Title = Lagging<string>.Of(change.Name),
                Description = Lagging<string?>.Of(change.Description),
                Cover = Lagging<Cover?>.Of(null),
                Snapshot = Lagging<string>.Of(Playlist.SnapshotOf(id, 1)),
                Public = isPublic,
                Collaborative = change.Collaborative ?? false,
                CreatedAt = world.Now,
            };
            world.Save(playlist, new Deed(id, world.Now, exchange.Access!.ClientId, "created", sent.ToJsonString(ApiJson.Relaxed)));
            person.Library.Insert(0, id);
            world.Save(person);
            return new JsonAnswer(FullPlaylist.Of(world, playlist, exchange, world.Now), 201);
        }
    }

    private static List<string> Visible(World world, Exchange exchange) =>
        exchange.Has("playlist-read-collaborative")
            ? exchange.Person!.Library
            : [.. exchange.Person!.Library.Where(id => !world.Playlists[id].Collaborative)];
}
