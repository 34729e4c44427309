using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class AlongForecastTests
{
    private const int Song = 200_000;

    [Theory]
    [InlineData(0, null, null, "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song.")]
    [InlineData(
        1,
        600,
        600,
        "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song; one more beside the one who does makes 108 together. There are enough for the evening."
    )]
    [InlineData(
        2,
        270,
        270,
        "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song; one more beside the 2 who do makes 162 together. What is left today is enough for about 2 hours; then it stops, and the party goes on."
    )]
    [InlineData(
        0,
        30,
        500,
        "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song. What is left today is enough for less than an hour; then it stops, and the party goes on."
    )]
    [InlineData(
        0,
        0,
        500,
        "Playing along takes about 54 calls to Spotify an hour, a start and two looks for each song. Today none is left for it: the rest is kept for the party itself."
    )]
    public void It_says_what_it_takes_and_how_long_there_is_enough(int others, int? reads, int? writes, string expected) =>
        Assert.Equal(expected, new AlongForecast(Song, others, reads, writes).Sentence);

    [Fact]
    public void It_promises_no_longer_than_the_calls_that_are_left_and_less_to_more() =>
        Prop.ForAll(
                (
                    from song in Gen.Choose(60_000, 600_000)
                    from others in Gen.Choose(0, 4)
                    from reads in Gen.Choose(0, 2_000)
                    from writes in Gen.Choose(0, 2_000)
                    select new AlongForecast(song, others, reads, writes)
                ).ToArbitrary(),
                forecast =>
                    forecast.AnHour * (forecast.Others + 1) * forecast.Lasts!.Value.TotalHours
                        <= forecast.LeftReads + forecast.LeftWrites + (forecast.Others + 1) * 60
                    && (forecast with { Others = forecast.Others + 1 }).Lasts <= forecast.Lasts
                    && forecast.IsEnough == forecast.Lasts > TimeSpan.Zero
            )
            .Holds(500);
}
