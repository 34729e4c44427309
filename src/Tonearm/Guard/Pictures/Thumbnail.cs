using BitMiracle.LibJpeg.Classic;

namespace Tonearm.Guard.Pictures;

/// <summary>A JPEG at a quarter of its size, as a row shows it.</summary>
internal static class Thumbnail
{
    /// <summary>What is smaller than this already is served as it is.</summary>
    public const int Smallest = 320;

    /// <summary>A progressive picture is held in memory whole while it is read: some six bytes for each pixel.</summary>
    private const int MostPixels = 8 * 1024 * 1024;

    /// <summary>A pixel of the small picture stands for so many, across and down.</summary>
    private const int Part = 4;

    /// <summary>Small pictures are cheap, and are looked at closely.</summary>
    private const int Quality = 85;

    /// <returns>Null for what is small already or too large, for colours other than RGB and grey, and for what is damaged: those are
    /// shown as they are.</returns>
    public static byte[]? Of(byte[] jpeg)
    {
        try
        {
            return Quarter(jpeg);
        }
        // Whatever the decoder trips over in bytes that are not what they say: an index, a null, an error of its own.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static byte[]? Quarter(byte[] jpeg)
    {
        var source = new jpeg_decompress_struct(new Strict());
        source.jpeg_stdio_src(new MemoryStream(jpeg));
        source.jpeg_read_header(require_image: true);
        if (
            Math.Max(source.Image_width, source.Image_height) < Smallest
            || (long)source.Image_width * source.Image_height > MostPixels
            || source.Jpeg_color_space is not (J_COLOR_SPACE.JCS_YCbCr or J_COLOR_SPACE.JCS_GRAYSCALE)
        )
            return null;
        // The colours stay apart as they came: nothing is turned into RGB and back.
        source.Out_color_space = source.Jpeg_color_space;
        source.jpeg_start_decompress();

        using var written = new MemoryStream();
        var target = new jpeg_compress_struct(new Strict())
        {
            Image_width = (source.Output_width + Part - 1) / Part,
            Image_height = (source.Output_height + Part - 1) / Part,
            Input_components = source.Out_color_components,
            In_color_space = source.Out_color_space,
        };
        target.jpeg_set_defaults();
        target.jpeg_set_quality(Quality, force_baseline: true);
        target.jpeg_stdio_dest(written);
        target.jpeg_start_compress(write_all_tables: true);
        byte[][] lines = [.. Enumerable.Range(0, Part).Select(_ => new byte[source.Output_width * source.Out_color_components])];
        byte[] small = new byte[target.Image_width * target.Input_components];
        while (source.Output_scanline < source.Output_height)
        {
            var read = 0;
            for (; read < Part && source.Output_scanline < source.Output_height; read++)
            {
                byte[][] line = [lines[read]];
                source.jpeg_read_scanlines(line, 1);
            }

            Average(lines.AsSpan(0, read), target.Input_components, small);
            target.jpeg_write_scanlines([small], 1);
        }

        source.jpeg_finish_decompress();
        target.jpeg_finish_compress();
        return written.ToArray();
    }

    /// <summary>Each pixel of the small line is the mean of those that it stands for.</summary>
    private static void Average(ReadOnlySpan<byte[]> lines, int planes, byte[] small)
    {
        var width = lines[0].Length / planes;
        for (var i = 0; i < small.Length; i++)
        {
            var (left, plane, sum, count) = (i / planes * Part, i % planes, 0, 0);
            foreach (var line in lines)
                for (var x = left; x < Math.Min(left + Part, width); x++, count++)
                    sum += line[(x * planes) + plane];
            small[i] = (byte)((sum + (count / 2)) / count);
        }
    }

    /// <summary>A picture that is cut off would be filled up with grey: that is no thumbnail of it.</summary>
    private sealed class Strict : jpeg_error_mgr
    {
        public override void error_exit() => throw new InvalidDataException(format_message());

        /// <param name="msg_level">Below zero for damage, which the decoder would make the best of.</param>
        public override void emit_message(int msg_level)
        {
            if (msg_level < 0)
                throw new InvalidDataException(format_message());
        }

        public override void output_message() { }
    }
}
