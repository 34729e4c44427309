namespace Tonearm.Guard.Sweep;

/// <summary>
/// One look at one protected playlist: what it showed, what that means, and what is to be written. Pure; the sweep fetches, this thinks, the
/// store saves.
/// </summary>
/// <param name="NewRenditions">What was learnt of its picture on the way.</param>
/// <param name="Decisions">Guard's own, with those in their place that a person has asked for.</param>
/// <param name="Restores">To be stored before they are written.</param>
/// <param name="LookAt">When to look again apart from the sweeps; null when they do.</param>
internal sealed record Look(
    ProtectedPlaylist Playlist,
    Sighting Sighting,
    IReadOnlyList<Rendition> NewRenditions,
    Findings Findings,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<Restore> Restores,
    DateTimeOffset? LookAt)
{
    public bool HasDrifted => Findings.Comparison.Drifts.Any(drift => Playlist.Policy.Guards(drift.Field));

    /// <summary>Whether its due time or a person's wish is another than before this look.</summary>
    public bool IsDueChanged => LookAt != Playlist.DueAt || Playlist.Asked != Fields.None;

    /// <summary>The wished-for fields that are not to be written: right already, or beyond what Spotify lets us do.</summary>
    public Fields Granted => Playlist.Asked & Decisions.Where(decision => decision.Step != Step.Restore).Select(decision => decision.Field).ToSet();

    /// <summary>Whether it brings more than the playlist as it was known already.</summary>
    public bool IsNews => IsDueChanged || Restores.Count > 0 || Judged.Any() || Findings.Incident != Playlist.Incident?.Value;

    /// <summary>Spotify shows it differently, or elsewhere in the list, than when it was last seen.</summary>
    public bool HasMoved => Sighting.Observed != Playlist.Observed || (Sighting.Position ?? Playlist.Position) != Playlist.Position;

    /// <summary>Restores whose verdict this look has changed.</summary>
    public IEnumerable<Restore> Judged => Findings.History.Restores.Except(Playlist.History.Restores);

    /// <summary>A cover drift that nobody had seen before: its picture is evidence.</summary>
    public bool ShowsNewCover => Findings.Incident is { } incident
        && incident.Drifts.Skip(Playlist.Incident?.Value.Drifts.Count ?? 0).Any(seen => seen.Drift.Field == Field.Cover);

    /// <param name="known">The playlist's renditions with what this look has learnt.</param>
    /// <param name="lastSweep">The account's last sweep.</param>
    public static Look At(
        ProtectedPlaylist playlist, Sighting sighting, Renditions known, IReadOnlyList<Rendition> learnt, DateTimeOffset? lastSweep, TimeSpan settle, DateTimeOffset now)
    {
        var (wanted, observed) = (playlist.Wanted, sighting.Observed);
        var lastLook = lastSweep > playlist.SeenAt ? lastSweep : playlist.SeenAt ?? lastSweep;
        var findings = Findings.Of(wanted, observed, known, playlist.Policy, playlist.History, playlist.Incident?.Value, lastLook, now, settle);
        Decision[] decisions =
        [
            .. findings.Decisions.Zip(
                Decision.Asked(wanted, findings.Comparison, playlist.Asked), (own, asked) => asked.Step == Step.Restore ? asked : own),
        ];
        var restores = Findings.Begin(decisions, wanted, observed, now, settle);
        DateTimeOffset? next = restores.Count > 0 ? now + settle
            : decisions.Where(decision => decision.Step is Step.Wait or Step.Slow).Min(decision => decision.At);
        return new(playlist, sighting, learnt, findings, decisions, restores, next);
    }

    /// <summary>The same look while Spotify takes no writes of some fields.</summary>
    public Look Postponed(Fields fields, DateTimeOffset until)
    {
        Restore[] left = [.. Restores.Where(restore => !fields.Has(restore.Field))];
        return left.Length == Restores.Count ? this : this with { Restores = left, LookAt = left.Length > 0 ? LookAt : until };
    }
}
