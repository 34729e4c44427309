using BitMiracle.LibJpeg.Classic;
using FsCheck.Fluent;
using Tonearm.Guard.Pictures;
using Tonearm.Sandbox;

namespace Tonearm.Tests.Guard.Pictures;

public sealed class ThumbnailTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Theory]
    [InlineData(640, 640, 3, false)]
    [InlineData(640, 640, 3, true)]
    [InlineData(333, 641, 3, false)]
    [InlineData(333, 641, 3, true)]
    [InlineData(500, 320, 1, false)]
    public void A_picture_is_the_same_at_a_quarter_of_its_size(int width, int height, int planes, bool progressive)
    {
        var jpeg = Pixels.Quarters(width, height, planes).Jpeg(progressive);

        var small = Thumbnail.Of(jpeg)!;

        Assert.True(JpegInfo.TryRead(small, out var info, out var problem), problem);
        Assert.Equal(((width + 3) / 4, (height + 3) / 4), (info.Width, info.Height));
        var seen = Pixels.Of(small);
        for (var plane = 0; plane < planes; plane++)
            foreach (var (x, y) in new[] { (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8) })
                Assert.InRange(
                    seen.At(plane, (int)(x * seen.Width), (int)(y * seen.Height)),
                    Pixels.Colour(plane, x, y) - 6,
                    Pixels.Colour(plane, x, y) + 6
                );
    }

    /// <summary>
    /// Colours that are told more coarsely than brightness, by a program that is not ours: the same cover as that program made it smaller.
    /// </summary>
    [Fact]
    public void A_cover_is_as_others_make_it_smaller()
    {
        foreach (var name in new[] { "bloom", "prism", "dunes", "cassette" })
        {
            var (ours, theirs) = (Pixels.Of(Thumbnail.Of(Cover($"cover-{name}"))!), Pixels.Of(Cover($"thumb-{name}-300")));
            for (var plane = 0; plane < 3; plane++)
                foreach (
                    var (left, top) in from left in Enumerable.Range(0, 4)
                    from top in Enumerable.Range(0, 4)
                    select (left / 4.0, top / 4.0)
                )
                    Assert.InRange(Mean(ours, plane, left, top) - Mean(theirs, plane, left, top), -12, 12);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_cut_off_or_no_picture_is_left_as_it_is(bool progressive)
    {
        var jpeg = Pixels.Quarters(400, 400, 3).Jpeg(progressive);
        for (var length = 0; length < jpeg.Length - 2; length += 7)
            Assert.Null(Thumbnail.Of(jpeg[..length]));
        Assert.Null(Thumbnail.Of(Jpegs.Of(640, 640)));
        Assert.Null(Thumbnail.Of(Jpegs.Of(640, 640, frame: 0xC2)));
        Assert.Null(Thumbnail.Of(Pixels.Quarters(200, 200, 3).Jpeg(progressive)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_that_have_been_tampered_with_do_no_harm(bool progressive)
    {
        var whole = Pixels.Quarters(400, 400, 3).Jpeg(progressive);
        Prop.ForAll<ushort[], byte>(
                (places, value) =>
                {
                    byte[] jpeg = [.. whole];
                    foreach (var place in places)
                        jpeg[place % jpeg.Length] = value;
                    return Thumbnail.Of(jpeg) is not { } small || JpegInfo.TryRead(small, out _, out _);
                }
            )
            .Holds(tries: 40);
    }

    [Fact]
    public async Task Rows_show_pictures_as_small_as_they_are_drawn()
    {
        using var person = await SignedIn("kitchenradio");
        foreach (var playlist in await Sandbox.Complete("kitchenradio"))
            await person.Protect(playlist.Id);
        using var answer = await person.Send(HttpMethod.Get, "/guard");
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        using var spotify = new HttpClient();

        var (small, large) = (0, 0);
        foreach (
            var playlist in (await person.Playlists()).Where(each => each.Wanted?.Cover is not null || each.Observed.Cover is not null)
        )
        {
            var address = System.Net.WebUtility.HtmlDecode(
                System
                    .Text.RegularExpressions.Regex.Match(
                        page,
                        $"data-id=\"{playlist.Id}\".*?<img class=\"art\" data-size=\"56\" src=\"([^\"]+)\"",
                        System.Text.RegularExpressions.RegexOptions.Singleline
                    )
                    .Groups[1]
                    .Value
            );
            small += (await Fetch(address)).Length;
            large += (await Fetch(playlist.Wanted?.Cover ?? playlist.Observed.Cover!)).Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{large} bytes in full, {small} for rows");
        Assert.InRange(small, 1, large / 3);

        Task<byte[]> Fetch(string address) =>
            address.StartsWith('/')
                ? person.Http.GetByteArrayAsync(new Uri(address, UriKind.Relative), Cancel)
                : spotify.GetByteArrayAsync(new Uri(address), Cancel);
    }

    private static byte[] Cover(string name)
    {
        using var stream = typeof(SandboxHost).Assembly.GetManifestResourceStream($"Covers/{name}.jpg")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Of a sixteenth of the picture.</summary>
    private static double Mean(Pixels picture, int plane, double left, double top)
    {
        var (x, y, width, height) = ((int)(left * picture.Width), (int)(top * picture.Height), picture.Width / 4, picture.Height / 4);
        return Enumerable.Range(0, width * height).Average(i => picture.At(plane, x + (i % width), y + (i / width)));
    }

    /// <summary>A picture's brightness, blueness and redness, or brightness alone.</summary>
    private sealed record Pixels(int Width, int Height, int Planes, byte[] Bytes)
    {
        public int At(int plane, int x, int y) => Bytes[(((y * Width) + x) * Planes) + plane];

        public static int Colour(int plane, double x, double y) => 40 + (plane * 20) + (x > 0.5 ? 60 : 0) + (y > 0.5 ? 80 : 0);

        /// <summary>Four quarters, each of its own colour.</summary>
        public static Pixels Quarters(int width, int height, int planes)
        {
            var bytes = new byte[width * height * planes];
            for (var i = 0; i < width * height; i++)
            for (var plane = 0; plane < planes; plane++)
                bytes[(i * planes) + plane] = (byte)Colour(plane, (i % width + 0.5) / width, (i / width + 0.5) / height);
            return new(width, height, planes, bytes);
        }

        public static Pixels Of(byte[] jpeg)
        {
            var source = new jpeg_decompress_struct();
            source.jpeg_stdio_src(new MemoryStream(jpeg));
            source.jpeg_read_header(require_image: true);
            source.Out_color_space = source.Jpeg_color_space;
            source.jpeg_start_decompress();
            var (width, planes) = (source.Output_width, source.Out_color_components);
            var bytes = new List<byte>();
            byte[][] line = [new byte[width * planes]];
            while (source.Output_scanline < source.Output_height)
            {
                source.jpeg_read_scanlines(line, 1);
                bytes.AddRange(line[0]);
            }

            return new(width, source.Output_height, planes, [.. bytes]);
        }

        public byte[] Jpeg(bool progressive)
        {
            using var written = new MemoryStream();
            var target = new jpeg_compress_struct
            {
                Image_width = Width,
                Image_height = Height,
                Input_components = Planes,
                In_color_space = Planes == 1 ? J_COLOR_SPACE.JCS_GRAYSCALE : J_COLOR_SPACE.JCS_YCbCr,
            };
            target.jpeg_set_defaults();
            target.jpeg_set_quality(95, force_baseline: true);
            if (progressive)
                target.jpeg_simple_progression();
            target.jpeg_stdio_dest(written);
            target.jpeg_start_compress(write_all_tables: true);
            for (var y = 0; y < Height; y++)
                target.jpeg_write_scanlines([Bytes[(y * Width * Planes)..((y + 1) * Width * Planes)]], 1);
            target.jpeg_finish_compress();
            return written.ToArray();
        }
    }
}
