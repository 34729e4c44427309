using Tonearm.Guard.Rules;

namespace Tonearm.Tests.Guard.Rules;

public sealed class RefusalBackoffTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 60)]
    [InlineData(3, 360)]
    [InlineData(4, 1440)]
    [InlineData(9, 1440)]
    public void What_is_refused_again_and_again_is_tried_ever_less_often(int refusals, int minutes)
    {
        var history = new History([.. Enumerable.Range(1, refusals).Select(i => Refused(Noon.AddDays(i - refusals)))]);

        Assert.Equal(Noon.AddMinutes(minutes), RefusalBackoff.Until(history, Field.Title, "Deep focus", Noon));
        Assert.Null(RefusalBackoff.Until(history, Field.Title, "Deep focus", Noon.AddMinutes(minutes)));
    }

    [Fact]
    public void Another_value_or_a_write_that_was_taken_begins_anew()
    {
        Assert.Null(RefusalBackoff.Until(new([Refused(Noon)]), Field.Title, "Another", Noon));
        Assert.Null(
            RefusalBackoff.Until(new([Refused(Noon), Refused(Noon) with { Outcome = Outcome.Accepted }]), Field.Title, "Deep focus", Noon)
        );
    }

    [Fact]
    public void A_refusal_puts_nothing_back_and_slows_nothing() =>
        Assert.Null(
            RestoreBackoff.SlowUntil(new([.. Enumerable.Range(0, 6).Select(i => Refused(Noon.AddMinutes(i)))]), Noon.AddMinutes(6))
        );

    private static Restore Refused(DateTimeOffset at) => new(1, Field.Title, "", "Deep focus", at, at.AddSeconds(90), Outcome.Refused, at);
}
