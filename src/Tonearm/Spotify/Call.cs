using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>What the handlers need to know of a request beyond HTTP.</summary>
internal static class Call
{
    /// <summary>Whose token to put on, and what for.</summary>
    public static readonly HttpRequestOptionsKey<Caller> Caller = new("tonearm.caller");

    /// <summary>A token at hand, in place of the caller's: for the one call that finds out whose it is.</summary>
    public static readonly HttpRequestOptionsKey<string> Token = new("tonearm.token");
    public static readonly HttpRequestOptionsKey<Family> Family = new("tonearm.family");

    /// <summary>Set when repeating could do the thing twice; only then is a request that may have been heard never repeated.</summary>
    public static readonly HttpRequestOptionsKey<bool> Once = new("tonearm.once");

    /// <summary>Set by the token handler after it has renewed a token that Spotify refused: worth one more attempt.</summary>
    public static readonly HttpRequestOptionsKey<bool> Renewed = new("tonearm.renewed");

    /// <summary>Set by the retry handler when an attempt met a 429.</summary>
    public static readonly HttpRequestOptionsKey<bool> Throttled = new("tonearm.throttled");

    /// <summary>Set where a handler answers in Spotify's place: why no request was sent.</summary>
    public static readonly HttpRequestOptionsKey<AnswerKind> Instead = new("tonearm.instead");

    /// <summary>With <see cref="Instead"/>: what went wrong on the way to a token.</summary>
    public static readonly HttpRequestOptionsKey<NetworkFault?> Fault = new("tonearm.fault");

    /// <summary>With <see cref="Instead"/> or a long 429: when to ask again.</summary>
    public static readonly HttpRequestOptionsKey<DateTimeOffset> Until = new("tonearm.until");

    /// <summary>With <see cref="AnswerKind.Limited"/>: who says so.</summary>
    public static readonly HttpRequestOptionsKey<LimitedBy> LimitedBy = new("tonearm.limited-by");

    public static bool Is(this HttpRequestMessage request, HttpRequestOptionsKey<bool> key) =>
        request.Options.TryGetValue(key, out var value) && value;
}
