using Tonearm.Party.Room;

namespace Tonearm.Tests.Party.Room;

/// <summary>Counts are told without being read as long as nothing but likes has happened since.</summary>
public sealed class UntoldCountsTests
{
    private readonly UntoldCounts untold = new();

    [Theory]
    [InlineData(7, 8L)]
    [InlineData(7, 8L, 9L, 10L)]
    [InlineData(8, 8L, 9L)]
    public void Versions_that_follow_one_another_bring_the_newest(long shown, params long[] written)
    {
        foreach (var version in written)
            untold.Add(At(version));

        Assert.Equal(written[^1], untold.Since(shown)?.Version);
        Assert.Null(untold.Since(shown));
    }

    [Theory]
    [InlineData(6, 8L)]
    [InlineData(7, 8L, 10L)]
    [InlineData(8, 8L)]
    [InlineData(9, 8L)]
    public void A_gap_or_nothing_new_brings_nothing(long shown, params long[] written)
    {
        foreach (var version in written)
            untold.Add(At(version));

        Assert.Null(untold.Since(shown));
    }

    private static PartyCounts At(long version) => new(Guid.Empty, version, [], []);
}
