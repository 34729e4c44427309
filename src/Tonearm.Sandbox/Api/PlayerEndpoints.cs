using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>What a program sees of a player; nothing of it needs Premium.</summary>
internal static class PlayerEndpoints
{
    public static IResult State(HttpContext http, Exchange exchange, World world)
    {
        if (!exchange.Has("user-read-playback-state"))
            return Refusal.Scope();
        lock (world.Gate)
        {
            var json = Json(http, exchange, world);
            return json.Device is null || IsHidden(exchange, world) ? Results.NoContent() : new JsonAnswer(ApiJson.Bytes(json.WriteState));
        }
    }

    public static IResult CurrentlyPlaying(HttpContext http, Exchange exchange, World world)
    {
        if (!exchange.Has("user-read-currently-playing"))
            return Refusal.Scope();
        lock (world.Gate)
        {
            var json = Json(http, exchange, world);
            return json.Device is null || IsHidden(exchange, world)
                ? Results.NoContent()
                : new JsonAnswer(ApiJson.Bytes(json.WriteCurrentlyPlaying));
        }
    }

    public static IResult Devices(Exchange exchange, World world)
    {
        if (!exchange.Has("user-read-playback-state"))
            return Refusal.Scope();
        lock (world.Gate)
        {
            var player = Player.Of(world, exchange.Person!, world.Now);
            return new JsonAnswer(ApiJson.Bytes(json => PlayerJson.WriteDevices(json, player)));
        }
    }

    public static IResult Queue(HttpContext http, Exchange exchange, World world)
    {
        if (!exchange.Has("user-read-currently-playing") || !exchange.Has("user-read-playback-state"))
            return Refusal.Scope();
        lock (world.Gate)
            return new JsonAnswer(ApiJson.Bytes(Json(http, exchange, world).WriteQueue));
    }

    private static bool IsHidden(Exchange exchange, World world) => Hits(exchange, world, habits => habits.Hidden, "hidden");

    private static bool Hits(Exchange exchange, World world, Func<PlayerHabits, double> share, string question)
    {
        var habits = world.Conditions.Players;
        return world.Dice.Hits(share(habits), habits.Seed, exchange.Person!.Id, question);
    }

    private static PlayerJson Json(HttpContext http, Exchange exchange, World world)
    {
        var now = world.Now;
        var player = Player.Of(world, exchange.Person!, now);
        var episodes = http.Request.Query["additional_types"].ToString().Contains("episode", StringComparison.Ordinal);
        return new PlayerJson(world, player, player.SeenAt(world, now), FullPlaylist.AddressFor(world, exchange, now), now, episodes)
        {
            Nameless = Hits(exchange, world, habits => habits.NullItem, "null item") ? world.Conditions.Players.NullItemType : null,
        };
    }
}
