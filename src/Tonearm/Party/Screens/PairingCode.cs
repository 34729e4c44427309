using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Party.Screens;

/// <summary>What a television shows for a host to type. Letters only, so that nobody takes it for the digits of a party.</summary>
internal static class PairingCode
{
    public const int Letters = 5;

    /// <summary>As it is said.</summary>
    public const string Words = "five letters";

    public const string Malformed = $"The code on a television has {Words}.";

    /// <summary>No two of them look or sound alike, and without vowels they make no words.</summary>
    public const string Alphabet = "FHKLMQRTWXY";

    public static string Draw() => RandomNumberGenerator.GetString(Alphabet, Letters);

    /// <summary>The code that somebody meant who typed this: in small letters too, and whatever stands between and around them.</summary>
    /// <returns>Null when it is none.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null)
            return null;
        var code = new StringBuilder(Letters);
        foreach (var letter in typed)
        {
            if (!char.IsLetterOrDigit(letter))
                continue;
            // Some phones write them wide, as is usual in Japanese.
            var large = char.ToUpperInvariant(letter is >= 'Ａ' and <= 'ｚ' ? (char)(letter - 'Ａ' + 'A') : letter);
            if (code.Length == Letters || !Alphabet.Contains(large, StringComparison.Ordinal))
                return null;
            code.Append(large);
        }

        return code.Length == Letters ? code.ToString() : null;
    }
}
