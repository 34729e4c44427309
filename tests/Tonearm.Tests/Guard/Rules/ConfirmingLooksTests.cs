using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class ConfirmingLooksTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 10)]
    [InlineData(4, 10)]
    [InlineData(10, 30)]
    [InlineData(30, 90)]
    [InlineData(200, 90)]
    public void A_restore_is_looked_at_after_3_10_30_and_90_seconds(int now, int next) =>
        Assert.Equal(Noon.AddSeconds(next), ConfirmingLooks.Next(Noon, Noon.AddSeconds(90), Noon.AddSeconds(now)));

    [Fact]
    public void No_look_is_later_than_settle() =>
        Assert.Equal(Noon.AddSeconds(5), ConfirmingLooks.Next(Noon, Noon.AddSeconds(5), Noon.AddSeconds(3)));

    [Theory]
    [InlineData(null, 27, true)]
    [InlineData(8, 1, true)]
    [InlineData(7, 1, false)]
    [InlineData(8, 2, false)]
    [InlineData(0, 1, false)]
    public void Extra_looks_take_at_most_half_of_what_is_left(int? room, int windows, bool may) =>
        Assert.Equal(may, ConfirmingLooks.MayLookSoon(room, windows));
}
