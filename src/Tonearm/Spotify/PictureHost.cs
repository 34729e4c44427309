using System.Text.RegularExpressions;

namespace Tonearm.Spotify;

/// <summary>
/// A host whose pictures may be fetched by us and shown by a browser, so that both follow one list. <c>*.</c> stands for any subdomain. A
/// host with a port is one on plain http, which only the Sandbox is.
/// </summary>
/// <param name="Name">As in an address, with the port if it has one.</param>
internal readonly partial record struct PictureHost(string Name)
{
    private bool IsPlain => Name.Contains(':', StringComparison.Ordinal);

    /// <summary>The source of pictures that a browser is told.</summary>
    public string Origin => $"{(IsPlain ? "http" : "https")}://{Name}";

    /// <returns>Null for what is no name of a host.</returns>
    public static PictureHost? Parse(string written)
    {
        var name = written.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? written["https://".Length..] : written;
        return Form().IsMatch(name) ? new(name.ToLowerInvariant()) : null;
    }

    public bool Has(Uri address) =>
        IsPlain
            ? address.Scheme == "http" && address.Authority.Equals(Name, StringComparison.OrdinalIgnoreCase)
            : address is { Scheme: "https", IsDefaultPort: true }
                && (
                    Name.StartsWith("*.", StringComparison.Ordinal)
                        ? address.Host.EndsWith(Name[1..], StringComparison.OrdinalIgnoreCase)
                        : address.Host.Equals(Name, StringComparison.OrdinalIgnoreCase)
                );

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
