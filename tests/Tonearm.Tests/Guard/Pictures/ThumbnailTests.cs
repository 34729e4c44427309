using Tonearm.Guard.Pictures;
using Tonearm.Sandbox;

namespace Tonearm.Tests.Guard.Pictures;

public sealed class ThumbnailTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Theory]
    [InlineData(640, 640, 3)]
    [InlineData(333, 641, 3)]
    [InlineData(500, 320, 1)]
    public void A_picture_is_the_same_at_a_quarter_of_its_size(int width, int height, int planes)
    {
        var jpeg = JpegWriter.Write(Picture(width, height, planes));

        var small = Thumbnail.Of(jpeg)!;

        Assert.True(JpegInfo.TryRead(small, out var info, out var problem), problem);
        Assert.Equal(((width + 3) / 4, (height + 3) / 4), (info.Width, info.Height));
        // Read once more: a sixteenth, in which each quarter of the picture has its own colour still.
        var tiny = Thumbnail.Quarter(small)!;
        for (var plane = 0; plane < planes; plane++)
            foreach (var (x, y) in new[] { (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8) })
                Assert.InRange(
                    tiny.Planes[plane][((int)(y * tiny.Height) * tiny.Width) + (int)(x * tiny.Width)],
                    Colour(plane, x, y) - 6,
                    Colour(plane, x, y) + 6
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
            var (ours, theirs) = (
                Thumbnail.Quarter(Thumbnail.Of(Cover($"cover-{name}"))!)!,
                Thumbnail.Quarter(Cover($"thumb-{name}-300"))!
            );
            for (var plane = 0; plane < 3; plane++)
                foreach (
                    var (left, top) in from left in Enumerable.Range(0, 4)
                    from top in Enumerable.Range(0, 4)
                    select (left / 4.0, top / 4.0)
                )
                    Assert.InRange(Mean(ours, plane, left, top) - Mean(theirs, plane, left, top), -12, 12);
        }
    }

    [Fact]
    public void What_is_cut_off_or_no_picture_is_left_as_it_is()
    {
        var jpeg = JpegWriter.Write(Picture(400, 400, 3));
        for (var length = 0; length < jpeg.Length - 2; length += 7)
            Assert.Null(Thumbnail.Of(jpeg[..length]));
        Assert.Null(Thumbnail.Of(Jpegs.Of(640, 640)));
        Assert.Null(Thumbnail.Of(Jpegs.Of(640, 640, frame: 0xC2)));
        Assert.Null(Thumbnail.Of(JpegWriter.Write(Picture(200, 200, 3))));
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
        return Enumerable
            .Range(0, width * height)
            .Average(i => picture.Planes[plane][((y + (i / width)) * picture.Width) + x + (i % width)]);
    }

    private static int Colour(int plane, double x, double y) => 40 + (plane * 20) + (x > 0.5 ? 60 : 0) + (y > 0.5 ? 80 : 0);

    /// <summary>Four quarters, each of its own colour.</summary>
    private static Pixels Picture(int width, int height, int planes)
    {
        var picture = new Pixels(width, height, planes);
        for (var plane = 0; plane < planes; plane++)
        for (var i = 0; i < width * height; i++)
            picture.Planes[plane][i] = (byte)Colour(plane, (i % width + 0.5) / width, (i / width + 0.5) / height);
        return picture;
    }
}
