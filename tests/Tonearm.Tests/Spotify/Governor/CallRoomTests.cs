using FsCheck.Fluent;
using Tonearm.Spotify.Governor;

namespace Tonearm.Tests.Spotify.Governor;

public sealed class CallRoomTests
{
    [Fact]
    public void Watching_a_player_never_takes_more_than_half_of_what_is_left() =>
        Prop.ForAll(
                Gen.Choose(0, 10_000).ToArbitrary(),
                Gen.Choose(1, 600).ToArbitrary(),
                (calls, minutes) =>
                    new CallRoom(calls).LookEvery(TimeSpan.FromMinutes(minutes)) is not { } every
                    || TimeSpan.FromMinutes(minutes) / every <= calls / 2.0
            )
            .Holds();

    [Fact]
    public void More_room_never_means_fewer_looks() =>
        Prop.ForAll(
                Gen.Choose(0, 10_000).ToArbitrary(),
                Gen.Choose(0, 1_000).ToArbitrary(),
                (calls, more) => Every(calls + more) <= Every(calls)
            )
            .Holds();

    [Theory]
    [InlineData(10_000, 14)]
    [InlineData(1_800, 20)]
    [InlineData(800, 40)]
    [InlineData(330, 90)]
    [InlineData(300, null)]
    [InlineData(0, null)]
    public void Four_hours_are_watched_in_steps_and_not_at_all_when_calls_are_short(int calls, int? seconds) =>
        Assert.Equal(seconds, (int?)new CallRoom(calls).LookEvery(TimeSpan.FromHours(4))?.TotalSeconds);

    [Fact]
    public void Without_a_budget_it_is_watched_closely() =>
        Assert.Equal(TimeSpan.FromSeconds(14), new CallRoom(null).LookEvery(TimeSpan.FromHours(4)));

    private static TimeSpan Every(int calls) => new CallRoom(calls).LookEvery(TimeSpan.FromHours(4)) ?? TimeSpan.MaxValue;
}
