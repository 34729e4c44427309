using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Played;

namespace Tonearm.Tests.Party.Played;

/// <summary>What a spreadsheet is given: what was written comes back letter by letter, and nothing of it is a formula.</summary>
public sealed class PlayedCsvTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 27, 20, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Texts = Gen.Elements(
            "=1+1",
            "+49",
            "-",
            "@you",
            "'",
            "\"",
            ",",
            ";",
            "\r\n",
            "\n",
            "\t",
            "'Heroes'",
            "é夜",
            ""
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    [Fact]
    public void Whatever_a_title_is_it_comes_back_as_it_was() =>
        Prop.ForAll(
                Texts.ListOf(2).ToArbitrary(),
                texts =>
                {
                    var lines = Read(
                        PlayedCsv.Of(
                            Of(
                                new PlayedTrack(
                                    Evening,
                                    texts[0],
                                    texts[1],
                                    200_500,
                                    false,
                                    3,
                                    "vote",
                                    true,
                                    null,
                                    "https://open.spotify.com/track/a"
                                )
                            )
                        )
                    );
                    Assert.Equal(2, lines.Count);
                    Assert.Equal(
                        ["2026-11-27T20:00:00Z", texts[0], texts[1], "200", "3", "vote", "yes", "https://open.spotify.com/track/a"],
                        lines[1].Select(Unguarded)
                    );
                    Assert.All(lines[1], field => Assert.DoesNotContain(field.FirstOrDefault('x'), "=+-@\t\r\n"));
                }
            )
            .Holds(500);

    [Fact]
    public void It_says_by_its_first_bytes_how_it_is_to_be_read_and_ends_its_lines_as_the_standard_asks()
    {
        var bytes = PlayedCsv.Of(Of());

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal("Began,Title,Artists,Seconds,Likes,Came by,Suggested,In Spotify\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("'Heroes'", "'Heroes'")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("One, two", "\"One, two\"")]
    public void Only_what_would_be_a_formula_is_led_by_an_apostrophe(string text, string field) =>
        Assert.Equal(field, PlayedCsv.Field(text));

    private static PlayedList Of(params PlayedTrack[] songs) =>
        new(Guid.Empty, "Late Night Kitchen", "ended", Evening, Evening, null, songs);

    private static string Unguarded(string field) =>
        field.TrimStart('\'') is { Length: > 0 } bare && "=+-@\t\r\n＝＋－＠".Contains(bare[0], StringComparison.Ordinal)
            ? field[1..]
            : field;

    /// <summary>RFC 4180, as a program reads it that knows nothing of how it was written.</summary>
    private static List<List<string>> Read(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file[3..]);
        var (lines, line, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is ',' or '\r')
            {
                line.Add(field.ToString());
                field.Clear();
                if (letter == ',')
                    continue;
                lines.Add(line);
                line = [];
                i++;
            }
            else
                field.Append(letter);
        }

        return lines;
    }
}
