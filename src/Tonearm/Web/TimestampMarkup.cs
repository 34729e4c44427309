using System.Globalization;
using System.Text.RegularExpressions;

namespace Tonearm.Web;

/// <summary>
/// Moments in a sentence that is kept or handed on: marked, so that a page can tell them in its reader's clock (<c>MarkedText</c>).
/// </summary>
internal static partial class TimestampMarkup
{
    public static string Mark(DateTimeOffset at) => $"{{{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}}";

    /// <summary>The sentence for those who read no page: moments as ISO 8601 has them.</summary>
    public static string Plain(string text) => Marked().Replace(text, "$1");

    /// <summary>Words, and the moment that follows them.</summary>
    public static IEnumerable<(string Words, DateTimeOffset? At)> Pieces(string text)
    {
        var from = 0;
        foreach (Match mark in Marked().Matches(text))
        {
            // Somebody's own text may look like one and be none.
            if (!DateTimeOffset.TryParse(mark.Groups[1].Value, CultureInfo.InvariantCulture, out var at))
                continue;
            yield return (text[from..mark.Index], at);
            from = mark.Index + mark.Length;
        }

        yield return (text[from..], null);
    }

    [GeneratedRegex(@"\{(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\}")]
    private static partial Regex Marked();
}
