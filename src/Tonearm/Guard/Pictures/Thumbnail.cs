using System.Buffers.Binary;

namespace Tonearm.Guard.Pictures;

/// <summary>
/// A baseline JPEG at a quarter of its size: of each block of 8 × 8 only the four coarsest coefficients are turned back into pixels (ITU-T
/// T.81), which is all that a small picture shows. No library that makes pictures smaller is within reach (PACKAGES).
/// </summary>
internal static class Thumbnail
{
    /// <summary>What is smaller than this already is served as it is.</summary>
    public const int Smallest = 320;

    private const int MostSide = 4096;

    /// <returns>Null for what is small already, and for kinds of JPEG that are read in another way: those are shown as they are.</returns>
    public static byte[]? Of(byte[] jpeg)
    {
        try
        {
            return Quarter(jpeg) is { } picture && Math.Max(picture.Width, picture.Height) * 4 >= Smallest
                ? JpegWriter.Write(picture)
                : null;
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException)
        {
            // Cut off, or not what its markers say.
            return null;
        }
    }

    /// <summary>Four pixels of each block; null for kinds of JPEG that are read in another way.</summary>
    /// <exception cref="ArgumentException">It is cut off, or not what its markers say.</exception>
    internal static Pixels? Quarter(byte[] jpeg) => Decoder.Read(jpeg);

    /// <summary>Reads what is needed of one picture.</summary>
    private sealed class Decoder
    {
        private readonly byte[] bytes;
        private readonly int[][] quantization = new int[4][];
        private readonly HuffmanTable?[] direct = new HuffmanTable?[4];
        private readonly HuffmanTable?[] alternating = new HuffmanTable?[4];
        private Component[] components = [];
        private int width;
        private int height;
        private int restartEvery;
        private int at = 2;
        private int bits;
        private int count;

        private Decoder(byte[] bytes) => this.bytes = bytes;

        public static Pixels? Read(byte[] bytes) => new Decoder(bytes).Read();

        private Pixels? Read()
        {
            while (at + 4 <= bytes.Length)
            {
                if (bytes[at] != 0xFF)
                    return null;
                var marker = bytes[at + 1];
                if (marker == 0xFF)
                {
                    at++;
                    continue;
                }

                var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2));
                var segment = bytes.AsSpan((at + 4)..end);
                at = end;
                switch (marker)
                {
                    case 0xC0 or 0xC1:
                        if (!ReadFrame(segment))
                            return null;
                        break;
                    // Progressive, lossless or arithmetic.
                    case (>= 0xC2 and <= 0xC3) or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                        return null;
                    case 0xC4:
                        ReadHuffman(segment);
                        break;
                    case 0xDB:
                        ReadQuantization(segment);
                        break;
                    case 0xDD:
                        restartEvery = BinaryPrimitives.ReadUInt16BigEndian(segment);
                        break;
                    // RGB, as some programs write it.
                    case 0xEE when segment is [.., 0] && segment.Length == 12 && components.Length != 1:
                        return null;
                    case 0xDA:
                        return components.Length > 0 && segment[0] == components.Length ? ReadScan(segment) : null;
                }
            }

