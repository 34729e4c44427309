using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>A player without staleness, and with what no program is told: which songs were queued, and what was really asked for.</summary>
internal sealed record TruePlayer(
    DateTimeOffset Now,
    bool Premium,
    string? DeviceId,
    bool IsPlaying,
    PlayedLine? Song,
    double ProgressMs,
    DateTimeOffset? EndsAt,
    string? ContextUri,
    string[] Queue,
    string[] Upcoming,
    bool Shuffle,
    RepeatMode Repeat,
    TrueDevice[] Devices
)
{
    private const int ShownAhead = 20;

    public static TruePlayer Of(World world, Person person)
    {
        var now = world.Now;
        var player = Player.Of(world, person, now);
        var state = player.Now;
        var song = player.Played is [.., var last] && last.Number == state.Song?.Number ? PlayedLine.Of(player, last, now) : null;
        return new TruePlayer(
            now,
            person.Premium,
            state.DeviceId,
            state.IsPlaying,
            song,
            state.ProgressAt(now).TotalMilliseconds,
            state.IsPlaying ? Transport.ChangesAt(world, state) : null,
            state.Context?.Uri,
            state.Queue,
            [.. Transport.Upcoming(world, state, ShownAhead)],
            state.Shuffle,
            state.Repeat,
            [
                .. player.Devices.Select(device => new TrueDevice(
                    device.Id,
                    device.Name,
                    device.Type,
                    device == player.Active,
                    device.Awake,
                    device.Restricted,
                    device.Volume
                )),
            ]
        );
    }
}

internal sealed record TrueDevice(string Id, string Name, string Type, bool Active, bool Awake, bool Restricted, int Volume);

/// <summary>A song that was played, as it stands now.</summary>
internal sealed record PlayedLine(
    long Number,
    string Uri,
    string ShownUri,
    string Name,
    string By,
    int DurationMs,
    Start How,
    string DeviceId,
    DateTimeOffset StartedAt,
    double? GapMs,
    DateTimeOffset? EndedAt,
    double HeardMs
)
{
    public static PlayedLine Of(Player player, PlayedSong song, DateTimeOffset now)
    {
        var running = song.EndedAt is null && player.Now.IsPlaying ? (now - player.Now.Since).TotalMilliseconds : 0;
        return new PlayedLine(
            song.Number,
            song.Uri,
            song.ShownUri,
            song.Name,
            song.By,
            song.DurationMs,
            song.How,
            song.DeviceId,
            song.StartedAt,
            song.GapMs,
            song.EndedAt,
            song.HeardMs + running
        );
    }
}
