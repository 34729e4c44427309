using System.Net;
using System.Text;

namespace Tonearm.Spotify;

/// <summary>Texts as Spotify hands them out, and when two of them are the same to a reader.</summary>
internal static class SpotifyText
{
    /// <summary>The longest text that is taken from Spotify, in UTF-16 units; the rest is left out. Nothing it has is near this.</summary>
    public const int MostCharacters = 8192;

    /// <summary>
    /// The text without what no database takes (U+0000) and without halves of characters. Strangers write names and titles, and Spotify
    /// hands out what they wrote.
    /// </summary>
    public static string Clean(string text)
    {
        var span = text.AsSpan();
        if (span.Length <= MostCharacters && !span.ContainsAnyInRange('\uD800', '\uDFFF') && !span.Contains('\0'))
            return text;
        var clean = new StringBuilder(Math.Min(span.Length, MostCharacters));
        foreach (var rune in span.EnumerateRunes())
        {
            if (rune.Value == 0)
                continue;
            if (clean.Length + rune.Utf16SequenceLength > MostCharacters)
                break;
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>
    /// A description, which Spotify escapes on its way out (<c>&amp;amp;</c>, <c>&amp;#x27;</c>) and takes literally: decoded once, here at
    /// the edge, and nowhere else. Only descriptions are known to come so; a title is what it says, letter by letter.
    /// </summary>
    public static string Description(string escaped) => Clean(WebUtility.HtmlDecode(escaped));

    /// <summary>
    /// Spotify may trim a text, turn a line break into a space or squeeze a run of spaces. Nobody attacks a playlist with blanks, so
    /// texts that differ only in them are the same. Anything else, an accent or a capital, is a difference.
    /// </summary>
    public static bool Same(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || string.Equals(Squeeze(one), Squeeze(other), StringComparison.Ordinal);

    /// <summary>
    /// A title that we wrote, as Spotify may show it: letter by letter, or escaped like a description, or with what looked like an escape
    /// taken for one.
    /// </summary>
    public static bool SameTitle(string written, string shown) =>
        Same(written, shown) || Same(written, WebUtility.HtmlDecode(shown)) || Same(WebUtility.HtmlDecode(written), shown);

    /// <summary>The text trimmed, with every run of white space as one space.</summary>
    public static string Squeeze(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                squeezed.Append(c);
            else if (squeezed.Length > 0 && squeezed[^1] != ' ')
                squeezed.Append(' ');
        }

        return squeezed.ToString().TrimEnd(' ');
    }
}
