using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Players;

/// <summary>
/// The buttons of a player, pressed by a program through the Web API or by a person on the device; each says why it could not be done, or
/// null. Used under the world's gate.
/// </summary>
internal sealed class PlayerButtons(World world, Person person, Start by)
{
    private readonly DateTimeOffset at = world.Now;

    public Player Player => field ??= Player.Of(world, person, at);

    private Playback Now => Player.Now.At(at);

    /// <summary>Starts something else; what waits in the queue stays there.</summary>
    /// <param name="place">Where in the context to begin, counted in its natural order; null for its beginning.</param>
    public Refusal? Play(string? deviceId, MusicContext context, int? place, TimeSpan progress)
    {
        if (Target(deviceId, out var device) is { } refused)
            return refused;
        if (context.Items(world) is not { } items)
            return Refusal.NotFound();
        if (place >= items.Length)
            return Refusal.Json(400, "Invalid offset");
        if (Now.Shuffle && items.Length > 0)
            context = context.Shuffled(place ?? Random.Shared.Next(items.Length));
        var order = context.Order(items.Length);
        if (Transport.NextPlayable(items, order, Now.Shuffle ? 0 : place ?? 0) is not { } position)
            return PlayerRefusal.Restricted;

        var started = Now with { DeviceId = device!.Id, Context = context, Position = position };
        var uri = items[order[position]]!;
        return Do(
            progress < Catalogue.Find(uri)!.Length ? Transport.Begin(world, started, uri, by, progress) : Transport.Next(world, started, by)
        );
    }

    public Refusal? Resume(string? deviceId)
    {
        if (Target(deviceId, out var device) is { } refused)
            return refused;
        if (Now.IsPlaying && Now.DeviceId == device!.Id)
            return PlayerRefusal.Restricted;
        return Now.Song is null ? PlayerRefusal.Restricted : Do(Now with { DeviceId = device!.Id, IsPlaying = true });
    }

    public Refusal? Pause(string? deviceId) =>
        OnActive(deviceId) ?? (Now.IsPlaying ? Do(Now with { IsPlaying = false }) : PlayerRefusal.Restricted);

    public Refusal? Next(string? deviceId) => WithSong(deviceId) ?? Do(Transport.Next(world, Now, by));

    public Refusal? Previous(string? deviceId) => WithSong(deviceId) ?? Do(Transport.Previous(world, Now, by));

    public Refusal? Seek(string? deviceId, TimeSpan to) =>
        WithSong(deviceId) ?? Do(to < Now.Song!.Length ? Now with { Progress = to } : Transport.Next(world, Now, by));

    public Refusal? Repeat(string? deviceId, RepeatMode mode) => OnActive(deviceId) ?? Do(Now with { Repeat = mode });

    public Refusal? Shuffle(string? deviceId, bool on)
    {
        if (OnActive(deviceId) is { } refused)
            return refused;
        if (Now.Shuffle == on || Now.Context is not { } context || context.Items(world) is not { Length: > 0 } items)
            return Do(Now with { Shuffle = on });
        var place = context.Order(items.Length)[Math.Min(Now.Position, items.Length - 1)];
        return Do(
            on
                ? Now with
                {
                    Shuffle = true,
                    Context = context.Shuffled(place),
                    Position = 0,
                }
                : Now with
                {
                    Shuffle = false,
                    Context = context.InOrder(),
                    Position = place,
                }
        );
    }

    public Refusal? Queue(string? deviceId, string uri)
    {
        if (OnActive(deviceId) is { } refused)
            return refused;
        if (!Transport.IsPlayable(uri))
            return PlayerRefusal.Restricted;
        var habits = world.Conditions.Players;
        var isDeaf = by == Start.Play && world.Dice.Hits(habits.DeafQueue, habits.Seed, person.Id, "deaf");
        return Do(isDeaf ? Now : Now with { Queue = [.. Now.Queue, uri] });
    }

    public Refusal? Volume(string? deviceId, int percent)
    {
        if (Target(deviceId, out var device) is { } refused)
            return refused;
        if (!device!.SupportsVolume)
            return PlayerRefusal.NoVolume;
        device.Volume = percent;
        return Do(Now);
    }

    /// <param name="play">True: it plays afterwards. Otherwise it goes on as before.</param>
    public Refusal? Transfer(string deviceId, bool play)
    {
        if (Target(deviceId, out var device) is { } refused)
            return refused;
        return Do(Now with { DeviceId = device!.Id, IsPlaying = Now.Song is not null && (play || Now.IsPlaying) });
    }

    /// <summary>The device is closed, or opened again. One that is closed stops playing.</summary>
    public void Wake(Device device, bool awake)
    {
        if (awake && !device.Awake && world.Conditions.Players.NewDeviceIds)
            device.Id = Device.NewId();
        device.Awake = awake;
        if (!awake && Now.DeviceId == device.Id)
            Do(Now with { DeviceId = null, IsPlaying = false });
        else
            world.Save(Player);
    }

    private Refusal? Do(Playback next)
    {
        Player.Change(world, next with { CommandedAt = at }, at, commanded: by == Start.Play);
        world.Save(Player);
        return null;
    }

    private Refusal? WithSong(string? deviceId) => OnActive(deviceId) ?? (Now.Song is null ? PlayerRefusal.Restricted : null);

    /// <summary>For what only the device that has the music can do.</summary>
    private Refusal? OnActive(string? deviceId) =>
        Target(deviceId, out var device) ?? (device!.Id == Now.DeviceId ? null : PlayerRefusal.NoActiveDevice);

    private Refusal? Target(string? deviceId, out Device? device)
    {
        device = deviceId is null ? Player.Active : Player.Devices.Find(one => one.Id == deviceId && one.Awake);
        if (device is null && deviceId is null && by == Start.Host)
            device = Player.Devices.Find(one => one.Awake);
        if (device is null)
            return deviceId is null ? PlayerRefusal.NoActiveDevice : PlayerRefusal.DeviceNotFound;
        return device.Restricted && by != Start.Host ? PlayerRefusal.Restricted : null;
    }
}
