using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Tonearm.Guard.Pictures;

/// <summary>
/// A JPEG as its markers describe it (ITU-T T.81, annex B). Nothing is decoded: the markers say whether the file is a whole baseline or
/// progressive picture, and how large.
/// </summary>
/// <param name="Length">Its bytes up to its end; programs have left others after it, which Spotify refuses.</param>
internal sealed record JpegInfo(int Width, int Height, int Length = 0)
{
    private const string NoJpeg = "This is not a JPEG picture. Please save it as JPEG and try again.";
    private const string Damaged = "This JPEG picture is damaged or cut off. Please save it anew and try again.";
    private const string Unusual =
        "This kind of JPEG is not shown everywhere. Please save it as an ordinary one, in RGB or grey, and try again.";

    /// <summary>Reads the markers, or says what is wrong in a sentence for the owner.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out JpegInfo? info, [NotNullWhen(false)] out string? problem)
    {
        info = null;
        var after = 0;
        problem = bytes is [0xFF, Marker.StartOfImage, 0xFF, ..] ? Read(bytes[2..], out info, out after) : NoJpeg;
        info = problem is null && info is not null ? info with { Length = bytes.Length - after } : null;
        return info is not null;
    }

    private static string? Read(ReadOnlySpan<byte> rest, out JpegInfo? info, out int after)
    {
        info = null;
        after = 0;
        var scanned = false;
        while (TakeMarker(ref rest, out var marker))
        {
            if (marker == Marker.EndOfImage)
            {
                after = rest.Length;
                return scanned ? null : Damaged;
            }

            if (!TakeSegment(ref rest, out var segment))
                return Damaged;

            if (Marker.IsFrame(marker))
            {
                if ((info is null ? ReadFrame(marker, segment, out info) : Damaged) is { } problem)
                    return problem;
            }
            else if (marker == Marker.StartOfScan)
            {
                if (info is null)
                    return Damaged;
                scanned = true;
                SkipScan(ref rest);
            }
        }

        return Damaged;
    }

    private static string? ReadFrame(byte marker, ReadOnlySpan<byte> frame, out JpegInfo? info)
    {
        info = null;
        if (frame.Length < 6 || frame.Length != 6 + (3 * frame[5]))
            return Damaged;

        // 12 bits, arithmetic coding, lossless, and the four colours of a printing press.
        if (!Marker.IsOrdinaryFrame(marker) || frame[0] != 8 || frame[5] is not (1 or 3))
            return Unusual;

        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        if (width == 0 || height == 0)
            return Damaged;

        info = new(width, height);
        return null;
    }

    /// <summary>FF and a code; any number of FF may stand before it.</summary>
    private static bool TakeMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        var at = rest.IndexOfAnyExcept((byte)0xFF);
        marker = at < 1 ? (byte)0 : rest[at];
        rest = at < 1 ? [] : rest[(at + 1)..];
        return marker >= Marker.First;
    }

    private static bool TakeSegment(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> segment)
    {
        segment = [];
        if (!BinaryPrimitives.TryReadUInt16BigEndian(rest, out var length) || length < 2 || length > rest.Length)
            return false;

        segment = rest[2..length];
        rest = rest[length..];
        return true;
    }

    /// <summary>Coded data ends at a marker; within it FF is followed by 00 or by a restart marker.</summary>
    private static void SkipScan(ref ReadOnlySpan<byte> rest)
    {
        for (var at = rest.IndexOf((byte)0xFF); at >= 0 && at + 1 < rest.Length; at = rest.IndexOf((byte)0xFF))
        {
            if (rest[at + 1] is not (0x00 or >= Marker.FirstRestart and <= Marker.LastRestart))
            {
                rest = rest[at..];
                return;
            }

            rest = rest[(at + 2)..];
        }

        rest = [];
    }

    private static class Marker
    {
        public const byte First = 0xC0;
        public const byte FirstRestart = 0xD0;
        public const byte LastRestart = 0xD7;
        public const byte StartOfImage = 0xD8;
        public const byte EndOfImage = 0xD9;
        public const byte StartOfScan = 0xDA;

        /// <summary>Baseline, extended sequential or progressive, with Huffman coding.</summary>
        public static bool IsOrdinaryFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

        /// <summary>Any start of frame; C4, C8 and CC mean other things.</summary>
        public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
    }
}
