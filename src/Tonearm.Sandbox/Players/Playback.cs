using System.Text.Json.Serialization;

namespace Tonearm.Sandbox.Players;

/// <summary>What a player does, from one change to the next; where it is within a song follows from the clock.</summary>
internal sealed record Playback
{
    /// <summary>The active device; without one nothing plays, though what was on is remembered.</summary>
    public string? DeviceId { get; init; }

    public Song? Song { get; init; }

    public bool IsPlaying { get; init; }

    /// <summary>How far the song was at <see cref="Since"/>.</summary>
    public TimeSpan Progress { get; init; }

    public DateTimeOffset Since { get; init; }

    public MusicContext? Context { get; init; }

    /// <summary>Which place of the context's order was played last.</summary>
    public int Position { get; init; }

    /// <summary>What was added to be played before the context goes on; nobody can take anything out again.</summary>
    public string[] Queue { get; init; } = [];

    public RepeatMode Repeat { get; init; }

    public bool Shuffle { get; init; }

    /// <summary>When the last sound was heard; null while there is sound.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The number of the song in which the owner last pressed something without being asked.</summary>
    public long PressedIn { get; init; }

    /// <summary>When somebody last did something with it.</summary>
    public DateTimeOffset CommandedAt { get; init; }

    public TimeSpan ProgressAt(DateTimeOffset now) =>
        Song is null ? TimeSpan.Zero
        : !IsPlaying ? Progress
        : Min(Progress + (now - Since), Song.Length);

    /// <summary>When the song is over, if it goes on as it does.</summary>
    [JsonIgnore]
    public DateTimeOffset EndsAt => IsPlaying && Song is { } song ? Since + (song.Length - Progress) : DateTimeOffset.MaxValue;

    /// <summary>The same, seen from a later moment.</summary>
    public Playback At(DateTimeOffset now) => this with { Progress = ProgressAt(now), Since = now };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>A song on the player.</summary>
/// <param name="Number">Counts what this player has played.</param>
/// <param name="Uri">What was asked for.</param>
/// <param name="ShownUri">What the Web API says is playing: the same recording, at times from another release.</param>
internal sealed record Song(long Number, string Uri, string ShownUri, string Name, string By, int DurationMs, Start How)
{
    [JsonIgnore]
    public TimeSpan Length => TimeSpan.FromMilliseconds(DurationMs);
}

/// <summary>Why a song began.</summary>
internal enum Start
{
    /// <summary>A program said so through the Web API: play, next or previous.</summary>
    Play,

    /// <summary>A person said so on the device itself.</summary>
    Host,

    /// <summary>It was next in the queue.</summary>
    Queue,

    /// <summary>It was next in the context.</summary>
    Context,

    /// <summary>Nothing else was left, so it was recommended.</summary>
    Autoplay,

    /// <summary>The same once more.</summary>
    Repeat,
}

internal enum RepeatMode
{
    Off,
    Context,
    Track,
}
