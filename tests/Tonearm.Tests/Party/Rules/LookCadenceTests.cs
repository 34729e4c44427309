using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class LookCadenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Recording Song = new("spotify:track:a", null, "A", 240_000);
    private static readonly Recording Other = new("spotify:track:b", null, "B", 180_000);
    private static readonly PlayerKnowledge Calm = PlayerKnowledge.None with { Change = new(Noon, [], 1, Seen: true) };

    [Theory]
    [InlineData(null, 1, 0, 14)]
    [InlineData(10_000, 1, 0, 14)]
    [InlineData(570, 1, 0, 14)]
    [InlineData(570, 1, 4, 14)]
    [InlineData(570, 2, 0, 90)]
    [InlineData(400, 1, 0, 20)]
    [InlineData(200, 1, 0, null)]
    [InlineData(0, 1, 9, null)]
    public void What_the_evening_needs_is_put_by_first(int? calls, int parties, int hours, int? seconds) =>
        Assert.Equal(seconds, (int?)LookCadence.WhileWatched(new(calls), parties, TimeSpan.FromHours(hours))?.TotalSeconds);

    [Fact]
    public void A_song_is_watched_until_its_hand_over_and_never_in_doubt() =>
        Prop.ForAll(
                Gen.Choose(0, 300).ToArbitrary(),
                Gen.Choose(0, 2).ToArbitrary(),
                (seconds, looks) =>
                {
                    var clock = new SongClock(Noon, Song.Length);
                    var at = LookCadence.Next(TimeSpan.FromSeconds(14), clock, looks, Calm with { LookedAt = Noon.AddSeconds(seconds) });
                    return at is null
                        ? looks > 0 || seconds + 14 >= 230
                        : looks == 0 && at == Noon.AddSeconds(seconds + 14) && at < clock.HandOverAt;
                }
            )
            .Holds();

    [Fact]
    public void While_something_is_awaited_nobody_watches()
    {
        var clock = new SongClock(Noon, Song.Length);
        foreach (
            var known in new[]
            {
                Calm with
                {
                    Change = new(Noon, [], 1, Seen: false),
                },
                Calm with
                {
                    Moving = new("x", null, 0, null),
                },
                Calm with
                {
                    PostponedTo = Noon,
                },
            }
        )
            Assert.Null(LookCadence.Next(TimeSpan.FromSeconds(14), clock, 0, known));
        Assert.Null(LookCadence.Next(null, clock, 0, Calm));
    }

    [Theory]
    [InlineData(0, null, "Word")]
    [InlineData(-90_000, null, "Word")]
    [InlineData(3_000, null, "Nothing")]
    [InlineData(40_000, null, "Doubt")]
    [InlineData(40_000, 40_100, "Word")]
    [InlineData(41_000, 40_000, "Nothing")]
    public void A_seek_back_counts_when_it_comes_again_and_a_late_answer_never(int laterMs, int? doubtedMs, string worth)
    {
        var now = Noon.AddSeconds(100);
        var known = Calm with { DoubtedSeek = doubtedMs is { } ms ? Noon.AddMilliseconds(ms) : null };
        Assert.Equal(
            worth,
            WatchedLook.Of(new(Song, Noon, Change: Calm.Change), known, new(true, Song, 100_000 - laterMs, false), now).ToString()
        );
    }

    [Fact]
    public void What_says_nothing_counts_the_third_time()
    {
        var (known, now) = (Calm, Noon.AddSeconds(100));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Worth.Nothing, WatchedLook.Of(new(Song, Noon), known, null, now));
            known = known.Noted(Worth.Nothing, null, now);
        }

        Assert.Equal(Worth.Word, WatchedLook.Of(new(Song, Noon), known, null, now));
        Assert.Equal(Worth.Word, WatchedLook.Of(new(Song, Noon), Calm, new(true, Other, 20_000, false), now));
        Assert.Equal(
            Worth.Nothing,
            WatchedLook.Of(new(Song, Noon, Change: new(Noon, [Other], 1, true)), Calm, new(true, Other, 20_000, false), now)
        );
        Assert.Equal(Worth.Word, WatchedLook.Of(new(Song, Noon), Calm, new(false, Song, 20_000, false), now));
    }
}
