using System.Text.Json;

namespace Tonearm.Spotify;

/// <summary>
/// The player of an account's owner, wherever it plays (docs/spotify.md). Every 2xx to a command is success, and says only that it was
/// heard: what became of it shows in the state, which may be seconds old.
/// </summary>
internal sealed class Player(SpotifyApi api)
{
    /// <summary>What plays, and where; <see cref="PlayerState.Nothing"/> when no device is active.</summary>
    public Task<Answer<PlayerState>> State(Caller caller, CancellationToken cancellation) =>
        api.Get(
            caller,
            Family.PlayerRead,
            "v1/me/player?additional_types=track,episode",
            SpotifyJson.Default.PlayerState,
            PlayerState.Nothing,
            cancellation
        );

    public Task<Answer<DeviceList>> Devices(Caller caller, CancellationToken cancellation) =>
        api.Get(caller, Family.Devices, "v1/me/player/devices", SpotifyJson.Default.DeviceList, cancellation);

    /// <summary>
    /// What would follow by itself: first what was queued, then what the context or Spotify brings. Nothing tells which is which.
    /// </summary>
    public Task<Answer<PlayerQueue>> Queue(Caller caller, CancellationToken cancellation) =>
        api.Get(caller, Family.QueueRead, "v1/me/player/queue", SpotifyJson.Default.PlayerQueue, PlayerQueue.Empty, cancellation);

    /// <summary>Plays exactly this, in place of whatever plays. What waits in the queue stays there.</summary>
    public Task<Answer<Done>> Play(Caller caller, string? device, string uri, TimeSpan from, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.PlayerWrite,
            "v1/me/player/play" + On(device),
            JsonSerializer.SerializeToUtf8Bytes(new PlayCommand([uri], (int)from.TotalMilliseconds), SpotifyJson.Default.PlayCommand),
            "application/json",
            cancellation
        );

    public Task<Answer<Done>> Pause(Caller caller, string? device, CancellationToken cancellation) =>
        api.Put(caller, Family.PlayerWrite, "v1/me/player/pause" + On(device), cancellation);

    /// <summary>Goes on in the same song from there.</summary>
    public Task<Answer<Done>> Seek(Caller caller, string? device, TimeSpan to, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.PlayerWrite,
            FormattableString.Invariant($"v1/me/player/seek?position_ms={(int)to.TotalMilliseconds}") + On(device, '&'),
            cancellation
        );

    /// <summary>Skips to what is next. Never repeated.</summary>
    public Task<Answer<Done>> Next(Caller caller, string? device, CancellationToken cancellation) =>
        api.Post(caller, Family.PlayerWrite, "v1/me/player/next" + On(device), cancellation);

    /// <summary>
    /// Plays it after the song that plays now. Nobody can take it out again, and saying it twice plays it twice: never repeated.
    /// </summary>
    public Task<Answer<Done>> Enqueue(Caller caller, string? device, string uri, CancellationToken cancellation) =>
        api.Post(caller, Family.QueueWrite, $"v1/me/player/queue?uri={Uri.EscapeDataString(uri)}" + On(device, '&'), cancellation);

    public Task<Answer<Done>> Transfer(Caller caller, string device, bool play, CancellationToken cancellation) =>
        api.Put(
            caller,
            Family.PlayerWrite,
            "v1/me/player",
            JsonSerializer.SerializeToUtf8Bytes(new TransferCommand([device], play), SpotifyJson.Default.TransferCommand),
            "application/json",
            cancellation
        );

    public Task<Answer<Done>> ShuffleOff(Caller caller, string? device, CancellationToken cancellation) =>
        api.Put(caller, Family.PlayerWrite, "v1/me/player/shuffle?state=false" + On(device, '&'), cancellation);

    public Task<Answer<Done>> RepeatOff(Caller caller, string? device, CancellationToken cancellation) =>
        api.Put(caller, Family.PlayerWrite, "v1/me/player/repeat?state=off" + On(device, '&'), cancellation);

    private static string On(string? device, char first = '?') => device is null ? "" : $"{first}device_id={Uri.EscapeDataString(device)}";
}

/// <param name="CurrentlyPlayingType"><c>track</c>, <c>episode</c>, <c>ad</c> or <c>unknown</c>.</param>
/// <param name="Item">Null at times, also while something plays.</param>
internal sealed record PlayerState(
    SpotifyDevice? Device,
    string? RepeatState,
    bool? ShuffleState,
    SpotifyContext? Context,
    int? ProgressMs,
    bool? IsPlaying,
    SpotifyTrack? Item,
    string? CurrentlyPlayingType
)
{
    public static readonly PlayerState Nothing = new(null, null, false, null, null, false, null, null);

    public bool IsNothing => ReferenceEquals(this, Nothing);
}

/// <param name="Id">Null for a device that takes no commands.</param>
/// <param name="Type">As <c>computer</c>, <c>smartphone</c> or <c>speaker</c>.</param>
internal sealed record SpotifyDevice(string? Id, string? Name, string? Type, bool? IsActive, bool? IsRestricted);

internal sealed record DeviceList(Entries<SpotifyDevice>? Devices);

/// <summary>What the song was started from: a playlist, an album, an artist.</summary>
internal sealed record SpotifyContext(string? Uri);

internal sealed record PlayerQueue(Entries<SpotifyTrack>? Queue)
{
    public static readonly PlayerQueue Empty = new(Entries<SpotifyTrack>.None);

    /// <summary>What waits, in its order; null for what cannot be read.</summary>
    public SpotifyTrack?[] Places => [.. (Queue ?? Entries<SpotifyTrack>.None).Places];
}

internal sealed record PlayCommand(string[] Uris, int PositionMs);

internal sealed record TransferCommand(string[] DeviceIds, bool Play);
