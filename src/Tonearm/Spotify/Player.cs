using System.Text.Json;

namespace Tonearm.Spotify;

/// <summary>
/// The player of an account's owner, wherever it plays (FACTS 2.11). Every 2xx to a command is success, and says only that it was heard: what
/// became of it shows in the state, which may be seconds old.
/// </summary>
internal sealed class Player(SpotifyApi api)
{
    /// <summary>What plays, and where; <see cref="PlayerState.Nothing"/> when no device is active.</summary>
    public Task<Answer<PlayerState>> State(Guid account, CancellationToken cancellation) =>
        api.Get(account, Family.PlayerRead, "v1/me/player?additional_types=track,episode", SpotifyJson.Default.PlayerState, PlayerState.Nothing, cancellation);

    public Task<Answer<DeviceList>> Devices(Guid account, CancellationToken cancellation) =>
        api.Get(account, Family.Devices, "v1/me/player/devices", SpotifyJson.Default.DeviceList, cancellation);

    /// <summary>What would follow by itself: first what was queued, then what the context or Spotify brings. Nothing tells which is which.</summary>
    public Task<Answer<PlayerQueue>> Queue(Guid account, CancellationToken cancellation) =>
        api.Get(account, Family.QueueRead, "v1/me/player/queue", SpotifyJson.Default.PlayerQueue, PlayerQueue.Empty, cancellation);

    /// <summary>Plays exactly this, in place of whatever plays. What waits in the queue stays there.</summary>
    public Task<Answer<Done>> Play(Guid account, string? device, string uri, TimeSpan from, CancellationToken cancellation) =>
        api.Put(account, Family.PlayerWrite, "v1/me/player/play" + On(device),
            JsonSerializer.SerializeToUtf8Bytes(new PlayCommand([uri], (int)from.TotalMilliseconds), SpotifyJson.Default.PlayCommand), "application/json", cancellation);

    public Task<Answer<Done>> Resume(Guid account, string? device, CancellationToken cancellation) =>
        api.Put(account, Family.PlayerWrite, "v1/me/player/play" + On(device), cancellation);

    public Task<Answer<Done>> Pause(Guid account, CancellationToken cancellation) => api.Put(account, Family.PlayerWrite, "v1/me/player/pause", cancellation);

    /// <summary>Skips to what is next. Never repeated.</summary>
    public Task<Answer<Done>> Next(Guid account, CancellationToken cancellation) => api.Post(account, Family.PlayerWrite, "v1/me/player/next", cancellation);

    /// <summary>Plays it after the song that plays now. Nobody can take it out again, and saying it twice plays it twice: never repeated.</summary>
    public Task<Answer<Done>> Enqueue(Guid account, string uri, CancellationToken cancellation) =>
        api.Post(account, Family.QueueWrite, $"v1/me/player/queue?uri={Uri.EscapeDataString(uri)}", cancellation);

    public Task<Answer<Done>> Transfer(Guid account, string device, bool play, CancellationToken cancellation) =>
        api.Put(account, Family.PlayerWrite, "v1/me/player",
            JsonSerializer.SerializeToUtf8Bytes(new TransferCommand([device], play), SpotifyJson.Default.TransferCommand), "application/json", cancellation);

    public Task<Answer<Done>> ShuffleOff(Guid account, CancellationToken cancellation) =>
        api.Put(account, Family.PlayerWrite, "v1/me/player/shuffle?state=false", cancellation);

    public Task<Answer<Done>> RepeatOff(Guid account, CancellationToken cancellation) =>
        api.Put(account, Family.PlayerWrite, "v1/me/player/repeat?state=off", cancellation);

    private static string On(string? device) => device is null ? "" : $"?device_id={Uri.EscapeDataString(device)}";
}

/// <param name="CurrentlyPlayingType"><c>track</c>, <c>episode</c>, <c>ad</c> or <c>unknown</c>.</param>
/// <param name="Item">Null at times, also while something plays.</param>
internal sealed record PlayerState(
    SpotifyDevice? Device, string? RepeatState, bool ShuffleState, SpotifyContext? Context, int? ProgressMs, bool IsPlaying, SpotifyTrack? Item,
    string? CurrentlyPlayingType)
{
    public static readonly PlayerState Nothing = new(null, null, false, null, null, false, null, null);

    public bool IsNothing => ReferenceEquals(this, Nothing);
}

/// <param name="Id">Null for a device that takes no commands.</param>
/// <param name="Type">As <c>computer</c>, <c>smartphone</c> or <c>speaker</c>.</param>
internal sealed record SpotifyDevice(string? Id, string? Name, string? Type, bool IsActive, bool IsRestricted);

internal sealed record DeviceList(SpotifyDevice?[] Devices);

/// <summary>What the song was started from: a playlist, an album, an artist.</summary>
internal sealed record SpotifyContext(string? Uri);

internal sealed record PlayerQueue(SpotifyTrack?[] Queue)
{
    public static readonly PlayerQueue Empty = new([]);
}

internal sealed record PlayCommand(string[] Uris, int PositionMs);

internal sealed record TransferCommand(string[] DeviceIds, bool Play);
