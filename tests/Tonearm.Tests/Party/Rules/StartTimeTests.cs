using FsCheck;
using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class StartTimeTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 28, 20, 0, 0, TimeSpan.Zero);

    /// <summary>Minutes from a month before to a day after.</summary>
    private static readonly Arbitrary<int> Minutes = Gen.Choose(-43_200, 1_440).ToArbitrary();

    private static readonly Arbitrary<bool> ByItself = Gen.Elements(true, false).ToArbitrary();

    [Fact]
    public void It_starts_by_itself_only_if_that_is_wanted_never_early_and_never_too_late() =>
        Prop.ForAll(
                Minutes,
                ByItself,
                (minutes, itself) =>
                    new StartTime(Evening, itself).StartsNow(Evening.AddMinutes(minutes)) == (itself && minutes is >= 0 and < 120)
            )
            .Holds();

    [Fact]
    public void Nobody_is_missed_before_its_time_and_for_a_while_after() =>
        Prop.ForAll(
                Minutes,
                ByItself,
                (minutes, itself) => new StartTime(Evening, itself).Waits(Evening.AddMinutes(minutes)) == minutes < 240
            )
            .Holds();

    [Fact]
    public void What_is_due_comes_later_than_now_and_the_start_itself_is_never_passed_over() =>
        Prop.ForAll(
                Minutes,
                minutes =>
                {
                    var now = Evening.AddMinutes(minutes);
                    var start = new StartTime(Evening, ByItself: true);
                    var moments = new List<DateTimeOffset>();
                    for (var next = start.Next(now); next is { } at; next = start.Next(at))
                        moments.Add(at);
                    return moments.SequenceEqual(moments.Order())
                        && moments.All(at => at > now)
                        && moments.Contains(Evening) == now < Evening
                        && moments.Count <= 5;
                }
            )
            .Holds();

    [Fact]
    public void A_host_who_starts_it_is_needed_for_nothing_but_that()
    {
        var start = new StartTime(Evening);

        Assert.Equal(Evening.AddHours(-24), start.Next(Evening.AddDays(-3)));
        Assert.Equal(Evening.AddHours(-1), start.Next(Evening.AddHours(-24)));
        Assert.Equal(Evening.AddMinutes(-10), start.Next(Evening.AddHours(-1)));
        Assert.Null(start.Next(Evening.AddMinutes(-10)));
    }

    [Theory]
    [InlineData(0, "That time is over.")]
    [InlineData(-1, "That time is over.")]
    [InlineData(1, null)]
    [InlineData(60 * 24 * 60, null)]
    [InlineData(60 * 24 * 60 + 1, "within the next 60 days")]
    public void A_time_is_one_to_come_and_not_too_far_away(int minutes, string? problem)
    {
        var said = StartTime.Problem(Evening.AddMinutes(minutes), Evening);
        Assert.Equal(problem is null, said is null);
        if (problem is not null)
            Assert.Contains(problem, said!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prepared_partys_playlist_is_asked_for_before_it_begins_and_not_all_the_days_until_then()
    {
        Assert.Equal(Evening.AddMinutes(-15), Rereading.Next(Evening.AddDays(-3), Evening));
        Assert.Equal(Evening.AddMinutes(70), Rereading.Next(Evening.AddMinutes(-10), Evening));
        Assert.Equal(Evening.AddMinutes(80), Rereading.Next(Evening, null));
    }

    [Fact]
    public void The_first_song_is_the_most_liked_of_the_ballot_else_the_first_of_the_order()
    {
        PoolTrack[] ballot = [new(1, Ballot: 0, Likes: 1, Reached: 4), new(2, Ballot: 1, Likes: 2, Reached: 9), new(3)];

        Assert.Equal(2, Winner.First(ballot, new()));
        Assert.Equal(1, Winner.First([new(4), new(1), new(2, Turn: 1)], new()));
        // What was taken off meanwhile does not play, however it is liked.
        Assert.Equal(1, Winner.First([ballot[0], ballot[1] with { Removed = true }, ballot[2]], new()));
        Assert.Null(Winner.First([], new()));
    }
}
