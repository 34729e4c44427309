using System.Buffers;
using System.Text;

namespace Tonearm.Sandbox.Api;

/// <summary>Descriptions leave Spotify escaped for HTML, whatever reads them; they come in plain.</summary>
internal static class Escape
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'/`=");

    public static string? Html(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny(Special) < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 32);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#x27;"),
                '/' => escaped.Append("&#x2F;"),
                '`' => escaped.Append("&#x60;"),
                '=' => escaped.Append("&#x3D;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
