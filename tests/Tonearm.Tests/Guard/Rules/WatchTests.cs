using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard;
using Tonearm.Guard.Pages;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

/// <summary>What was not seen so within its promised time is never called right, whatever stands in the rows.</summary>
public sealed class WatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly Wanted Wanted = new("Deep focus", "No words", "our cover");
    private static readonly Renditions Renditions = new([new("ours", null, "our cover"), new("other", null, null)]);

    private static readonly PlaylistState[] Claims = [PlaylistState.AsWanted, PlaylistState.Watching];

    private static readonly Gen<DateTimeOffset?> Moment = Gen.Frequency(
        (1, Gen.Constant<DateTimeOffset?>(null)),
        (4, from minutes in Gen.Choose(-600, 0) select (DateTimeOffset?)Noon.AddMinutes(minutes))
    );

    [Fact]
    public void Nothing_says_as_you_want_it_of_what_no_look_has_shown_so_in_its_time() =>
        Prop.ForAll(
                Rows().ToArbitrary(),
                row =>
                {
                    var watch = Watch.Of(row.SweptAt, row.SweptAt + Every, row.SinglyAt, row.UnseenSince, Every);
                    var seenAt = row.UnseenSince ?? (row.SweptAt > row.SinglyAt || row.SinglyAt is null ? row.SweptAt : row.SinglyAt);
                    var isFresh = row.UnseenSince is null
                        ? (seenAt >= Noon - Every - Watch.Grace || row.SweptAt >= Noon - Every - Watch.Grace)
                        : row.UnseenSince >= Noon - Watch.Grace;
                    var now = PlaylistNow.Of(Owned(row), Guarded(row, watch), Noon);
                    var line = GuardViews.Row(now, []);
                    var told = PlaylistInfo.Of(now);

                    // Each field by itself: right only where it was seen right in time; so too the whole, in every place that tells of it.
                    var isFieldHonest = FieldSets.Each.All(field =>
                        now.Status[field].State != PlaylistState.AsWanted
                        || (row.Policy.Guards(field) && isFresh && !row.Unknown.Has(field) && !row.Differs.Has(field))
                    );
                    var guarded = FieldSets.Each.Where(row.Policy.Guards).ToSet();
                    var isRight = row.Policy.Mode != Mode.Off && isFresh && (guarded & (row.Unknown | row.Differs)) == Fields.None;
                    // What a person has asked for is on its way as long as no look has shown it.
                    var asked = row.Asked & (row.Differs | row.Unknown) & ~guarded;
                    return isFieldHonest
                        && Claims.Contains(now.State) == (isRight && asked == Fields.None)
                        && Claims.Contains(line.State) == Claims.Contains(now.State)
                        && Claims.Any(claim => claim.Slug() == told.State) == Claims.Contains(now.State)
                        && told.States.Select(each => each.State).SequenceEqual(now.Status.Each.Select(said => said.State.Slug()))
                        && (OverviewWords.Sentence(Tally.Of([line])) == "Your protected playlist is as you want it.")
                            == Claims.Contains(now.State)
                        && (
                            now.Status.IsWatched
                            || now.Status.Each.All(said =>
                                !row.Policy.Guards(said.Field) || said.State is PlaylistState.NotWatched or PlaylistState.OnHold
                            )
                        );
                }
            )
            .Holds(2000);

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
        from differs in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, 7)))
        from asked in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 7)))
        from unwritten in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 7)))
        from fields in Gen.Choose(1, 7)
        from mode in Gen.Frequency((4, Gen.Elements(Mode.Restore, Mode.Watch)), (1, Gen.Constant(Mode.Off)))
        from restores in Gen.Frequency((1, Gen.Constant(History.Empty)), (2, Histories()))
        select new Row(
            swept,
            singly,
            unseen,
            (Fields)unknown,
            (Fields)differs,
            (Fields)asked,
            (Fields)unwritten,
            new(mode, (Fields)fields),
            restores
        );

    private static Gen<History> Histories() =>
        from restores in (
            from field in Gen.Elements(FieldSets.Each)
            from ago in Gen.Choose(0, 40)
            from outcome in Gen.Elements(Enum.GetValues<Tonearm.Guard.Rules.Outcome>())
            from confirmed in Gen.Elements(true, false)
            from readBack in Gen.Elements(null, "", "Another")
            select new Restore(
                1,
                field,
                "Another",
                Wanted[field],
                Noon.AddMinutes(-ago),
                Noon.AddMinutes(-ago).AddSeconds(90),
                outcome,
                Noon.AddMinutes(-ago),
                false,
                confirmed ? Noon.AddMinutes(-ago) : null,
                readBack
            )
        ).ArrayOf()
        select new History([.. restores.OrderBy(restore => restore.StoredAt)]);

    private static OwnedPlaylist Owned(Row row) =>
        new()
        {
            Id = "playlist",
            AccountId = Guid.Empty,
            AccountName = "account",
            Position = 1,
            Title = "Deep focus",
            Description = "No words",
            ImageKind = ImageKind.Custom,
            ImageId = "ours",
            Items = 10,
            Public = true,
            ListingState = Absence.Listed,
            Unknown = row.Unknown,
            Mode = row.Policy.Mode,
            Fields = row.Policy.Fields,
            Version = 1,
        };

    private static ProtectedPlaylist Guarded(Row row, Watch watch) =>
        new(
            "playlist",
            1,
            Absence.Listed,
            null,
            1,
            Wanted,
            new Observed(
                row.Differs.Has(Field.Title) ? "Another" : "Deep focus",
                row.Differs.Has(Field.Description) ? "Another" : "No words",
                new(ImageKind.Custom, row.Differs.Has(Field.Cover) ? "other" : "ours")
            ).Without(row.Unknown),
            row.Policy,
            row.Asked,
            row.Unwritten,
            null,
            watch,
            row.UnseenSince,
            row.History,
            Renditions,
            null
        );

    private sealed record Row(
        DateTimeOffset? SweptAt,
        DateTimeOffset? SinglyAt,
        DateTimeOffset? UnseenSince,
        Fields Unknown,
        Fields Differs,
        Fields Asked,
        Fields Unwritten,
        Policy Policy,
        History History
    );
}
