using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

public sealed class ComparisonTests
{
    private static readonly Wanted Wanted = new("Deep focus", "Rock & \"roll\"", "our cover");
    private static readonly ImageRef Ours = new(ImageKind.Custom, "our picture");
    private static readonly ImageRef Mosaic = new(ImageKind.Mosaic, "m");
    private static readonly Renditions Renditions = new([
        new("our picture", "content", "our cover"),
        new("our old picture", "old content", "our old cover"),
        new("their picture", "their content", null),
    ]);

    [Fact]
    public void What_is_as_wanted_has_no_drift() => Assert.Empty(Compare(new("Deep focus", "Rock & \"roll\"", Ours)).Drifts);

    [Theory]
    [InlineData("", DriftKind.Blanked)]
    [InlineData(" \t", DriftKind.Blanked)]
    [InlineData("Deep fokus", DriftKind.Edited)]
    internal void A_text_is_blanked_or_edited(string shown, DriftKind kind)
    {
        Assert.Equal([new Drift(Field.Title, kind)], Compare(new(shown, Wanted.Description, Ours)).Drifts);
        Assert.Equal([new Drift(Field.Description, kind)], Compare(new(Wanted.Title, shown, Ours)).Drifts);
    }

    [Fact]
    public void A_text_where_none_is_wanted_is_edited() =>
        Assert.Equal(
            FieldComparison.Edited,
            Comparison.Of(Wanted with { Description = "" }, new("Deep focus", "hello", Ours), Renditions).Description
        );

    [Fact]
    public void A_text_wanted_empty_and_shown_empty_is_the_same() =>
        Assert.Equal(
            FieldComparison.Same,
            Comparison.Of(Wanted with { Description = "" }, new("Deep focus", "", Ours), Renditions).Description
        );

    [Theory]
    [InlineData("our picture", FieldComparison.Same)]
    [InlineData("our old picture", FieldComparison.Edited)]
    [InlineData("their picture", FieldComparison.Edited)]
    [InlineData("a new picture", FieldComparison.Unknown)]
    internal void A_custom_cover_is_what_its_id_is_known_for(string id, FieldComparison expected) =>
        Assert.Equal(expected, Compare(Shown(new(ImageKind.Custom, id))).Cover);

    [Theory]
    [InlineData(ImageKind.None)]
    [InlineData(ImageKind.Mosaic)]
    [InlineData(ImageKind.Album)]
    internal void A_picture_of_Spotifys_own_choice_is_a_blanked_cover_unless_none_is_wanted(ImageKind kind)
    {
        var shown = Shown(new(kind, "our picture"));

        Assert.Equal(FieldComparison.Blanked, Compare(shown).Cover);
        Assert.Equal(FieldComparison.Same, Comparison.Of(Wanted with { CoverHash = null }, shown, Renditions).Cover);
    }

    [Fact]
    public void A_custom_cover_where_none_is_wanted_is_edited_whatever_it_shows() =>
        Assert.Equal(
            FieldComparison.Edited,
            Comparison.Of(Wanted with { CoverHash = null }, Shown(new(ImageKind.Custom, "a new picture")), Renditions).Cover
        );

    [Fact]
    public void An_unknown_cover_is_no_drift_yet() => Assert.Empty(Compare(Shown(new(ImageKind.Custom, "a new picture"))).Drifts);

    [Fact]
    public void A_takedown_of_everything_is_three_drifts() =>
        Assert.Equal(
            [
                new Drift(Field.Title, DriftKind.Blanked),
                new Drift(Field.Description, DriftKind.Blanked),
                new Drift(Field.Cover, DriftKind.Blanked),
            ],
            Compare(new("", "", Mosaic)).Drifts
        );

    private static Comparison Compare(Observed observed) => Comparison.Of(Wanted, observed, Renditions);

    private static Observed Shown(ImageRef image) => new(Wanted.Title, Wanted.Description, image);
}
