using Tonearm.Party.Joining;
using Tonearm.Party.Screens;

namespace Tonearm.Tests.Party.Screens;

/// <summary>What a television shows for a host to type.</summary>
public sealed class PairingCodeTests
{
    [Theory]
    [InlineData("FHKLM", "FHKLM")]
    [InlineData("fhklm", "FHKLM")]
    [InlineData(" f-h k.l\tM ", "FHKLM")]
    [InlineData("ＦＨＫＬＭ", "FHKLM")]
    [InlineData("FHKL", null)]
    [InlineData("FHKLMM", null)]
    [InlineData("FHKLA", null)]
    [InlineData("482913", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_it_was_meant(string? typed, string? code) => Assert.Equal(code, PairingCode.Read(typed));

    [Fact]
    public void What_is_drawn_is_read_again_and_is_never_taken_for_the_code_of_a_party()
    {
        var drawn = Enumerable.Range(0, 500).Select(_ => PairingCode.Draw()).ToArray();

        Assert.All(drawn, code => Assert.Equal(code, PairingCode.Read(code)));
        Assert.All(drawn, code => Assert.Null(PartyCodes.Read(code)));
        // All letters of it come up, or the draw is not one.
        Assert.Equal(PairingCode.Alphabet.Order(), drawn.SelectMany(code => code).Distinct().Order());
    }

    /// <summary>Read aloud in English, or taken for a digit or for each other from five metres.</summary>
    [Fact]
    public void No_two_letters_sound_or_look_alike()
    {
        string[] alike = ["BCDEGPTVZ", "AJK", "MN", "FS", "IY", "QU", "O0", "I1", "8B", "5S", "2Z"];

        Assert.All(alike, group => Assert.InRange(group.Count(letter => PairingCode.Alphabet.Contains(letter)), 0, 1));
        Assert.DoesNotContain(PairingCode.Alphabet, letter => "AEIOU".Contains(letter));
    }
}
