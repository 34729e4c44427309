using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tonearm.Party.Played;

/// <summary>
/// What was played as a spreadsheet reads it: RFC 4180, UTF-8 with a byte order mark, without which the most widespread one takes letters
/// for others. A text that it would take for a formula is led by an apostrophe, by which it is a text.
/// </summary>
internal static class PlayedCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    public static byte[] Of(PlayedList list)
    {
        var text = new StringBuilder();
        Line(text, "Began", "Title", "Artists", "Seconds", "Likes", "Came by", "Suggested", "In Spotify");
        foreach (var song in list.Songs)
            Line(
                text,
                song.BeganAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                song.Title,
                song.Artists,
                (song.DurationMs / 1000).ToString(CultureInfo.InvariantCulture),
                song.Likes.ToString(CultureInfo.InvariantCulture),
                song.How,
                song.Suggested ? "yes" : "no",
                song.Url
            );
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>
    /// One field. Where it begins with an apostrophe and a formula follows it gets one more, so that taking one off always leads back.
    /// </summary>
    public static string Field(string text)
    {
        var bare = text.AsSpan().TrimStart('\'');
        var safe = bare.Length > 0 && Formula.Contains(bare[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
            text.Append(i == 0 ? "" : ",").Append(Field(fields[i]));
        text.Append("\r\n");
    }
}
