using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.State;

/// <summary>Identifiers that look like Spotify's: 22 characters of base62 for things, 24 hexadecimal digits for pictures.</summary>
internal static class SpotifyId
{
    private const string Base62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string New(int length = 22) => RandomNumberGenerator.GetString(Base62, length);

    public static string NewImage() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public static string NewToken(string prefix) => prefix + RandomNumberGenerator.GetString(Base62, 96);

    /// <summary>The same name gives the same identifier in every Sandbox.</summary>
    public static string Of(string name, int length = 22)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = new char[length];
        for (var i = 0; i < length; i++)
            id[i] = Base62[hash[i] % 62];
        return new string(id);
    }

    public static string ImageOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..24];

    public static bool IsWellFormed(string id) => id.Length == 22 && id.All(char.IsAsciiLetterOrDigit);
}
