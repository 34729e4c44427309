using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>A person's library as its owner handles it in the app: making, following, moving and removing playlists.</summary>
internal static class LibraryControl
{
    public static IResult Get(string id, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            return ControlJson.Ok(
                person
                    .Library.Select(world.Playlists.GetValueOrDefault)
                    .OfType<Playlist>()
                    .Select(
                        (playlist, position) =>
                            new
                            {
                                playlist.Id,
                                position,
                                owner = playlist.OwnerId,
                                title = playlist.Title.Latest(),
                                description = playlist.Description.Latest(),
                                coverImageId = playlist.Cover.Latest()?.ImageId,
                            }
                    )
                    .ToArray()
            );
        }
    }

    public static IResult Create(string id, NewPlaylist asked, World world)
    {
        if (asked.Cover is { } picture && world.Pictures.Find(picture) is null)
            return ControlJson.Wrong($"There is no cover named {picture}.");
        if (asked.Items?.FirstOrDefault(PlaylistControl.IsNothing) is { } nothing)
            return ControlJson.Wrong($"There is no {nothing}.");
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            var playlistId = SpotifyId.New();
            var playlist = new Playlist
            {
                Id = playlistId,
                OwnerId = id,
                Title = Lagging<string>.Of(asked.Title),
                Description = Lagging<string?>.Of(asked.Description),
                Cover = Lagging<Cover?>.Of(asked.Cover is null ? null : new Cover(SpotifyId.NewImage(), asked.Cover)),
                Snapshot = Lagging<string>.Of(Playlist.SnapshotOf(playlistId, 1)),
                Public = asked.Public,
                TrackCount = asked.TrackCount,
                FirstTrack = asked.FirstTrack,
                CreatedAt = world.Now,
            };
            if (asked.Items is { } items)
                playlist.Fill(items);
            world.Save(playlist, new Deed(playlistId, world.Now, id, "created in the app"));
            person.Library.Insert(0, playlistId);
            world.Save(person);
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    /// <summary>To this position of the library; followed first when it is not in there.</summary>
    public static IResult Move(string id, string playlistId, MoveRequest asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person) || !world.Playlists.ContainsKey(playlistId))
                return Results.NotFound();
            person.Library.Remove(playlistId);
            person.Library.Insert(Math.Clamp(asked.Position, 0, person.Library.Count), playlistId);
            world.Save(person);
            return Results.NoContent();
        }
    }

    /// <summary>Out of the library, which is all that "delete" does in the app: by its id the playlist is still there.</summary>
    public static IResult Unfollow(string id, string playlistId, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person) || !person.Library.Remove(playlistId))
                return Results.NotFound();
            world.Save(person);
            return Results.NoContent();
        }
    }

    internal sealed record NewPlaylist(
        string Title,
        string? Description = null,
        string? Cover = null,
        bool Public = true,
        int TrackCount = 20,
        int FirstTrack = 0,
        string?[]? Items = null
    );

    internal sealed record MoveRequest(int Position);
}
