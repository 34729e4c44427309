namespace Tonearm.Sandbox.Accounts;

/// <summary>
/// Spotify's rules for redirect addresses: https, or http on a loopback IP literal; never localhost; an exact match but for a loopback
/// port.
/// </summary>
internal static class RedirectRules
{
    public static bool IsAllowed(string? address, IReadOnlyCollection<string> registered) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && IsSafe(uri)
        && (registered.Count == 0 || registered.Any(one => Matches(one, address!, uri)));

    private static bool IsSafe(Uri uri) =>
        uri.Fragment.Length == 0
        && uri.Scheme switch
        {
            "https" => uri.Host != "localhost",
            "http" => IsLoopback(uri),
            // An app's own scheme.
            _ => !uri.IsFile && uri.OriginalString.StartsWith($"{uri.Scheme}://", StringComparison.OrdinalIgnoreCase),
        };

    private static bool Matches(string registered, string address, Uri uri)
    {
        if (registered == address)
            return true;
        return Uri.TryCreate(registered, UriKind.Absolute, out var known)
            && IsLoopback(known)
            && IsLoopback(uri)
            && known.IsDefaultPort
            && known.Scheme == uri.Scheme
            && known.Host == uri.Host
            && known.PathAndQuery == uri.PathAndQuery;
    }

    private static bool IsLoopback(Uri uri) => uri.Host is "127.0.0.1" or "[::1]";
}
