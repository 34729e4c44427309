using Tonearm.Web;

namespace Tonearm.Tests.Web;

public sealed class BidiTests
{
    [Theory]
    [InlineData("Kitchen radio", "Kitchen radio")]
    [InlineData("Café & 東京", "Café & 東京")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("שירים", "\u2068שירים\u2069")]
    [InlineData("Mix \u202eevil", "\u2068Mix evil\u2069")]
    [InlineData("Mix\u2069 \u202eevil", "\u2068Mix evil\u2069")]
    public void Text_of_another_direction_turns_nothing_round_but_itself(string? text, string isolated) =>
        Assert.Equal(isolated, Bidi.Plain(text));
}
