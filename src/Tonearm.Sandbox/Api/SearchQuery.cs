using System.Text.RegularExpressions;
using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Api;

/// <summary>
/// What was searched for: words anywhere in names, and the filters <c>track:</c>, <c>artist:</c>, <c>album:</c> and <c>isrc:</c>, quoted or
/// not.
/// </summary>
internal sealed partial record SearchQuery(string[] Words, string? Track, string? Artist, string? Album, string? Isrc)
{
    public bool IsEmpty => Words.Length == 0 && Track is null && Artist is null && Album is null && Isrc is null;

    public static SearchQuery Read(string text)
    {
        var filters = Filter()
            .Matches(text)
            .ToLookup(match => match.Groups[1].Value.ToLowerInvariant(), match => match.Groups[2].Value.Trim('"'));
        var words = Filter().Replace(text, " ").Split([' ', '"', '+'], StringSplitOptions.RemoveEmptyEntries);
        return new SearchQuery(
            words,
            filters["track"].FirstOrDefault(),
            filters["artist"].FirstOrDefault(),
            filters["album"].FirstOrDefault(),
            filters["isrc"].FirstOrDefault()
        );
    }

    public bool Matches(Track track) =>
        Has(track.Name, Track)
        && Has(track.By, Artist)
        && Has(track.Album.Name, Album)
        && (Isrc is null || Isrc.Equals(track.Isrc, StringComparison.OrdinalIgnoreCase))
        && HasWords($"{track.Name} {track.By} {track.Album.Name}");

    public bool Matches(Album album) =>
        Track is null
        && Isrc is null
        && Has(album.Name, Album)
        && Has(album.Artist.Name, Artist)
        && HasWords($"{album.Name} {album.Artist.Name}");

    public bool Matches(Artist artist) =>
        Track is null && Isrc is null && Album is null && Has(artist.Name, Artist) && HasWords(artist.Name);

    public bool Matches(string title) => Words.Length > 0 && HasWords(title);

    private bool HasWords(string text) => Words.All(word => Has(text, word));

    private static bool Has(string text, string? part) => part is null || text.Contains(part, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(track|artist|album|isrc):("[^"]*"|\S+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Filter();
}
