using Tonearm.Web;

namespace Tonearm.Tests.Web;

public sealed class TimestampMarkupTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 16, 57, 58, TimeSpan.FromHours(2));

    [Fact]
    public void A_moment_in_a_sentence_is_found_again() =>
        Assert.Equal(
            [("Closed until ", At), (". Then open.", null)],
            TimestampMarkup.Pieces($"Closed until {TimestampMarkup.Mark(At)}. Then open.")
        );

    [Fact]
    public void Who_reads_no_page_is_told_it_as_ISO_8601_has_it() =>
        Assert.Equal("Closed until 2026-11-26T14:57:58Z.", TimestampMarkup.Plain($"Closed until {TimestampMarkup.Mark(At)}."));

    [Theory]
    [InlineData("Nothing of the kind")]
    [InlineData("{2026-13-32T25:61:61Z} is none")]
    [InlineData("")]
    public void What_is_no_moment_stays_as_it_is(string text) => Assert.Equal([(text, null)], TimestampMarkup.Pieces(text));
}
