using System.Text.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>Playlists as they truly are, and what happens to them outside the Web API: moderation, and their owner in the app.</summary>
internal static class PlaylistControl
{
    public static IResult Get(string id, World world)
    {
        lock (world.Gate)
            return world.Playlists.TryGetValue(id, out var playlist) ? ControlJson.Ok(TruePlaylist.Of(world, playlist)) : Results.NotFound();
    }

    public static IResult TakeDown(string id, TakedownRequest asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist)) return Results.NotFound();
            switch (asked.Field)
            {
                case "title": playlist.Title.Write("", world.Now); break;
                case "description": playlist.Description.Write("", world.Now); break;
                case "cover": playlist.Cover.Write(null, world.Now); break;
                default: return ControlJson.Wrong("field is title, description or cover.");
            }

            playlist.Touched(world.Now);
            world.Save(playlist, new Deed(id, world.Now, "moderation", $"{asked.Field} taken down"));
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    /// <summary>The app allows what the Web API refuses: an empty description is one.</summary>
    public static IResult Edit(string id, JsonObject sent, World world)
    {
        EditRequest asked;
        try { asked = sent.Deserialize<EditRequest>(ControlJson.Options)!; }
        catch (JsonException wrong) { return ControlJson.Wrong(wrong.Message); }

        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist)) return Results.NotFound();
            if (asked.Title is { } title) playlist.Title.Write(title, world.Now);
            if (asked.Description is { } description) playlist.Description.Write(description, world.Now);
            playlist.Public = asked.Public ?? playlist.Public;
            playlist.Collaborative = asked.Collaborative ?? playlist.Collaborative;
            playlist.Touched(world.Now);
            world.Save(playlist, new Deed(id, world.Now, playlist.OwnerId, "edited in the app", sent.ToJsonString()));
            return ControlJson.Ok(TruePlaylist.Of(world, playlist));
        }
    }

    internal sealed record TakedownRequest(string Field);

    internal sealed record EditRequest(string? Title, string? Description, bool? Public, bool? Collaborative);
}
