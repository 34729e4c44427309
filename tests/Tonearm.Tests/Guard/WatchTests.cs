using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard;

/// <summary>What was not seen so within its promised time is never called right, whatever stands in the rows.</summary>
public sealed class WatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly Wanted Wanted = new("Deep focus", "No words", "our cover");
    private static readonly Renditions Renditions = new([new("ours", null, "our cover")]);

    private static readonly Gen<DateTimeOffset?> Moment = Gen.Frequency(
        (1, Gen.Constant<DateTimeOffset?>(null)), (4, from minutes in Gen.Choose(-600, 0) select (DateTimeOffset?)Noon.AddMinutes(minutes)));

    [Fact]
    public void Nothing_is_as_wanted_that_no_look_has_shown_so_in_its_time() =>
        Prop.ForAll(Rows().ToArbitrary(), row =>
        {
            var watch = Watch.Of(row.SweptAt, row.SweptAt + Every, row.SinglyAt, row.UnseenSince, Every);
            var observed = new Observed("Deep focus", "No words", new(ImageKind.Custom, "ours")).Without(row.Unknown);
            var findings = Findings.Of(Wanted, observed, Renditions, new(row.Mode), History.Empty, null, Fields.None, watch, Noon);
            var claimed = findings.State is PlaylistState.AsWanted or PlaylistState.Watching;
            var seenAt = row.UnseenSince ?? (row.SweptAt > row.SinglyAt || row.SinglyAt is null ? row.SweptAt : row.SinglyAt);
            var isFresh = seenAt >= Noon - Every - Watch.Grace || (row.UnseenSince is null && row.SweptAt >= Noon - Every - Watch.Grace);
            return claimed == (isFresh && row.Unknown == Fields.None && !(row.UnseenSince < Noon - Watch.Grace));
        }).Holds(500);

    [Fact]
    public void A_look_that_ought_to_have_shown_it_and_did_not_ends_the_promise() =>
        Assert.False(Watch.Of(Noon, Noon + Every, Noon, Noon.AddMinutes(-5), Every).IsKept(Noon));

    [Fact]
    public void Grace_is_given_for_a_take_over_and_no_more()
    {
        var watch = Watch.Of(Noon, Noon + Every, null, null, Every);

        Assert.True(watch.IsKept(Noon + Every + Watch.Grace));
        Assert.False(watch.IsKept(Noon + Every + Watch.Grace + TimeSpan.FromSeconds(1)));
    }

    private static Gen<Row> Rows() =>
        from swept in Moment
        from singly in Moment
        from unseen in Gen.Frequency((3, Gen.Constant<DateTimeOffset?>(null)), (1, Moment))
        from unknown in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 7)))
        from mode in Gen.Elements(Mode.Restore, Mode.Watch)
        select new Row(swept, singly, unseen, (Fields)unknown, mode);

    private sealed record Row(DateTimeOffset? SweptAt, DateTimeOffset? SinglyAt, DateTimeOffset? UnseenSince, Fields Unknown, Mode Mode);
}
