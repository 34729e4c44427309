using System.Text;

namespace Tonearm.Web;

/// <summary>
/// Names and titles that others gave, within words of ours where no markup can stand: in a page's title, a label, a list. Written in
/// another direction, or with signs that turn the direction round, they leave the words around them where they are (Unicode UAX #9). Where
/// markup can stand, <c>Isolated</c> does it; scripts have <c>bidi.ts</c>.
/// </summary>
internal static class Bidi
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>The text as it is where it can turn nothing round, else isolated, without the signs that would reach beyond it.</summary>
    public static string Plain(string? text)
    {
        if (text is null || !text.EnumerateRunes().Any(Turns))
            return text ?? "";
        var isolated = new StringBuilder(text.Length + 2).Append(FirstStrongIsolate);
        foreach (var letter in text)
            if (!IsControl(letter))
                isolated.Append(letter);
        return isolated.Append(PopIsolate).ToString();
    }

    /// <summary>Embeddings, overrides and isolates, and what ends them.</summary>
    private static bool IsControl(int letter) => letter is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Such a sign, a mark, or a letter of a script that is written from right to left.</summary>
    private static bool Turns(Rune letter) =>
        IsControl(letter.Value)
        || letter.Value
            is 0x200F
                or (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);
}
