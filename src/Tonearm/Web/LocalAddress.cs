namespace Tonearm.Web;

/// <summary>Where somebody may be sent by an address that came from outside: to a page of ours, never to another site.</summary>
internal static class LocalAddress
{
    private const int Longest = 2_000;

    /// <summary>A path of ours; a browser reads a backslash as a slash. What a header cannot carry as it is goes escaped.</summary>
    public static string? Of(string? address) =>
        address is ['/', ..] && address.Length <= Longest && !(address is [_, '/' or '\\', ..]) && !address.Any(char.IsControl)
            ? string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : null;

    /// <summary>The page that a request came from, or the one it asks for.</summary>
    public static string? PageOf(HttpRequest request) =>
        ClientKind.IsNavigation(request) ? Of(request.Path + request.QueryString)
        : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from)
        && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? Of(from.PathAndQuery)
        : null;
}
