namespace Tonearm.Spotify;

/// <summary>
/// Endpoint families that Spotify appears to count apart (FACTS section 3: about 600 calls a day each, seen in the field).
/// </summary>
internal static class Family
{
    public const string Profile = "profile";
    public const string PlaylistList = "playlist-list";
    public const string Playlist = "playlist";
    public const string PlaylistWrite = "playlist-write";
    public const string CoverWrite = "cover-write";
    public const string PlaylistItems = "playlist-items";
    public const string PlayerRead = "player-read";
    public const string PlayerWrite = "player-write";
    public const string Devices = "devices";
    public const string QueueRead = "queue-read";
    public const string QueueWrite = "queue-write";
}

/// <summary>What the handlers need to know of a request beyond HTTP.</summary>
internal static class Call
{
    /// <summary>Whose token to put on.</summary>
    public static readonly HttpRequestOptionsKey<Guid> Account = new("tonearm.account");
    /// <summary>A token at hand, in place of <see cref="Account"/>: for the one call that finds out whose it is.</summary>
    public static readonly HttpRequestOptionsKey<string> Token = new("tonearm.token");
    public static readonly HttpRequestOptionsKey<string> Family = new("tonearm.family");

    /// <summary>Set when repeating could do the thing twice; only then is a request that may have been heard never repeated.</summary>
    public static readonly HttpRequestOptionsKey<bool> Once = new("tonearm.once");

    /// <summary>Set by the token handler after it has renewed a token that Spotify refused: worth one more attempt.</summary>
    public static readonly HttpRequestOptionsKey<bool> Renewed = new("tonearm.renewed");

    /// <summary>Set by the retry handler when an attempt met a 429.</summary>
    public static readonly HttpRequestOptionsKey<bool> Throttled = new("tonearm.throttled");

    /// <summary>Set where a handler answers in Spotify's place: why no request was sent.</summary>
    public static readonly HttpRequestOptionsKey<AnswerKind> Instead = new("tonearm.instead");

    /// <summary>With <see cref="Instead"/> or a long 429: when to ask again.</summary>
    public static readonly HttpRequestOptionsKey<DateTimeOffset> Until = new("tonearm.until");

    public static bool Is(this HttpRequestMessage request, HttpRequestOptionsKey<bool> key) => request.Options.TryGetValue(key, out var value) && value;
}
