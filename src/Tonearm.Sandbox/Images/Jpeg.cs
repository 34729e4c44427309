using System.Buffers.Binary;
using System.Text;

namespace Tonearm.Sandbox.Images;

/// <summary>
/// As much of JPEG as a stand-in needs: is it one, how large is it, and a comment to make another file of the same picture.
/// </summary>
internal static class Jpeg
{
    private static readonly byte[] Comment = Encoding.ASCII.GetBytes("Transcoded by a stand-in for Spotify");

    /// <summary>Width and height by the frame header; null for what is no complete JPEG.</summary>
    public static (int Width, int Height)? Size(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 4 || jpeg[0] != 0xFF || jpeg[1] != 0xD8)
            return null;
        if (!jpeg.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
            return null;
        var at = 2;
        while (at + 9 < jpeg.Length && jpeg[at] == 0xFF)
        {
            var marker = jpeg[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }

        return null;
    }

    /// <summary>The same picture as other bytes, as Spotify's transcoding gives them; the same bytes each time.</summary>
    public static byte[] Transcode(ReadOnlySpan<byte> jpeg)
    {
        var segment = new byte[4 + Comment.Length];
        segment[0] = 0xFF;
        segment[1] = 0xFE;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + Comment.Length));
        Comment.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }
}
