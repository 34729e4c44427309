using Microsoft.Extensions.Options;

namespace Tonearm.Web;

/// <summary>The address under which people reach us: <c>Web:PublicUrl</c>, or whatever they typed to get here.</summary>
internal sealed class PublicAddress(IOptions<WebOptions> options)
{
    private readonly Uri? configured = options.Value.PublicUrl;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Of(HttpRequest request) => configured?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    public string Of(HttpRequest request, string path) => Of(request) + path;

    /// <summary>Whether a browser's <c>Origin</c> is one of ours: the public address, or the very address this request came to.</summary>
    public bool IsOurs(string origin, HttpRequest request) =>
        origin.Equals(Of(request), StringComparison.OrdinalIgnoreCase)
        || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
