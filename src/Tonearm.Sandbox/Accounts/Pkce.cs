using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.Accounts;

/// <summary>Proof key for code exchange, S256 (RFC 7636).</summary>
internal static class Pkce
{
    public static bool IsVerifier(string verifier) =>
        verifier.Length is >= 43 and <= 128 && verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '~' or '-');

    public static bool IsChallenge(string challenge) =>
        challenge.Length == 43 && challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static bool Matches(string verifier, string challenge) =>
        IsVerifier(verifier) && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == challenge;
}
