using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Party.Hosting;

/// <summary>What leads to a party; nobody can work out the next one.</summary>
internal static class PartyCodes
{
    private const int SecretBytes = 16;

    /// <summary>Six digits, to be said aloud.</summary>
    public static string Code() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6");

    /// <summary>For links and QR codes: too long to be guessed.</summary>
    public static string Secret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
}
