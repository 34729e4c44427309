using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class SkipVoteTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_passes_with_more_than_half_of_those_who_are_here_and_never_with_half() =>
        Prop.ForAll(
                Gen.Choose(0, 500).Two().Where(pair => pair.Item1 <= pair.Item2).ToArbitrary(),
                pair => SkipVote.Passes(new(pair.Item1, pair.Item2)) == 2 * pair.Item1 > pair.Item2
            )
            .Holds(1_000);

    /// <summary>Whoever comes keeps a song, whoever goes counts neither way, whatever the order of coming, going and voting.</summary>
    [Fact]
    public void However_people_come_and_go_only_those_who_are_here_decide() =>
        Prop.ForAll(
                Gen.Choose(0, 3).SelectMany(_ => Gen.Choose(0, 11).Two()).ListOf(60).ToArbitrary(),
                steps =>
                {
                    var (here, wants) = (new HashSet<int>(), new HashSet<int>());
                    foreach (var (deed, device) in steps)
                    {
                        var before = Passes();
                        switch (deed % 4)
                        {
                            case 0:
                                var isNew = here.Add(device);
                                if (isNew && !wants.Contains(device) && Passes() && !before)
                                    return false;
                                break;
                            case 1:
                                here.Remove(device);
                                if (!wants.Contains(device) && before && !Passes())
                                    return false;
                                break;
                            case 2:
                                wants.Add(device);
                                if (before && !Passes())
                                    return false;
                                break;
                            default:
                                wants.Remove(device);
                                if (!before && Passes())
                                    return false;
                                break;
                        }

                        if (here.Count == 0 && Passes())
                            return false;
                    }

                    return true;

                    bool Passes() => SkipVote.Passes(new(wants.Count(here.Contains), here.Count));
                }
            )
            .Holds(300);

    [Theory]
    [InlineData(200, 0, SkipTime.TooEarly)]
    [InlineData(200, 29, SkipTime.TooEarly)]
    [InlineData(200, 30, SkipTime.Open)]
    [InlineData(200, 189, SkipTime.Open)]
    [InlineData(200, 190, SkipTime.Over)]
    [InlineData(200, 260, SkipTime.Over)]
    // Too short to be skipped at all.
    [InlineData(38, 28, SkipTime.Over)]
    internal void A_song_has_half_a_minute_and_what_is_about_to_end_ends_by_itself(int length, int second, SkipTime expected) =>
        Assert.Equal(expected, SkipVote.At(new(Start, TimeSpan.FromSeconds(length)), Start.AddSeconds(second)));

    [Fact]
    public void What_stands_still_is_not_skipped() => Assert.Equal(SkipTime.Standing, SkipVote.At(null, Start));
}
