using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Party.Joining;

/// <summary>What leads to a party; nobody can work out the next one.</summary>
internal static class PartyCodes
{
    /// <summary>
    /// How many digits a code has. Whatever says, shows, asks for or makes one reads it here; pages tell it to their scripts.
    /// </summary>
    public const int Digits = 6;

    /// <summary>As it is said.</summary>
    public static readonly string Words = new[] { "four", "five", "six", "seven", "eight", "nine", "ten" }[Digits - 4] + " digits";

    public static readonly string Malformed = $"A code has {Words}.";

    private const int SecretBytes = 16;

    /// <summary>Digits, to be said aloud.</summary>
    public static string Code() => RandomNumberGenerator.GetString("0123456789", Digits);

    /// <summary>"482 913": a code is heard and typed in two halves.</summary>
    public static string Grouped(string code) => code.Insert(code.Length / 2, " ");

    /// <summary>
    /// The code that somebody meant who typed or pasted this: its digits, in whatever script, and whatever stands between and around them.
    /// <c>digits.ts</c> decides in the same way.
    /// </summary>
    /// <returns>Null when it has more or fewer digits than a code.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null)
            return null;
        var code = new StringBuilder(Digits);
        foreach (var letter in typed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) != UnicodeCategory.DecimalDigitNumber)
                continue;
            if (code.Length == Digits)
                return null;
            code.Append((int)Rune.GetNumericValue(letter));
        }

        return code.Length == Digits ? code.ToString() : null;
    }

    /// <summary>For links and QR codes: too long to be guessed.</summary>
    public static string Secret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
}
