using FsCheck.Fluent;
using Tonearm.Guard.Pictures;

namespace Tonearm.Tests.Guard.Pictures;

public sealed class JpegInfoTests
{
    [Fact]
    public void The_size_is_read_whatever_it_is() =>
        Prop.ForAll(
                Gen.Choose(1, 65_535).Two().ToArbitrary(),
                size => Read(Jpegs.Of(size.Item1, size.Item2)) is { } info && (info.Width, info.Height) == size
            )
            .Holds();

    [Theory]
    [InlineData(0xC0)]
    [InlineData(0xC1)]
    [InlineData(0xC2)]
    public void Baseline_extended_and_progressive_pictures_are_read(byte frame) =>
        Assert.Equal(new JpegInfo(640, 480, Jpegs.Of(640, 480, frame).Length), Read(Jpegs.Of(640, 480, frame)));

    [Fact]
    public void A_grey_picture_is_read() => Assert.NotNull(Read(Jpegs.Of(640, 640, components: 1)));

    [Fact]
    public void Bytes_after_its_end_are_no_part_of_it()
    {
        var picture = Jpegs.Of(640, 640);
        Assert.Equal(picture.Length, Read([.. picture, .. "left behind"u8])!.Length);
    }

    [Fact]
    public void Several_scans_and_segments_between_them_are_read() =>
        Assert.NotNull(
            Read([
                .. Jpegs.Start,
                .. Jpegs.Frame(8, 8, 0xC2),
                .. Jpegs.Scan([1, 2]),
                .. Jpegs.Segment(0xC4, [0]),
                .. Jpegs.Scan([3]),
                .. Jpegs.End,
            ])
        );

    [Fact]
    public void Fill_bytes_before_a_marker_do_no_harm() =>
        Assert.NotNull(Read([.. Jpegs.Start, 0xFF, 0xFF, .. Jpegs.Frame(8, 8), .. Jpegs.Scan([1, 0xFF, 0xFF]), .. Jpegs.End]));

    [Fact]
    public void What_a_camera_hangs_on_behind_the_end_does_no_harm() => Assert.NotNull(Read([.. Jpegs.Of(8, 8), 0, 1, 2, 3]));

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xC5)]
    [InlineData(0xC9)]
    [InlineData(0xCF)]
    public void Lossless_and_arithmetic_pictures_are_refused(byte frame) =>
        Assert.Contains("This kind of JPEG", Problem(Jpegs.Of(640, 640, frame)));

    [Fact]
    public void Pictures_for_print_and_of_12_bits_are_refused()
    {
        Assert.Contains("This kind of JPEG", Problem(Jpegs.Of(640, 640, components: 4)));
        Assert.Contains("This kind of JPEG", Problem(Jpegs.Of(640, 640, precision: 12)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFD8")]
    [InlineData("89504E470D0A1A0A0000000D49484452")]
    [InlineData("47494638396101000100")]
    [InlineData("524946460000000057454250")]
    [InlineData("00FFD8FFE0")]
    public void Anything_else_is_no_JPEG(string hex) => Assert.Contains("not a JPEG", Problem(Convert.FromHexString(hex)));

    [Fact]
    public void A_picture_cut_off_anywhere_is_refused()
    {
        var whole = Jpegs.Of(640, 640);

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.NotEmpty(Problem(whole[..length])));
    }

    [Fact]
    public void A_picture_without_size_frame_or_scan_is_refused()
    {
        Assert.Contains("damaged", Problem(Jpegs.Of(0, 640)));
        Assert.Contains("damaged", Problem(Jpegs.Of(640, 0)));
        Assert.Contains("damaged", Problem([.. Jpegs.Start, .. Jpegs.Scan([1]), .. Jpegs.End]));
        Assert.Contains("damaged", Problem([.. Jpegs.Start, .. Jpegs.Frame(8, 8), .. Jpegs.End]));
    }

    [Fact]
    public void A_second_frame_is_refused() =>
        Assert.Contains("damaged", Problem([.. Jpegs.Start, .. Jpegs.Frame(8, 8), .. Jpegs.Frame(8, 8), .. Jpegs.Scan([1]), .. Jpegs.End]));

    [Fact]
    public void A_frame_whose_length_does_not_fit_its_components_is_refused() =>
        Assert.Contains(
            "damaged",
            Problem([.. Jpegs.Start, .. Jpegs.Segment(0xC0, [8, 0, 8, 0, 8, 3, 1, 0x11, 0]), .. Jpegs.Scan([1]), .. Jpegs.End])
        );

    [Fact]
    public void A_segment_shorter_than_its_own_length_is_refused() =>
        Assert.Contains("damaged", Problem([.. Jpegs.Start, 0xFF, 0xE0, 0, 1, .. Jpegs.Frame(8, 8), .. Jpegs.Scan([1]), .. Jpegs.End]));

    [Fact]
    public void Bytes_between_segments_are_refused()
    {
        Assert.Contains("damaged", Problem([.. Jpegs.Start, .. Jpegs.Frame(8, 8), 7, .. Jpegs.Scan([1]), .. Jpegs.End]));
        Assert.Contains(
            "damaged",
            Problem([.. Jpegs.Start, .. Jpegs.Frame(8, 8), .. Jpegs.Segment(0xE0, [])[1..], .. Jpegs.Scan([1]), .. Jpegs.End])
        );
    }

    [Fact]
    public void No_bytes_make_it_throw_or_answer_without_a_reason() =>
        Prop.ForAll(
                Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
                Gen.Choose(0, 255).Three().ListOf().ToArbitrary(),
                (noise, faults) =>
                {
                    byte[] picture = [.. Jpegs.Of(640, 640)];
                    foreach (var (at, value, _) in faults)
                        picture[at % picture.Length] = (byte)value;

                    return Answers(noise) && Answers([.. Jpegs.Start, 0xFF, .. noise]) && Answers(picture);
                }
            )
            .Holds(2_000);

    private static bool Answers(byte[] bytes) =>
        JpegInfo.TryRead(bytes, out var info, out var problem)
            ? info is { Width: > 0, Height: > 0 } && problem is null
            : info is null && !string.IsNullOrEmpty(problem);

    private static JpegInfo? Read(byte[] bytes) => JpegInfo.TryRead(bytes, out var info, out _) ? info : null;

    private static string Problem(byte[] bytes) => JpegInfo.TryRead(bytes, out _, out var problem) ? "" : problem;
}