            return null;
        }

        private bool ReadFrame(ReadOnlySpan<byte> segment)
        {
            (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
            if (segment[0] != 8 || width is 0 or > MostSide || height is 0 or > MostSide || segment[5] is not (1 or 3))
                return false;
            components = new Component[segment[5]];
            for (var i = 0; i < components.Length; i++)
            {
                var each = segment[(6 + (i * 3))..];
                components[i] = new(each[0], each[1] >> 4, each[1] & 15, each[2] & 3);
                if (components[i].Across is 0 or > 4 || components[i].Down is 0 or > 4)
                    return false;
            }

            return components is not [{ Id: (byte)'R' }, ..];
        }

        private void ReadHuffman(ReadOnlySpan<byte> segment)
        {
            while (!segment.IsEmpty)
            {
                var table = new HuffmanTable(segment[1..17], segment[17..]);
                (segment[0] < 16 ? direct : alternating)[segment[0] & 3] = table;
                segment = segment[(17 + table.Count)..];
            }
        }

        private void ReadQuantization(ReadOnlySpan<byte> segment)
        {
            while (!segment.IsEmpty)
            {
                var (wide, table) = (segment[0] >= 16, new int[64]);
                for (var i = 0; i < 64; i++)
                    table[i] = wide ? BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (i * 2))..]) : segment[1 + i];
                quantization[segment[0] & 3] = table;
                segment = segment[(wide ? 129 : 65)..];
            }
        }

        private Pixels? ReadScan(ReadOnlySpan<byte> segment)
        {
            for (var i = 0; i < components.Length; i++)
            {
                var id = segment[1 + (i * 2)];
                if (Array.Find(components, each => each.Id == id) is not { } component)
                    return null;
                (component.Direct, component.Alternating) = (direct[segment[2 + (i * 2)] >> 4 & 3], alternating[segment[2 + (i * 2)] & 3]);
                if (component.Direct is null || component.Alternating is null || quantization[component.Quantization] is null)
                    return null;
            }

            var (across, down) = (components.Max(each => each.Across), components.Max(each => each.Down));
            // A picture of one component has no units of several blocks (A.2.2).
            if (components.Length == 1)
                (across, down, components[0].Across, components[0].Down) = (1, 1, 1, 1);
            var (columns, rows) = ((width + (across * 8) - 1) / (across * 8), (height + (down * 8) - 1) / (down * 8));
            foreach (var component in components)
                component.Samples = new byte[columns * component.Across * 2 * rows * component.Down * 2];
            for (var unit = 0; unit < columns * rows; unit++)
            {
                if (restartEvery > 0 && unit > 0 && unit % restartEvery == 0)
                    Restart();
                foreach (var component in components)
                    for (var block = 0; block < component.Across * component.Down; block++)
                        ReadBlock(
                            component,
                            (unit % columns * component.Across) + (block % component.Across),
                            (unit / columns * component.Down) + (block / component.Across),
                            columns * component.Across * 2
                        );
            }

            return Paint(across, down, columns);
        }

        private void ReadBlock(Component component, int column, int row, int stride)
        {
            var table = quantization[component.Quantization];
            component.Last += Value(Symbol(component.Direct!));
            // In zigzag: the mean, the slope across, the slope down, and what is left of a corner.
            Span<int> coarse = [component.Last * table[0], 0, 0, 0];
            for (var i = 1; i < 64; i++)
            {
                var symbol = Symbol(component.Alternating!);
                var (zeros, size) = (symbol >> 4, symbol & 15);
                if (size == 0 && zeros < 15)
                    break;
                i += zeros;
                var value = Value(size);
                if (i > 4)
                    continue;
                if (i < 3)
                    coarse[i] = value * table[i];
                else if (i == 4)
                    coarse[3] = value * table[i];
            }

            // The inverse transform of 2 × 2, for coefficients of one of 8 × 8.
            for (var y = 0; y < 2; y++)
            for (var x = 0; x < 2; x++)
            {
                var (slope, fall) = (x == 0 ? coarse[1] : -coarse[1], y == 0 ? coarse[2] : -coarse[2]);
                var corner = x == y ? coarse[3] : -coarse[3];
                component.Samples[((((row * 2) + y) * stride) + (column * 2) + x)] = (byte)
                    Math.Clamp(128 + ((coarse[0] + slope + fall + corner) / 8), 0, 255);
            }
        }

        private Pixels Paint(int across, int down, int columns)
        {
            var picture = new Pixels((width + 3) / 4, (height + 3) / 4, components.Length);
            for (var i = 0; i < components.Length; i++)
            {
                var (component, stride) = (components[i], columns * components[i].Across * 2);
                for (var y = 0; y < picture.Height; y++)
                for (var x = 0; x < picture.Width; x++)
                    picture.Planes[i][(y * picture.Width) + x] = component.Samples[
                        (y * component.Down / down * stride) + (x * component.Across / across)
                    ];
            }

            return picture;
        }

        private void Restart()
        {
            (bits, count) = (0, 0);
            while (bytes[at] != 0xFF || bytes[at + 1] is < 0xD0 or > 0xD7)
                at++;
            at += 2;
            foreach (var component in components)
                component.Last = 0;
        }

        private int Bit()
        {
            if (count == 0)
            {
                // At the end there is nothing left but what the last byte was filled up with.
                bits = at < bytes.Length ? bytes[at++] : throw new ArgumentException("The picture is cut off");
                if (bits == 0xFF && bytes[at++] != 0)
                    throw new ArgumentException("A marker within a picture");
                count = 8;
            }

            return bits >> --count & 1;
        }

        private int Symbol(HuffmanTable table)
        {
            var code = 0;
            for (var length = 0; length < 16; length++)
            {
                code = (code << 1) | Bit();
                if (table.Find(code, length) is { } symbol)
                    return symbol;
            }

            throw new ArgumentException("No such code");
        }

        /// <summary>A value of so many bits, of which the first says whether it is above zero (F.2.2.1).</summary>
        private int Value(int size)
        {
            var value = 0;
            for (var i = 0; i < size; i++)
                value = (value << 1) | Bit();
            return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
        }
    }

    /// <summary>One of brightness, blueness and redness.</summary>
    private sealed class Component(byte id, int across, int down, int quantization)
    {
        public byte Id { get; } = id;

        public int Across { get; set; } = across;

        public int Down { get; set; } = down;

        public int Quantization { get; } = quantization;

        public HuffmanTable? Direct { get; set; }

        public HuffmanTable? Alternating { get; set; }

        public byte[] Samples { get; set; } = [];

        /// <summary>The mean of the last block, to which the next is told as a difference.</summary>
        public int Last { get; set; }
    }

    /// <summary>Codes in the order of their lengths (annex C).</summary>
    private sealed class HuffmanTable
    {
        private readonly int[] first = new int[16];
        private readonly int[] offset = new int[16];
        private readonly int[] lengths = new int[16];
        private readonly byte[] symbols;

        public HuffmanTable(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> symbols)
        {
            var code = 0;
            for (var length = 0; length < 16; length++)
            {
                (first[length], offset[length], this.lengths[length]) = (code, Count, lengths[length]);
                Count += lengths[length];
                code = (code + lengths[length]) << 1;
            }

            this.symbols = symbols[..Count].ToArray();
        }

        public int Count { get; }

        public int? Find(int code, int length) =>
            code - first[length] is var place && place >= 0 && place < lengths[length] ? symbols[offset[length] + place] : null;
    }
}

/// <summary>Planes of brightness, blueness and redness, or of brightness alone.</summary>
internal sealed class Pixels(int width, int height, int planes)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[][] Planes { get; } = [.. Enumerable.Range(0, planes).Select(_ => new byte[width * height])];
}
