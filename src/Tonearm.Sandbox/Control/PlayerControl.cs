using System.Text.Json.Serialization;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>
/// Players as they truly are, and their buttons as a person presses them on the device: neither Premium nor a scope is asked for.
/// </summary>
internal static class PlayerControl
{
    public static IResult Get(string id, World world)
    {
        lock (world.Gate)
            return world.People.TryGetValue(id, out var person) ? ControlJson.Ok(TruePlayer.Of(world, person)) : Results.NotFound();
    }

    public static IResult Played(string id, long? after, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            var player = Player.Of(world, person, world.Now);
            return ControlJson.Ok(
                player.Played.Where(song => song.Number > (after ?? 0)).Select(song => PlayedLine.Of(player, song, world.Now)).ToArray()
            );
        }
    }

    public static IResult Press(string id, Pressed pressed, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            return Do(new PlayerButtons(world, person, Start.Host), pressed) ?? ControlJson.Ok(TruePlayer.Of(world, person));
        }
    }

    /// <summary>Null when it was done.</summary>
    public static IResult? Do(PlayerButtons buttons, Pressed pressed)
    {
        var position = TimeSpan.FromMilliseconds(pressed.PositionMs ?? 0);
        switch (pressed.Button)
        {
            case Button.Resume:
                return buttons.Resume(pressed.DeviceId);
            case Button.Pause:
                return buttons.Pause(pressed.DeviceId);
            case Button.Next:
                return buttons.Next(pressed.DeviceId);
            case Button.Previous:
                return buttons.Previous(pressed.DeviceId);
            case Button.Seek:
                return buttons.Seek(pressed.DeviceId, position);
            case Button.Shuffle:
                return buttons.Shuffle(pressed.DeviceId, pressed.On ?? true);
            case Button.Repeat:
                return buttons.Repeat(pressed.DeviceId, pressed.Mode ?? RepeatMode.Off);
            case Button.Volume:
                return buttons.Volume(pressed.DeviceId, Math.Clamp(pressed.Percent ?? 50, 0, 100));
            case Button.Transfer when pressed.DeviceId is { } device:
                return buttons.Transfer(device, pressed.On ?? true);
            case Button.Queue when Catalogue.Find(pressed.Uri) is { } piece:
                return buttons.Queue(pressed.DeviceId, piece.Uri);
            case Button.Play when pressed.ContextUri is { } context:
                return buttons.Play(pressed.DeviceId, new MusicContext(context, null), pressed.Place, position);
            case Button.Play when Catalogue.Find(pressed.Uri) is { } piece:
                return buttons.Play(pressed.DeviceId, new MusicContext(null, [piece.Uri]), null, position);
            default:
                return ControlJson.Wrong($"{pressed.Button} wants more than that, or other things.");
        }
    }

    public static IResult AddDevice(string id, NewDevice asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            var player = Player.Of(world, person, world.Now);
            player.Devices.Add(
                new Device
                {
                    Id = Device.NewId(),
                    Name = asked.Name,
                    Type = asked.Type,
                    Awake = asked.Awake,
                    Restricted = asked.Restricted,
                }
            );
            world.Save(player);
            return ControlJson.Ok(TruePlayer.Of(world, person));
        }
    }

    public static IResult ChangeDevice(string id, string deviceId, DeviceChange asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            var buttons = new PlayerButtons(world, person, Start.Host);
            if (buttons.Player.Devices.Find(one => one.Id == deviceId) is not { } device)
                return Results.NotFound();
            device.Name = asked.Name ?? device.Name;
            device.Restricted = asked.Restricted ?? device.Restricted;
            device.Volume = Math.Clamp(asked.Volume ?? device.Volume, 0, 100);
            buttons.Wake(device, asked.Awake ?? device.Awake);
            return ControlJson.Ok(TruePlayer.Of(world, person));
        }
    }

    /// <summary>Gone for good: when it comes back it has another id.</summary>
    public static IResult RemoveDevice(string id, string deviceId, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            var buttons = new PlayerButtons(world, person, Start.Host);
            if (buttons.Player.Devices.Find(one => one.Id == deviceId) is not { } device)
                return Results.NotFound();
            buttons.Wake(device, awake: false);
            buttons.Player.Devices.Remove(device);
            world.Save(buttons.Player);
            return ControlJson.Ok(TruePlayer.Of(world, person));
        }
    }

    /// <param name="Place">Where in the context to begin, from 0.</param>
    /// <param name="On">Of shuffle; of transfer, whether it plays afterwards.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Pressed(
        Button Button,
        string? DeviceId = null,
        string? Uri = null,
        string? ContextUri = null,
        int? Place = null,
        int? PositionMs = null,
        bool? On = null,
        RepeatMode? Mode = null,
        int? Percent = null
    );

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record NewDevice(string Name, string Type = "Speaker", bool Awake = true, bool Restricted = false);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record DeviceChange(bool? Awake = null, bool? Restricted = null, string? Name = null, int? Volume = null);
}

internal enum Button
{
    Resume,
    Pause,
    Next,
    Previous,
    Seek,
    Shuffle,
    Repeat,
    Volume,
    Transfer,
    Queue,
    Play,
}
