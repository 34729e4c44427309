using System.Security.Cryptography;

namespace Tonearm.Guard.Pictures;

/// <summary>A JPEG up to its end.</summary>
/// <param name="Hash">SHA-256 of the bytes, in hex.</param>
internal sealed record Picture(string Hash, byte[] Jpeg)
{
    public static Picture? Of(byte[] bytes) =>
        !JpegInfo.TryRead(bytes, out var info, out _) ? null
        : bytes[..info.Length] is var whole ? new(HashOf(whole), whole)
        : null;

    /// <summary>Stands for what a picture shows, whatever stands after its end.</summary>
    public static string ContentOf(byte[] bytes) => Of(bytes)?.Hash ?? HashOf(bytes);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
