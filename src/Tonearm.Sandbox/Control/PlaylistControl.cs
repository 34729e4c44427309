using System.Text.Json;
using System.Text.Json.Serialization;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>Playlists as they truly are, and what happens to them outside the Web API: moderation, and their owner in the app.</summary>
internal static class PlaylistControl
{
    public static IResult Get(string id, World world)
    {
        lock (world.Gate)
            return world.Playlists.TryGetValue(id, out var playlist)
                ? ControlJson.Ok(TruePlaylist.Of(world, playlist))
                : Results.NotFound();
    }

    /// <summary>What stands in it: addresses, null for what is gone.</summary>
    public static IResult Items(string id, World world)
    {
        lock (world.Gate)
            return world.Playlists.TryGetValue(id, out var playlist)
                ? ControlJson.Ok(Demo.Contents.All(playlist).ToArray())
                : Results.NotFound();
    }

    public static IResult TakeDown(string id, TakedownRequest asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Results.NotFound();
            if (!Blank(world, playlist, asked.Field))
                return ControlJson.Wrong("field is title, description or cover.");
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    /// <summary>What moderation does with a reported part: a text becomes empty, a cover gives way to the mosaic.</summary>
    public static bool Blank(World world, Playlist playlist, string field)
    {
        switch (field)
        {
            case "title":
                playlist.Title.Write("", world.SeenFromApp);
                break;
            case "description":
                playlist.Description.Write("", world.SeenFromApp);
                break;
            case "cover":
                playlist.Cover.Write(null, world.SeenFromApp);
                break;
            default:
                return false;
        }

        playlist.Touched(world.SeenFromApp);
        world.Save(playlist, new Deed(playlist.Id, world.Now, "moderation", $"{field} taken down"));
        return true;
    }

    public static IResult Edit(string id, EditRequest asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Results.NotFound();
            if (asked.Items?.FirstOrDefault(IsNothing) is { } nothing)
                return ControlJson.Wrong($"There is no {nothing}.");
            Apply(world, playlist, asked);
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    /// <summary>An address that is neither in the catalogue nor a local file.</summary>
    public static bool IsNothing(string? uri) => uri is not null && Demo.Catalogue.Find(uri) is null && Demo.LocalFile.Read(uri) is null;

    /// <summary>The app allows what the Web API refuses: an empty description is one.</summary>
    public static void Apply(World world, Playlist playlist, EditRequest asked)
    {
        if (asked.Title is { } title)
            playlist.Title.Write(title, world.SeenFromApp);
        if (asked.Description is { } description)
            playlist.Description.Write(description, world.SeenFromApp);
        playlist.Public = asked.Public ?? playlist.Public;
        playlist.Collaborative = asked.Collaborative ?? playlist.Collaborative;
        if (asked.Items is { } items)
            playlist.Fill(items);
        else if (asked.FirstTrack is not null || asked.TrackCount is not null)
            playlist.Items = null;
        playlist.FirstTrack = asked.FirstTrack ?? playlist.FirstTrack;
        playlist.TrackCount = asked.TrackCount ?? playlist.TrackCount;
        playlist.Touched(world.SeenFromApp);
        world.Save(
            playlist,
            new Deed(playlist.Id, world.Now, playlist.OwnerId, "edited in the app", JsonSerializer.Serialize(asked, ControlJson.Compact))
        );
    }

    /// <summary>Gone altogether: out of every library, and 404 by its id.</summary>
    public static IResult Destroy(string id, World world)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Results.NotFound();
            world.Remove(playlist);
            return Results.NoContent();
        }
    }

    /// <summary>Brings back what was destroyed, as the account page on the web does: to the top of its owner's library.</summary>
    public static IResult Recover(string id, World world)
    {
        lock (world.Gate)
            return world.Recover(id) is { } playlist ? ControlJson.Ok(TruePlaylist.Of(world, playlist)) : Results.NotFound();
    }

    internal sealed record TakedownRequest(string Field);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record EditRequest(
        string? Title = null,
        string? Description = null,
        bool? Public = null,
        bool? Collaborative = null,
        int? FirstTrack = null,
        int? TrackCount = null,
        string?[]? Items = null
    );
}
