using FsCheck.Fluent;
using Tonearm.Party;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class SongClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, null, 190)]
    [InlineData(200, 60, 60)]
    [InlineData(200, 195, 190)]
    [InlineData(200, 600, 190)]
    [InlineData(12, null, 6)]
    [InlineData(12, 15, 6)]
    public void Voting_closes_after_the_set_time_but_not_later_than_the_winner_must_be_known(int length, int? voteSeconds, int closes) =>
        Assert.Equal(
            Start.AddSeconds(closes),
            new SongClock(Start, TimeSpan.FromSeconds(length)).ClosesAt(new PartySettings(VoteSeconds: voteSeconds))
        );

    [Fact]
    public void Voting_closes_within_the_song_and_the_winner_is_handed_over_after_that() =>
        Prop.ForAll(
                Gen.Choose(1, 900_000).ToArbitrary(),
                Gen.Choose(14, 600).ToArbitrary(),
                (length, seconds) =>
                {
                    var clock = new SongClock(Start, TimeSpan.FromMilliseconds(length));
                    var closes = clock.ClosesAt(new PartySettings(VoteSeconds: seconds == 14 ? null : seconds));
                    return Start < closes && closes <= clock.HandOverAt && clock.HandOverAt < clock.EndsAt;
                }
            )
            .Holds(300);

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void Only_a_long_song_is_looked_at_in_its_middle(int length, bool looks) =>
        Assert.Equal(looks, new SongClock(Start, TimeSpan.FromSeconds(length)).MiddleAt is not null);
}
