namespace Tonearm.Guard.Pictures;

/// <summary>
/// Writes a small picture as a baseline JPEG with the tables that ITU-T T.81 gives as an example (annex K), for all planes those of
/// brightness.
/// </summary>
internal sealed class JpegWriter
{
    /// <summary>Example of annex K.1, halved: small pictures are cheap, and are looked at closely.</summary>
    private static readonly byte[] Quantization =
    [
        8,
        6,
        6,
        7,
        6,
        5,
        8,
        7,
        7,
        7,
        9,
        9,
        8,
        10,
        12,
        20,
        13,
        12,
        11,
        11,
        12,
        25,
        18,
        19,
        15,
        20,
        29,
        26,
        31,
        30,
        29,
        26,
        28,
        28,
        32,
        36,
        46,
        39,
        32,
        34,
        44,
        35,
        28,
        28,
        40,
        55,
        41,
        44,
        48,
        49,
        52,
        52,
        52,
        31,
        39,
        57,
        61,
        56,
        50,
        60,
        46,
        51,
        52,
        50,
    ];

    private static readonly byte[] DirectLengths = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] DirectSymbols = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    private static readonly byte[] Lengths = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D];

    private static readonly byte[] Symbols =
    [
        0x01,
        0x02,
        0x03,
        0x00,
        0x04,
        0x11,
        0x05,
        0x12,
        0x21,
        0x31,
        0x41,
        0x06,
        0x13,
        0x51,
        0x61,
        0x07,
        0x22,
        0x71,
        0x14,
        0x32,
        0x81,
        0x91,
        0xA1,
        0x08,
        0x23,
        0x42,
        0xB1,
        0xC1,
        0x15,
        0x52,
        0xD1,
        0xF0,
        0x24,
        0x33,
        0x62,
        0x72,
        0x82,
        0x09,
        0x0A,
        0x16,
        0x17,
        0x18,
        0x19,
        0x1A,
        0x25,
        0x26,
        0x27,
        0x28,
        0x29,
        0x2A,
        0x34,
        0x35,
        0x36,
        0x37,
        0x38,
        0x39,
        0x3A,
        0x43,
        0x44,
        0x45,
        0x46,
        0x47,
        0x48,
        0x49,
        0x4A,
        0x53,
        0x54,
        0x55,
        0x56,
        0x57,
        0x58,
        0x59,
        0x5A,
        0x63,
        0x64,
        0x65,
        0x66,
        0x67,
        0x68,
        0x69,
        0x6A,
        0x73,
        0x74,
        0x75,
        0x76,
        0x77,
        0x78,
        0x79,
        0x7A,
        0x83,
        0x84,
        0x85,
        0x86,
        0x87,
        0x88,
        0x89,
        0x8A,
        0x92,
        0x93,
        0x94,
        0x95,
        0x96,
        0x97,
        0x98,
        0x99,
        0x9A,
        0xA2,
        0xA3,
        0xA4,
        0xA5,
        0xA6,
        0xA7,
        0xA8,
        0xA9,
        0xAA,
        0xB2,
        0xB3,
        0xB4,
        0xB5,
        0xB6,
        0xB7,
        0xB8,
        0xB9,
        0xBA,
        0xC2,
        0xC3,
        0xC4,
        0xC5,
        0xC6,
        0xC7,
        0xC8,
        0xC9,
        0xCA,
        0xD2,
        0xD3,
        0xD4,
        0xD5,
        0xD6,
        0xD7,
        0xD8,
        0xD9,
        0xDA,
        0xE1,
        0xE2,
        0xE3,
        0xE4,
        0xE5,
        0xE6,
        0xE7,
        0xE8,
        0xE9,
        0xEA,
        0xF1,
        0xF2,
        0xF3,
        0xF4,
        0xF5,
        0xF6,
        0xF7,
        0xF8,
        0xF9,
        0xFA,
    ];

    private static readonly int[] Zigzag =
    [
        0,
        1,
        8,
        16,
        9,
        2,
        3,
        10,
        17,
        24,
        32,
        25,
        18,
        11,
        4,
        5,
        12,
        19,
        26,
        33,
        40,
        48,
        41,
        34,
        27,
        20,
        13,
        6,
        7,
        14,
        21,
        28,
        35,
        42,
        49,
        56,
        57,
        50,
        43,
        36,
        29,
        22,
        15,
        23,
        30,
        37,
        44,
        51,
        58,
        59,
        52,
        45,
        38,
        31,
        39,
        46,
        53,
        60,
        61,
        54,
        47,
        55,
        62,
        63,
    ];

    private static readonly double[,] Cosines = CosinesOf();
    private static readonly (int Code, int Length)[] DirectCodes = CodesOf(DirectLengths, DirectSymbols);
    private static readonly (int Code, int Length)[] Codes = CodesOf(Lengths, Symbols);

    private readonly List<byte> bytes = [];
    private int bits;
    private int count;

    public static byte[] Write(Pixels picture)
    {
        var writer = new JpegWriter();
        writer.Head(picture);
        var last = new int[picture.Planes.Length];
        for (var top = 0; top < picture.Height; top += 8)
        for (var left = 0; left < picture.Width; left += 8)
        for (var plane = 0; plane < last.Length; plane++)
            last[plane] = writer.Block(picture, plane, left, top, last[plane]);
        if (writer.count > 0)
            writer.Bits((1 << (8 - writer.count)) - 1, 8 - writer.count);
        writer.bytes.AddRange([0xFF, 0xD9]);
        return [.. writer.bytes];
    }

    private void Head(Pixels picture)
    {
        bytes.AddRange([0xFF, 0xD8]);
        Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(0xDB, [0, .. Quantization]);
        Segment(
            0xC0,
            [
                8,
                (byte)(picture.Height >> 8),
                (byte)picture.Height,
                (byte)(picture.Width >> 8),
                (byte)picture.Width,
                (byte)picture.Planes.Length,
                .. Enumerable.Range(1, picture.Planes.Length).SelectMany(id => new byte[] { (byte)id, 0x11, 0 }),
            ]
        );
        Segment(0xC4, [0, .. DirectLengths, .. DirectSymbols, 0x10, .. Lengths, .. Symbols]);
        Segment(
            0xDA,
            [
                (byte)picture.Planes.Length,
                .. Enumerable.Range(1, picture.Planes.Length).SelectMany(id => new byte[] { (byte)id, 0 }),
                0,
                63,
                0,
            ]
        );
    }

    private void Segment(byte marker, byte[] content) =>
        bytes.AddRange([0xFF, marker, (byte)(content.Length + 2 >> 8), (byte)(content.Length + 2), .. content]);

    /// <returns>This block's mean, for the next.</returns>
    private int Block(Pixels picture, int plane, int left, int top, int last)
    {
        Span<double> samples = stackalloc double[64];
        for (var i = 0; i < 64; i++)
            samples[i] =
                picture.Planes[plane][
                    (Math.Min(top + (i / 8), picture.Height - 1) * picture.Width) + Math.Min(left + (i % 8), picture.Width - 1)
                ] - 128;
        Span<int> values = stackalloc int[64];
        for (var i = 0; i < 64; i++)
            values[i] = (int)Math.Round(Coefficient(samples, Zigzag[i] / 8, Zigzag[i] % 8) / Quantization[i]);

        Value(DirectCodes, 0, values[0] - last);
        var zeros = 0;
        for (var i = 1; i < 64; i++)
        {
            if (values[i] == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
                Code(Codes[0xF0]);
            Value(Codes, zeros << 4, values[i]);
            zeros = 0;
        }

        if (zeros > 0)
            Code(Codes[0]);
        return values[0];
    }

    private static double Coefficient(ReadOnlySpan<double> samples, int v, int u)
    {
        var sum = 0.0;
        for (var y = 0; y < 8; y++)
        {
            var row = 0.0;
            for (var x = 0; x < 8; x++)
                row += samples[(y * 8) + x] * Cosines[u, x];
            sum += row * Cosines[v, y];
        }

        return sum;
    }

    private void Value((int, int)[] codes, int zeros, int value)
    {
        var size = 0;
        for (var rest = Math.Abs(value); rest > 0; rest >>= 1)
            size++;
        Code(codes[zeros | size]);
        if (size > 0)
            Bits(value > 0 ? value : value + (1 << size) - 1, size);
    }

    private void Code((int Code, int Length) code) => Bits(code.Code, code.Length);

    private void Bits(int value, int length)
    {
        for (var i = length - 1; i >= 0; i--)
        {
            bits = (bits << 1) | (value >> i & 1);
            if (++count < 8)
                continue;
            bytes.Add((byte)bits);
            // What would look like a marker is told from one by a zero.
            if ((byte)bits == 0xFF)
                bytes.Add(0);
            (bits, count) = (0, 0);
        }
    }

    private static (int, int)[] CodesOf(byte[] lengths, byte[] symbols)
    {
        var codes = new (int, int)[256];
        var (code, place) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        for (var i = 0; i < lengths[length - 1]; i++)
            codes[symbols[place++]] = (code++, length);
        return codes;
    }

    private static double[,] CosinesOf()
    {
        var cosines = new double[8, 8];
        for (var u = 0; u < 8; u++)
        for (var x = 0; x < 8; x++)
            cosines[u, x] = (u == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16);
        return cosines;
    }
}
