using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

public sealed class RenditionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Restore Upload = new(
        1,
        Field.Cover,
        "",
        "our cover",
        Noon,
        Noon.AddSeconds(90),
        Outcome.Accepted,
        Noon.AddSeconds(1)
    );
    private static readonly ImageRef NewPicture = new(ImageKind.Custom, "new");

    [Fact]
    public void The_first_new_cover_after_our_upload_is_its_rendition() =>
        Assert.Equal(new("new", null, "our cover"), Learn(Upload, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void The_look_after_settle_may_come_late() => Assert.NotNull(Learn(Upload, NewPicture, Upload.SettledAt + Renditions.LateLook));

    [Fact]
    public void What_appears_later_may_be_anybodys() =>
        Assert.Null(Learn(Upload, NewPicture, Upload.SettledAt + Renditions.LateLook + TimeSpan.FromSeconds(1)));

    [Fact]
    public void An_upload_that_Spotify_answered_unclearly_has_one_too() =>
        Assert.Equal(new("new", null, "our cover"), Learn(Upload with { Outcome = Outcome.Unknown }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void One_that_may_never_have_left_us_has_none() =>
        Assert.Null(Learn(Upload with { Outcome = Outcome.Unknown, AnsweredAt = null }, NewPicture, Noon.AddSeconds(20)));

    [Theory]
    [InlineData(Outcome.Forbidden)]
    [InlineData(Outcome.Refused)]
    [InlineData(Outcome.Unsent)]
    internal void An_upload_that_was_not_accepted_has_no_rendition(Outcome outcome) =>
        Assert.Null(Learn(Upload with { Outcome = outcome }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void Only_the_first_one_is() =>
        Assert.Null(Learn(Upload with { ConfirmedAt = Noon.AddSeconds(10) }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void Once_something_else_was_read_back_nothing_is() =>
        Assert.Null(Learn(Upload with { ReadBack = "theirs" }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void The_cover_from_before_the_upload_is_not() =>
        Assert.Null(Learn(Upload with { Before = "new" }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void A_picture_already_known_is_not() =>
        Assert.Null(new Renditions([new("new", "content", null)]).Learn(NewPicture, new([Upload]), Noon.AddSeconds(20)));

    [Theory]
    [InlineData(ImageKind.None)]
    [InlineData(ImageKind.Mosaic)]
    [InlineData(ImageKind.Album)]
    internal void A_picture_of_Spotifys_own_choice_is_not(ImageKind kind) =>
        Assert.Null(Learn(Upload, new(kind, "new"), Noon.AddSeconds(20)));

    [Fact]
    public void A_restored_title_is_no_upload() => Assert.Null(Learn(Upload with { Field = Field.Title }, NewPicture, Noon.AddSeconds(20)));

    [Fact]
    public void Later_ids_of_the_same_content_are_recognised()
    {
        var renditions = new Renditions([new("one", "content", "our cover"), new("theirs", "their content", null)]);

        Assert.Equal(new("two", "content", "our cover"), renditions.Recognise("two", "content"));
        Assert.Equal(new("three", "their content", null), renditions.Recognise("three", "their content"));
        Assert.Equal(new("four", "never seen", null), renditions.Recognise("four", "never seen"));
    }

    [Fact]
    public void A_picture_taken_for_somebodys_before_we_knew_does_not_hide_that_it_is_ours() =>
        Assert.Equal(
            "our cover",
            new Renditions([new("one", "content", null), new("two", "content", "our cover")]).Recognise("three", "content").CoverHash
        );

    private static Rendition? Learn(Restore restore, ImageRef shown, DateTimeOffset now) =>
        Renditions.None.Learn(shown, new([restore]), now);
}
