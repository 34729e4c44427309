namespace Tonearm.Tests.Guard;

/// <summary>JPEG files by their markers; what would be coded data in them is arbitrary.</summary>
internal static class Jpegs
{
    public static readonly byte[] Start = [0xFF, 0xD8];
    public static readonly byte[] End = [0xFF, 0xD9];

    public static byte[] Of(int width, int height, byte frame = 0xC0, byte components = 3, byte precision = 8) =>
        [
            .. Start,
            .. Segment(0xE0, "JFIF\0"u8),
            .. Segment(0xDB, new byte[65]),
            .. Frame(width, height, frame, components, precision),
            .. Segment(0xC4, new byte[20]),
            .. Scan([1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4]),
            .. End,
        ];

    /// <summary>A picture with a comment that makes it exactly so many bytes.</summary>
    public static byte[] Padded(int bytes)
    {
        var picture = Of(640, 640);
        var padding = new List<byte>();
        for (var left = bytes - picture.Length; left > 0; left = bytes - picture.Length - padding.Count)
            padding.AddRange(Segment(0xFE, new byte[Math.Min(left > 60_000 ? 50_000 : left, 60_000) - 4]));

        return [.. Start, .. padding, .. picture[2..]];
    }

    public static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    public static byte[] Frame(int width, int height, byte frame = 0xC0, byte components = 3, byte precision = 8) =>
        Segment(
            frame,
            [
                precision,
                (byte)(height >> 8),
                (byte)height,
                (byte)(width >> 8),
                (byte)width,
                components,
                .. Enumerable.Range(1, components).SelectMany(i => new byte[] { (byte)i, 0x11, 0 }),
            ]
        );

    public static byte[] Scan(ReadOnlySpan<byte> coded) => [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. coded];
}
