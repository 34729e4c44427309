using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tonearm.Spotify;

namespace Tonearm.Tests.Spotify;

public sealed class SpotifyTextTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements(
            "R&B",
            "&amp;",
            "\"quoted\"",
            "it's",
            "a/b",
            "<b>",
            "🎧",
            "é",
            "夜",
            " ",
            "  ",
            "&",
            ";",
            "#39",
            "\u00A0"
        )
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Fact]
    public void Decoding_gives_back_what_Spotify_has_escaped() =>
        Prop.ForAll(Texts, text => SpotifyText.Description(WebUtility.HtmlEncode(text)) == text).Holds();

    [Theory]
    [InlineData("", "")]
    [InlineData("Rock &amp; Roll", "Rock & Roll")]
    [InlineData("it&#x27;s &quot;on&#x2F;off&quot;", "it's \"on/off\"")]
    [InlineData("&#x1F3A7;", "🎧")]
    [InlineData("AT&T; Q&A", "AT&T; Q&A")]
    public void Spotifys_escapes_are_read(string escaped, string text) => Assert.Equal(text, SpotifyText.Description(escaped));

    [Fact]
    public void A_text_is_decoded_once_only() => Assert.Equal("&lt;", SpotifyText.Description("&amp;lt;"));

    [Fact]
    public void What_no_database_takes_is_left_out_and_half_a_character_is_replaced() =>
        Assert.Equal(
            ["NiceName", "half \ufffd a pair", "\ufffd", "whole \ud83c\udf4e"],
            new[] { "Nice\0Name", "half \ud800 a pair", "\udf4e", "whole \ud83c\udf4e" }.Select(SpotifyText.Clean)
        );

    [Fact]
    public void Any_text_becomes_one_that_a_database_takes_and_a_clean_one_stays_as_it_is() =>
        Prop.ForAll(
                Gen.Elements("a", "\0", "\ud800", "\udc00", "\ud83c\udf4e", "\ud83c", new string('x', 4000))
                    .ListOf()
                    .Select(string.Concat)
                    .ToArbitrary(),
                text =>
                {
                    var clean = SpotifyText.Clean(text);
                    return !clean.Contains('\0')
                        && clean.Length <= SpotifyText.MostCharacters
                        && clean.EnumerateRunes().All(rune => clean.Contains(rune.ToString(), StringComparison.Ordinal))
                        && new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(clean) >= clean.Length
                        && SpotifyText.Clean(clean) == clean;
                }
            )
            .Holds();

    [Theory]
    [InlineData("Deep focus", " Deep focus ")]
    [InlineData("Deep focus", "Deep\u00A0 focus")]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("", " \t")]
    public void Blanks_make_no_difference(string one, string other) => Assert.True(SpotifyText.Same(one, other));

    [Theory]
    [InlineData("Deep focus", "Deepfocus")]
    [InlineData("Deep focus", "deep focus")]
    [InlineData("Café", "Cafe")]
    [InlineData("Deep focus", "")]
    [InlineData("🎧", "🎵")]
    public void Anything_else_does(string one, string other) => Assert.False(SpotifyText.Same(one, other));

    [Fact]
    public void Blanks_at_the_ends_and_runs_of_blanks_make_no_difference_to_any_text() =>
        Prop.ForAll(Texts, text => SpotifyText.Same(text, $"\n {text.Replace(" ", " \t ")} ")).Holds();

    [Fact]
    public void A_squeezed_text_has_single_spaces_inside_and_none_at_its_ends() =>
        Prop.ForAll(
                Texts,
                text =>
                {
                    var squeezed = SpotifyText.Squeeze(text);
                    return squeezed == squeezed.Trim()
                        && !squeezed.Contains("  ")
                        && squeezed.Count(char.IsWhiteSpace) == squeezed.Count(c => c == ' ')
                        && squeezed.Replace(" ", "") == string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
                }
            )
            .Holds();
}
