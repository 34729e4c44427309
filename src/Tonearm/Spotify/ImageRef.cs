using System.Text.RegularExpressions;

namespace Tonearm.Spotify;

/// <summary>
/// Where a playlist's picture comes from: a mosaic or an album cover is Spotify's own choice, a custom one is the owner's.
/// </summary>
internal enum ImageKind
{
    None,
    Mosaic,
    Album,
    Custom,

    /// <summary>A form that nobody has described: whether the owner or Spotify chose the picture only its content can say.</summary>
    Other,

    /// <summary>Spotify did not say which picture the playlist has.</summary>
    Unknown,
}

/// <summary>
/// A picture as its URL names it. Hosts and size prefixes change and URLs expire within a day; the last 24 hex digits stay.
/// </summary>
internal readonly partial record struct ImageRef(ImageKind Kind, string Id)
{
    private const int IdLength = 24;

    public static readonly ImageRef None = new(ImageKind.None, "");
    public static readonly ImageRef Unknown = new(ImageKind.Unknown, "");

    /// <summary>A picture that may be one that somebody chose.</summary>
    public bool MayBeChosen => Kind is ImageKind.Custom or ImageKind.Other;

    /// <summary>Reads the picture a playlist shows; all of its URLs are sizes of the same one.</summary>
    public static ImageRef Parse(IEnumerable<string?>? urls) =>
        urls?.FirstOrDefault(url => !string.IsNullOrWhiteSpace(url)) is { } url ? Parse(url) : None;

    public static ImageRef Parse(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
            return None;

        var path = url.AsSpan(0, url.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : url.Length).TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..].ToString();
        if (MosaicName().IsMatch(name))
            return new(ImageKind.Mosaic, Tail(name));
        if (AlbumName().IsMatch(name))
            return new(ImageKind.Album, Tail(name));

        return new(CustomName().IsMatch(name) ? ImageKind.Custom : ImageKind.Other, ImageName().IsMatch(name) ? Tail(name) : name);
    }

    private static string Tail(string name) => name[^IdLength..].ToLowerInvariant();

    [GeneratedRegex("^(?:[0-9a-f]{40}){4}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MosaicName();

    [GeneratedRegex("^ab67616d[0-9a-f]{32}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlbumName();

    // ab67706c begins the covers that owners have uploaded, whatever their size.
    [GeneratedRegex("^ab67706c[0-9a-f]{32}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CustomName();

    [GeneratedRegex("[0-9a-f]{24}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImageName();
}
