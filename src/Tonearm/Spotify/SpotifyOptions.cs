namespace Tonearm.Spotify;

/// <summary>The configuration section <c>Spotify</c>: which app we are, and where Spotify is.</summary>
internal sealed class SpotifyOptions
{
    public string ClientId { get; set; } = "";

    /// <summary>Optional: without it the code flow is protected by PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    public Uri AccountsUrl { get; set; } = new("https://accounts.spotify.com/");

    /// <summary>Without the version, which every path here names itself.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.spotify.com/");

    /// <summary>
    /// Hosts whose pictures may be fetched and shown; <c>*.</c> stands for any subdomain. A host with a port is one on plain http, which only
    /// the Sandbox is.
    /// </summary>
    public string[] ImageHosts { get; set; } = [];

    private static readonly string[] SpotifysOwn = ["*.scdn.co", "*.spotifycdn.com"];

    public bool IsImageHost(Uri address) => (ImageHosts is { Length: > 0 } ? ImageHosts : SpotifysOwn).Any(host => host switch
    {
        _ when host.StartsWith("*.", StringComparison.Ordinal) => address is { Scheme: "https", IsDefaultPort: true } && address.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase),
        _ when host.Contains(':', StringComparison.Ordinal) => address is { Scheme: "http" } && string.Equals(address.Authority, host, StringComparison.OrdinalIgnoreCase),
        _ => address is { Scheme: "https", IsDefaultPort: true } && string.Equals(address.Host, host, StringComparison.OrdinalIgnoreCase),
    });
}
