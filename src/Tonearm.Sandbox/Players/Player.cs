using System.Text.Json.Serialization;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Players;

/// <summary>A person's devices, what they play, and all they have played. Used under the world's gate.</summary>
internal sealed class Player
{
    private const int Kept = 1000;

    /// <summary>So long after a change some caches still have what was before.</summary>
    private static readonly TimeSpan CachesDiffer = TimeSpan.FromSeconds(30);

    public required string PersonId { get; init; }

    public List<Device> Devices { get; init; } = [];

    public Playback Now { get; set; } = new();

    /// <summary>Journaled apart.</summary>
    [JsonIgnore]
    public List<PlayedSong> Played { get; } = [];

    /// <summary>What readers of the Web API see, which may be late.</summary>
    [JsonIgnore]
    public Lagging<Playback>? Seen { get; private set; }

    [JsonIgnore]
    public Device? Active => Devices.Find(device => device.Id == Now.DeviceId);

    /// <summary>As it is at this moment, with all that has happened by itself before.</summary>
    public static Player Of(World world, Person person, DateTimeOffset now)
    {
        if (!world.Players.TryGetValue(person.Id, out var player))
            world.Players[person.Id] = player = New(person.Id);
        player.CatchUp(world, now);
        return player;
    }

    public static Player New(string person) => new() { PersonId = person, Devices = Device.For(person) };

    /// <summary>As readers see it at this look.</summary>
    public Playback SeenAt(World world, DateTimeOffset now)
    {
        if (Seen is null)
            return Now;
        var habits = world.Conditions.Players;
        return world.Dice.Hits(habits.BackAndForth, habits.Seed, PersonId, "back and forth")
            ? Seen.Before(now, CachesDiffer)
            : Seen.At(now);
    }

    private void CatchUp(World world, DateTimeOffset now)
    {
        if (Due(world, now) is null)
            return;
        while (Due(world, now) is { } due)
            Change(world, due.Next, due.At);
        world.Save(this);
    }

    private (Playback Next, DateTimeOffset At)? Due(World world, DateTimeOffset now)
    {
        var byItself = Transport.Due(world, Now, now);
        return OwnerPress.Due(world, PersonId, Now, now) is { } press && !(byItself?.At <= press.At) ? press : byItself;
    }

    /// <summary>Goes over to another state at this moment; who calls it saves.</summary>
    /// <param name="commanded">A program said so.</param>
    public void Change(World world, Playback next, DateTimeOffset at, bool commanded = false)
    {
        next = next with
        {
            Since = at,
            SilentSince =
                next.IsPlaying ? null
                : Now.IsPlaying ? at
                : Now.SilentSince,
        };
        var heard = Now.IsPlaying ? (at - Now.Since).TotalMilliseconds : 0;
        if (Played is [.., { EndedAt: null } last])
            Note(world, last with { HeardMs = last.HeardMs + heard, EndedAt = EndOf(next, at) });
        if (next.Song is { } song && song.Number != Now.Song?.Number)
            Note(
                world,
                new PlayedSong(
                    PersonId,
                    song.Number,
                    song.Uri,
                    song.ShownUri,
                    song.Name,
                    song.By,
                    song.DurationMs,
                    song.How,
                    next.DeviceId ?? "",
                    at,
                    Gap(at)
                )
            );

        Seen ??= Lagging<Playback>.Of(Now);
        Seen.Write(next, at + Lateness(world, commanded));
        Now = next;
    }

    private TimeSpan Lateness(World world, bool commanded)
    {
        var habits = world.Conditions.Players;
        var isLate =
            commanded
            && habits.CommandStaleSeconds > habits.StaleSeconds
            && world.Dice.Hits(habits.CommandStaleShare, habits.Seed, PersonId, "late");
        return TimeSpan.FromSeconds(isLate ? habits.CommandStaleSeconds : habits.StaleSeconds);
    }

    /// <summary>Adds a line, or replaces the one of the same number.</summary>
    public void Note(PlayedSong song)
    {
        if (Played is [.., var last] && last.Number == song.Number)
            Played[^1] = song;
        else
            Played.Add(song);
        if (Played.Count > Kept)
            Played.RemoveAt(0);
    }

    private void Note(World world, PlayedSong song)
    {
        Note(song);
        world.Save(song);
    }

    /// <summary>A song is over when another one is on, or when it has stopped after its end.</summary>
    private DateTimeOffset? EndOf(Playback next, DateTimeOffset at) =>
        next.Song?.Number != Now.Song?.Number || (Now.IsPlaying && Now.EndsAt <= at) ? Now.SilentSince ?? at : null;

    private double? Gap(DateTimeOffset at) =>
        Played.Count == 0 ? null
        : Now.SilentSince is { } silence ? (at - silence).TotalMilliseconds
        : 0;
}
