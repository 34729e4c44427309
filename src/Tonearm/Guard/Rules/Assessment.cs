namespace Tonearm.Guard.Rules;

/// <summary>
/// One protected playlist after a look at it, or a preview of one: what was shown, what that means, and what is to be written. It is the
/// one place where that is decided, and touches nothing.
/// </summary>
/// <param name="Learnt">What its unknown picture turned out to be.</param>
/// <param name="Decisions">Guard's own, with those in their place that a person has asked for.</param>
/// <param name="Restores">To be stored before they are written.</param>
/// <param name="LookAt">When to look again apart from the sweeps; null when they do.</param>
internal sealed record Assessment(
    ProtectedPlaylist Playlist,
    ObservedPlaylist Shown,
    Rendition? Learnt,
    Findings Findings,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<Restore> Restores,
    DateTimeOffset? LookAt
)
{
    /// <param name="learnt">What its picture turned out to be, where it was not known.</param>
    public static Assessment Of(ProtectedPlaylist playlist, ObservedPlaylist shown, Rendition? learnt, TimeSpan settle, DateTimeOffset now)
    {
        var findings = Findings.Of(playlist, shown.Observed, learnt is null ? playlist.Renditions : playlist.Renditions.With(learnt), now);
        var decisions =
            playlist.Asked == Fields.None
                ? findings.Decisions
                :
                [
                    .. findings.Decisions.Zip(
                        Decision.Asked(playlist.Wanted, findings.Comparison, playlist.Asked),
                        (own, asked) => asked.Step == Step.Restore ? asked : own
                    ),
                ];
        var restores = Restore.Begin(decisions, playlist.Wanted, shown.Observed, now, settle);
        DateTimeOffset? next =
            restores.Count > 0
                ? now + settle
                : decisions.Where(decision => decision.Step is Step.Wait or Step.Slow).Min(decision => decision.At);
        return new(playlist, shown, learnt, findings, decisions, restores, next);
    }

    public bool HasDrifted => Findings.Comparison.Drifts.Any(drift => Playlist.Policy.Guards(drift.Field));

    /// <summary>A guarded field differs that no look before has shown so.</summary>
    public bool HasNewDrift =>
        Findings.Comparison.Drifts.Any(drift =>
            Playlist.Policy.Guards(drift.Field)
            && !Playlist.Unwritten.Has(drift.Field)
            && Playlist.Incident?.Value.Drifts.Any(seen => seen.EndedAt is null && seen.Drift.Field == drift.Field) is not true
        );

    /// <summary>Spotify did not tell a field that is guarded, or shows no picture at all, which is how a list does not tell.</summary>
    public bool IsUntold =>
        (
            Playlist.Policy.Guards(Field.Cover)
            && Shown.Observed.Image == Spotify.ImageRef.None
            && Findings.Comparison.Cover != FieldComparison.Same
        ) || FieldSets.Each.Any(each => Playlist.Policy.Guards(each) && Shown.Observed.Unknown.Has(each));

    /// <summary>Whether the playlist, asked for by itself, shows the same in what had changed.</summary>
    public bool IsBorneOutBy(ObservedPlaylist other) =>
        Findings
            .Comparison.Drifts.Where(drift => Playlist.Policy.Guards(drift.Field))
            .All(drift => other.Observed[drift.Field] == Shown.Observed[drift.Field] && !other.Observed.Unknown.Has(drift.Field));

    /// <summary>Whether its due time or a person's wish is another than before this look.</summary>
    public bool IsDueChanged =>
        LookAt != Playlist.DueAt || Playlist.Asked != Fields.None || Playlist.UnseenSince is not null || Unwritten != Playlist.Unwritten;

    /// <summary>The owner's changes that Spotify does not show yet.</summary>
    public Fields Unwritten => Playlist.Unwritten & FieldSets.Each.Where(each => Findings.Comparison[each] != FieldComparison.Same).ToSet();

    /// <summary>The wished-for fields that are not to be written: right already, or beyond what Spotify lets us do.</summary>
    public Fields Granted =>
        Playlist.Asked & Decisions.Where(decision => decision.Step != Step.Restore).Select(decision => decision.Field).ToSet();

    /// <summary>Whether it brings more than the playlist as it was known already.</summary>
    public bool IsNews => IsDueChanged || Restores.Count > 0 || Judged.Any() || Findings.Incident != Playlist.Incident?.Value;

    /// <summary>Spotify shows it differently, or elsewhere in the list, than when it was last seen.</summary>
    public bool HasMoved =>
        Shown.Observed != Playlist.Observed
        || (Shown.Position ?? Playlist.Position) != Playlist.Position
        || (Shown.Position is not null && (Playlist.AbsentAt is not null || Playlist.ListingState != Absence.Listed));

    /// <summary>Restores whose verdict this look has changed.</summary>
    public IEnumerable<Restore> Judged =>
        ReferenceEquals(Findings.History, Playlist.History) ? [] : Findings.History.Restores.Except(Playlist.History.Restores);

    /// <summary>A cover drift that nobody had seen before: its picture is evidence.</summary>
    public bool ShowsNewCover =>
        Findings.Incident is { } incident
        && incident.Drifts.Skip(Playlist.Incident?.Value.Drifts.Count ?? 0).Any(seen => seen.Drift.Field == Field.Cover);

    /// <summary>What this look writes, or was written before and is not shown yet.</summary>
    public IEnumerable<Restore> Confirming =>
        Restores.Concat(
            Decisions
                .Where(decision => decision is { Step: Step.Wait, Reason: Reason.NotYetShown })
                .Select(decision => Findings.History.Last(decision.Field))
                .OfType<Restore>()
        );

    /// <summary>The same with extra looks after it, at what it has put back.</summary>
    /// <param name="now">When the look began.</param>
    public Assessment ConfirmedSoon(DateTimeOffset now)
    {
        DateTimeOffset? next = Confirming.Min(restore => (DateTimeOffset?)ConfirmingLooks.Next(restore.StoredAt, restore.SettledAt, now));
        return next < LookAt ? this with { LookAt = next } : this;
    }

    /// <summary>The same while Spotify takes no writes of some fields.</summary>
    public Assessment Postponed(Fields fields, DateTimeOffset until)
    {
        Restore[] left = [.. Restores.Where(restore => !fields.Has(restore.Field))];
        return left.Length == Restores.Count ? this : this with { Restores = left, LookAt = left.Length > 0 ? LookAt : until };
    }
}
