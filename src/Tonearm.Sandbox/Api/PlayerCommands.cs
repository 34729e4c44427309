using System.Globalization;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Api;

/// <summary>What a program may do to a player: nothing without the scope, without Premium, or without a device that listens.</summary>
internal static class PlayerCommands
{
    /// <summary>More addresses than this are too large a request.</summary>
    private const int MostUris = 800;

    public static IResult Play(HttpContext http, Exchange exchange, World world)
    {
        if (exchange.Body.Length == 0)
            return Do(http, exchange, world, (buttons, device) => buttons.Resume(device));
        if (ApiJson.Object(exchange.Body) is not { } sent)
            return Refusal.Json(400, "Error parsing JSON.");
        if (Asked.Read(sent, out var refusal) is not { } asked)
            return refusal!;
        return Do(
            http,
            exchange,
            world,
            (buttons, device) =>
                asked.Context is null
                    ? buttons.Resume(device)
                    : asked.Place(world, out var place) ?? buttons.Play(device, asked.Context, place, asked.Progress)
        );
    }

    public static IResult Pause(HttpContext http, Exchange exchange, World world) =>
        Do(http, exchange, world, (buttons, device) => buttons.Pause(device));

    public static IResult Next(HttpContext http, Exchange exchange, World world) =>
        Do(http, exchange, world, (buttons, device) => buttons.Next(device));

    public static IResult Previous(HttpContext http, Exchange exchange, World world) =>
        Do(http, exchange, world, (buttons, device) => buttons.Previous(device));

    public static IResult Seek(HttpContext http, Exchange exchange, World world) =>
        Number(http, "position_ms", int.MaxValue) is { } ms
            ? Do(http, exchange, world, (buttons, device) => buttons.Seek(device, TimeSpan.FromMilliseconds(ms)))
            : Refusal.Json(400, "Invalid position_ms");

    public static IResult Volume(HttpContext http, Exchange exchange, World world) =>
        Number(http, "volume_percent", 100) is { } percent
            ? Do(http, exchange, world, (buttons, device) => buttons.Volume(device, percent))
            : Refusal.Json(400, "Invalid volume_percent");

    public static IResult Repeat(HttpContext http, Exchange exchange, World world) =>
        http.Request.Query["state"].ToString() switch
        {
            "off" => Do(http, exchange, world, (buttons, device) => buttons.Repeat(device, RepeatMode.Off)),
            "context" => Do(http, exchange, world, (buttons, device) => buttons.Repeat(device, RepeatMode.Context)),
            "track" => Do(http, exchange, world, (buttons, device) => buttons.Repeat(device, RepeatMode.Track)),
            _ => Refusal.Json(400, "Invalid state"),
        };

    public static IResult Shuffle(HttpContext http, Exchange exchange, World world) =>
        bool.TryParse(http.Request.Query["state"], out var on)
            ? Do(http, exchange, world, (buttons, device) => buttons.Shuffle(device, on))
            : Refusal.Json(400, "Invalid state");

    public static IResult AddToQueue(HttpContext http, Exchange exchange, World world)
    {
        var uri = http.Request.Query["uri"].ToString();
        return Do(
            http,
            exchange,
            world,
            (buttons, device) => Catalogue.Find(uri) is null ? Refusal.Json(400, $"Invalid track uri: {uri}") : buttons.Queue(device, uri)
        );
    }

    public static IResult Transfer(HttpContext http, Exchange exchange, World world)
    {
        if (ApiJson.Object(exchange.Body) is not { } sent)
            return Refusal.Json(400, "Error parsing JSON.");
        if (sent["device_ids"] is not JsonArray { Count: 1 } ids || ids[0]?.GetValueKind() != System.Text.Json.JsonValueKind.String)
            return Refusal.Json(400, "Exactly one device_id must be provided");
        var play = sent["play"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        return Do(http, exchange, world, (buttons, _) => buttons.Transfer(ids[0]!.GetValue<string>(), play));
    }

    private static IResult Do(HttpContext http, Exchange exchange, World world, Func<PlayerButtons, string?, Refusal?> press)
    {
        if (!exchange.Has("user-modify-playback-state"))
            return Refusal.Scope();
        lock (world.Gate)
        {
            if (!exchange.Person!.Premium)
                return PlayerRefusal.Premium;
            var device = http.Request.Query["device_id"].ToString();
            return (
                    IsDeaf(exchange, world)
                        ? null
                        : press(new PlayerButtons(world, exchange.Person, Start.Play), device.Length > 0 ? device : null)
                ) ?? Results.NoContent();
        }
    }

    private static bool IsDeaf(Exchange exchange, World world)
    {
        var habits = world.Conditions.Players;
        return exchange.Path != "/v1/me/player/queue"
            && habits.DeafPerson is var whose
            && (whose is null || whose == exchange.Person!.Id)
            && world.Dice.Hits(habits.DeafCommands, habits.Seed, exchange.Person!.Id, "deaf command");
    }

    private static int? Number(HttpContext http, string name, int most) =>
        int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;

    /// <summary>The body of play.</summary>
    private sealed record Asked(MusicContext? Context, int? Position, string? From, TimeSpan Progress)
    {
        public static Asked? Read(JsonObject sent, out Refusal? refusal)
        {
            refusal = null;
            try
            {
                var uris = (sent["uris"] as JsonArray)?.Select(uri => uri?.GetValue<string>() ?? "").ToArray();
                var contextUri = sent["context_uri"]?.GetValue<string>();
                var position = sent["offset"]?["position"]?.GetValue<int>();
                var progress = sent["position_ms"]?.GetValue<int>() ?? 0;
                refusal =
                    uris is { Length: > MostUris } ? Refusal.Html(413, "Request Entity Too Large")
                    : uris is not null && contextUri is not null ? Refusal.Json(400, "Can't have both context_uri and uris")
                    : uris is { Length: 0 } ? Refusal.Json(400, "Invalid uris")
                    : uris?.FirstOrDefault(uri => Catalogue.Find(uri) is null) is { } unknown
                        ? Refusal.Json(400, $"Invalid track uri: {unknown}")
                    : contextUri?.Split(':') is { } parts && parts is not ["spotify", "playlist" or "album" or "artist", _]
                        ? Refusal.Json(400, $"Invalid context uri: {contextUri}")
                    : position < 0 ? Refusal.Json(400, "Invalid offset")
                    : progress < 0 ? Refusal.Json(400, "Invalid position_ms")
                    : null;
                if (refusal is not null)
                    return null;
                var context = uris is null && contextUri is null ? null : new MusicContext(contextUri, uris);
                return new Asked(context, position, sent["offset"]?["uri"]?.GetValue<string>(), TimeSpan.FromMilliseconds(progress));
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
            {
                refusal = Refusal.Json(400, "Error parsing JSON.");
                return null;
            }
        }

        /// <summary>Where in the context to begin.</summary>
        public Refusal? Place(World world, out int? place)
        {
            place = Position;
            if (From is null || Context!.Items(world) is not { } items)
                return null;
            place = Array.IndexOf(items, From);
            return place < 0 ? Refusal.Json(404, "Can't find the track in the context") : null;
        }
    }
}
