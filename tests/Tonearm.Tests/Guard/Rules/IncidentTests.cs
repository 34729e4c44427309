using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Tests.Guard.Rules;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Wanted Wanted = new("Deep focus", "No words", null);
    private static readonly Observed AsWanted = new("Deep focus", "No words", ImageRef.None);
    private static readonly Observed Blanked = AsWanted with { Title = "" };

    [Fact]
    public void While_all_is_as_wanted_there_is_none() => Assert.Null(Look(null, AsWanted, 0));

    [Fact]
    public void The_first_drift_opens_one_and_tells_between_which_looks_it_came()
    {
        var incident = Look(null, Blanked, 5)!;

        Assert.Equal((At(5), At(5), null), (incident.StartedAt, incident.LastAt, incident.ClosedAt));
        Assert.Equal([new SeenDrift(new(Field.Title, DriftKind.Blanked), "", At(0), At(5))], incident.Drifts);
    }

    [Fact]
    public void A_drift_that_is_still_there_is_told_once_and_keeps_the_incident_open()
    {
        var incident = Look(Look(null, Blanked, 5), Blanked, 300)!;

        Assert.Single(incident.Drifts);
        Assert.Equal((At(5), At(300), null), (incident.StartedAt, incident.LastAt, incident.ClosedAt));
    }

    [Fact]
    public void Another_field_or_another_value_is_another_drift_of_the_same_incident()
    {
        var incident = Look(
            Look(Look(null, Blanked, 5), Blanked with { Description = "" }, 10),
            Blanked with
            {
                Title = "Shallow focus",
                Description = "",
            },
            15
        )!;

        Assert.Equal(
            [(Field.Title, DriftKind.Blanked), (Field.Description, DriftKind.Blanked), (Field.Title, DriftKind.Edited)],
            incident.Drifts.Select(seen => (seen.Drift.Field, seen.Drift.Kind))
        );
    }

    [Fact]
    public void A_confirmed_restore_ends_it_when_Spotify_took_it()
    {
        var restore = new Restore(
            1,
            Field.Title,
            "",
            "Deep focus",
            At(5),
            At(6.5),
            Outcome.Accepted,
            AnsweredAt: At(5.2),
            ConfirmedAt: At(7)
        );

        var drift = Look(Look(null, Blanked, 5), AsWanted, 7, restore)!.Drifts.Single();

        Assert.Equal((At(5.2), Ending.PutBack), (drift.EndedAt, drift.Ending));
    }

    [Fact]
    public void A_restore_without_an_answer_ends_it_when_it_was_written()
    {
        var restore = new Restore(1, Field.Title, "", "Deep focus", At(5), At(6.5), ConfirmedAt: At(7));

        Assert.Equal(At(5), Look(Look(null, Blanked, 5), AsWanted, 7, restore)!.Drifts.Single().EndedAt);
    }

    [Fact]
    public void Without_a_restore_it_ended_by_itself_by_the_time_of_the_look()
    {
        var earlier = new Restore(1, Field.Title, "", "Deep focus", At(1), At(2), Outcome.Accepted, AnsweredAt: At(1), ConfirmedAt: At(3));

        var drift = Look(Look(null, Blanked, 5), AsWanted, 10, earlier)!.Drifts.Single();

        Assert.Equal((At(10), Ending.ByItself), (drift.EndedAt, drift.Ending));
    }

    [Fact]
    public void An_ended_drift_stays_as_it_ended()
    {
        var ended = Look(Look(null, Blanked, 5), AsWanted, 10);

        Assert.Equal(ended!.Drifts, Look(ended, AsWanted, 15)!.Drifts);
    }

    [Fact]
    public void The_same_drift_after_it_had_ended_is_another_one()
    {
        var incident = Look(Look(Look(null, Blanked, 5), AsWanted, 10), Blanked, 15)!;

        Assert.Equal([At(10), null], incident.Drifts.Select(seen => seen.EndedAt));
    }

    [Fact]
    public void An_old_value_that_Spotify_shows_within_settle_is_no_drift()
    {
        var restore = new Restore(1, Field.Title, "", "Deep focus", At(5), At(6.5), Outcome.Accepted, ConfirmedAt: At(5.5));
        var ended = Look(Look(null, Blanked, 5), AsWanted, 5.5, restore);

        Assert.Single(Look(ended, Blanked, 6, restore)!.Drifts);
        Assert.Equal(2, Look(ended, Blanked, 6.5, restore)!.Drifts.Count);
    }

    [Fact]
    public void After_an_hour_of_calm_it_is_closed_and_not_before()
    {
        var ended = Look(Look(null, Blanked, 5), AsWanted, 10);

        Assert.Null(Look(ended, AsWanted, 69)!.ClosedAt);
        Assert.Equal(At(70), Look(ended, AsWanted, 70)!.ClosedAt);
    }

    [Fact]
    public void A_cover_that_could_not_be_seen_changes_nothing()
    {
        var unknown = AsWanted with { Image = new(ImageKind.Custom, "new") };

        Assert.Null(
            Incident.After(
                null,
                new(FieldComparison.Same, FieldComparison.Same, FieldComparison.Unknown),
                unknown,
                new(Mode.Restore),
                History.Empty,
                Fields.None,
                At(0),
                At(5)
            )
        );
    }

    [Theory]
    [InlineData(Mode.Off, Fields.All)]
    [InlineData(Mode.Restore, Fields.Description)]
    internal void What_is_not_protected_makes_none(Mode mode, Fields fields) =>
        Assert.Null(
            Incident.After(
                null,
                Comparison.Of(Wanted, Blanked, Renditions.None),
                Blanked,
                new(mode, fields),
                History.Empty,
                Fields.None,
                At(0),
                At(5)
            )
        );

    [Fact]
    public void Watching_makes_one_too() =>
        Assert.NotNull(
            Incident.After(
                null,
                Comparison.Of(Wanted, Blanked, Renditions.None),
                Blanked,
                new(Mode.Watch),
                History.Empty,
                Fields.None,
                At(0),
                At(5)
            )
        );

    [Fact]
    public void What_the_owner_has_changed_is_history_and_no_incident() =>
        Assert.Null(
            Incident.After(
                null,
                Comparison.Of(Wanted, Blanked, Renditions.None),
                Blanked,
                new(Mode.Restore),
                History.Empty,
                Fields.All,
                At(0),
                At(5)
            )
        );

    private static Incident? Look(Incident? open, Observed observed, double minute, params Restore[] restores) =>
        Incident.After(
            open,
            Comparison.Of(Wanted, observed, Renditions.None),
            observed,
            new(Mode.Restore),
            new(restores),
            Fields.None,
            At(0),
            At(minute)
        );

    private static DateTimeOffset At(double minute) => Noon.AddMinutes(minute);
}
