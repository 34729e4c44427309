using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tonearm.Sandbox.Pages;

/// <summary>A piece of a page. What stands in the holes of its text is encoded, unless it is a piece itself.</summary>
[InterpolatedStringHandler]
internal readonly struct Html
{
    private readonly StringBuilder text;

    public Html(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + formattedCount * 16);

    public static Html None => $"";

    public void AppendLiteral(string text) => this.text.Append(text);

    public void AppendFormatted(Html piece) => text.Append(piece.text);

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
            text.Append(piece.text);
    }

    public void AppendFormatted<T>(T value) => text.Append(WebUtility.HtmlEncode(value?.ToString()));

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable => text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public static Html When(bool condition, Html piece) => condition ? piece : None;

    public override string ToString() => text.ToString();
}
