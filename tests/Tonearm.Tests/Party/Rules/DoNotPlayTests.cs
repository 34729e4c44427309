using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class DoNotPlayTests
{
    private static readonly Recording Song = new("spotify:track:a", "ZZ1", "Half Past Summer", 200_000);

    [Theory]
    [InlineData("spotify:track:a", null, "Anything", 1, true)]
    [InlineData("spotify:track:b", "zz1", "Half Past Summer (Remastered)", 231_000, true)]
    [InlineData("spotify:track:b", "ZZ2", "half past summer", 201_000, true)]
    [InlineData("spotify:track:b", "ZZ2", "Half Past Summer", 260_000, false)]
    [InlineData("spotify:track:b", null, "Half Past Winter", 200_000, false)]
    public void A_song_is_barred_in_all_its_versions(string uri, string? isrc, string title, int length, bool barred) =>
        Assert.Equal(barred, new DoNotPlay(DoNotPlayKind.Song, Song.Title, Song).Bars(new(uri, isrc, title, length), "Anybody"));

    [Theory]
    [InlineData("Paper Lanterns", true)]
    [InlineData("Somebody, paper lanterns, Somebody Else", true)]
    [InlineData("The Paper Lanterns", false)]
    [InlineData("Paper", false)]
    [InlineData("", false)]
    public void An_artist_is_barred_beside_others_and_by_the_whole_name(string artists, bool barred) =>
        Assert.Equal(barred, new DoNotPlay(DoNotPlayKind.Artist, "Paper Lanterns").Bars(Song, artists));

    [Theory]
    [InlineData("live", "Sundial (LIVE)", true)]
    [InlineData("live", "Alive", false)]
    [InlineData("live", "Live", true)]
    [InlineData("live", "Delivered, live", true)]
    [InlineData("last christmas", "Last Christmas - Single", true)]
    [InlineData("高速", "夜の高速道路", true)]
    [InlineData("эфир", "Ночной эфир", true)]
    [InlineData("эфир", "эфирный", false)]
    public void A_word_is_barred_by_itself_and_not_as_a_part_of_another(string word, string title, bool barred) =>
        Assert.Equal(barred, new DoNotPlay(DoNotPlayKind.Word, word).Bars(Song with { Title = title }, "Anybody"));

    [Fact]
    public void What_is_the_same_recording_as_a_barred_song_is_barred_whatever_it_is_called() =>
        Prop.ForAll(
                (
                    from uri in Gen.Elements("spotify:track:a", "spotify:track:b")
                    from isrc in Gen.Elements("ZZ1", "zz1", "ZZ2", "", null)
                    from title in Gen.Elements("Half Past Summer", "HALF PAST SUMMER", "Sundial")
                    from length in Gen.Elements(200_000, 201_499, 201_501, 100_000)
                    select new Recording(uri, isrc, title, length)
                ).ToArbitrary(),
                other => new DoNotPlay(DoNotPlayKind.Song, Song.Title, Song).Bars(other, "") == Song.IsSame(other)
            )
            .Holds(200);
}
