using Microsoft.Extensions.Options;

namespace Tonearm.Web;

/// <summary>The address under which people reach us: <c>Web:PublicUrl</c>, or whatever they typed to get here.</summary>
internal sealed class PublicAddress(IOptions<WebOptions> options)
{
    private readonly Uri? configured = options.Value.PublicUrl;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Of(HttpRequest request) => configured?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    public string Of(HttpRequest request, string path) => Of(request) + path;

    /// <summary>
    /// Where Spotify can send people back to: it takes https, or 127.0.0.1 by its number. Where the public address is neither, as in a home
    /// network without https, people sign in on this machine itself.
    /// </summary>
    /// <returns>Null when this request came to an address that Spotify does not take.</returns>
    public string? ForSpotify(HttpRequest request) =>
        configured is { } known && IsForSpotify(known) ? Of(request)
        : Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var asked) && IsForSpotify(asked)
            ? asked.GetLeftPart(UriPartial.Authority)
        : null;

    /// <summary>Whether a browser's <c>Origin</c> is one of ours: the public address, or the very address this request came to.</summary>
    public bool IsOurs(string origin, HttpRequest request) =>
        origin.Equals(Of(request), StringComparison.OrdinalIgnoreCase)
        || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether Spotify takes an address of this form to send people back to.</summary>
    public static bool IsForSpotify(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Host is "127.0.0.1" or "[::1]";
}
