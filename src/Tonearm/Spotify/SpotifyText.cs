using System.Net;
using System.Text;

namespace Tonearm.Spotify;

/// <summary>Texts as Spotify hands them out, and when two of them are the same to a reader.</summary>
internal static class SpotifyText
{
    /// <summary>
    /// Spotify escapes what it returns (<c>&amp;amp;</c>, <c>&amp;#x27;</c>) and takes what we send literally: decode once, here at the edge, and
    /// nowhere else. A null description is an empty one. What any stranger may have written into a title, U+0000 cannot be stored.
    /// </summary>
    public static string Decode(string? text) => WebUtility.HtmlDecode(text)?.Replace("\0", "", StringComparison.Ordinal) ?? "";

    /// <summary>
    /// Spotify may trim a text, turn a line break into a space or squeeze a run of spaces. Nobody attacks a playlist with blanks, so
    /// texts that differ only in them are the same. Anything else, an accent or a capital, is a difference.
    /// </summary>
    public static bool Same(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) ||
        string.Equals(Squeeze(one), Squeeze(other), StringComparison.Ordinal);

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
