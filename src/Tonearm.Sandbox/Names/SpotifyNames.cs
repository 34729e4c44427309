namespace Tonearm.Sandbox.Names;

/// <summary>Spotify's own host names, and what of the Sandbox answers under each of them.</summary>
internal static class SpotifyNames
{
    public const string Accounts = "accounts.spotify.com";
    public const string Api = "api.spotify.com";
    public const string Albums = "i.scdn.co";
    public const string Mosaics = "mosaic.scdn.co";

    /// <summary>Where covers that people have uploaded are; which of the two changes from time to time.</summary>
    public const string Covers = "image-cdn-ak.spotifycdn.com";
    public const string OtherCovers = "image-cdn-fa.spotifycdn.com";

    private const string ApiOrigin = $"https://{Api}";

    public static readonly string[] All = [Accounts, Api, Albums, Mosaics, Covers, OtherCovers];

    public static bool Is(HostString host) => All.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a client that used this scheme, host and port asked for Spotify by its name.</summary>
    public static bool IsApi(string origin) => origin == ApiOrigin;

    /// <summary>Whether Spotify has this path under this name.</summary>
    public static bool Has(HttpRequest request) =>
        request.Host.Host.ToLowerInvariant() switch
        {
            Accounts => request.Path == "/authorize" || request.Path == "/api/token" || request.Path == "/sandbox.css",
            Api => request.Path.StartsWithSegments("/v1"),
            Mosaics => true,
            _ => request.Path.StartsWithSegments("/image"),
        };

    /// <summary>The page for people about something of the Web API.</summary>
    public static string Page(string address) =>
        address.StartsWith(ApiOrigin + "/", StringComparison.Ordinal) ? $"https://open.spotify.com{address[ApiOrigin.Length..]}" : address;
}
