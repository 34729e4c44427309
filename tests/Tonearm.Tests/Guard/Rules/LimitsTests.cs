using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class LimitsTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("Rock & Roll / \"夜\" 🎧")]
    public void An_ordinary_text_passes(string text)
    {
        Assert.Null(Limits.Title(text));
        Assert.Null(Limits.Description(text, shown: ""));
    }

    [Fact]
    public void A_hundred_characters_are_a_title_and_one_more_is_told_how_many_to_drop()
    {
        Assert.Null(Limits.Title(new string('x', 100)));
        Assert.Equal("The title has 103 characters and Spotify takes 100. Please shorten it by 3.", Limits.Title(new string('x', 103)));
    }

    [Fact]
    public void Three_hundred_are_a_description()
    {
        Assert.Null(Limits.Description(new string('x', 300), shown: ""));
        Assert.Contains("by 1.", Limits.Description(new string('x', 301), shown: ""));
    }

    [Fact]
    public void An_emoji_counts_as_a_browser_counts_it()
    {
        Assert.Null(Limits.Title(string.Concat(Enumerable.Repeat("🎧", 50))));
        Assert.NotNull(Limits.Title(string.Concat(Enumerable.Repeat("🎧", 50)) + "x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("\n")]
    public void A_title_cannot_be_empty(string title) => Assert.StartsWith("A playlist needs a title", Limits.Title(title));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    public void Lines_cannot_be_broken(string lineBreak)
    {
        Assert.Contains("line breaks", Limits.Title($"one{lineBreak}two"));
        Assert.Contains("line breaks", Limits.Description($"one{lineBreak}two", shown: ""));
    }

    [Fact]
    public void A_description_cannot_be_emptied_but_may_stay_empty()
    {
        Assert.Null(Limits.Description("", shown: ""));
        Assert.Null(Limits.Description(" ", shown: " "));
        Assert.Contains("empty a description", Limits.Description(" ", shown: "hello"));
    }

    [Fact]
    public void A_picture_of_180000_bytes_passes_and_one_byte_more_is_told_what_to_do()
    {
        Assert.Null(Limits.Cover(Jpegs.Padded(180_000)));
        Assert.Equal(
            "The picture has 180,001 bytes and Spotify takes 180,000. Please save it smaller, 640 by 640 pixels are enough.",
            Limits.Cover(Jpegs.Padded(180_001))
        );
    }

    [Fact]
    public void What_is_no_picture_is_told_so() => Assert.Contains("not a JPEG", Limits.Cover("<svg/>"u8));
}
