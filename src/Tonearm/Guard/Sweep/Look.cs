namespace Tonearm.Guard.Sweep;

/// <summary>
/// What one look at one protected playlist means: what to remember and what to write. Pure; the sweep fetches, this decides, the store saves.
/// </summary>
/// <param name="History">Judged by this look.</param>
/// <param name="Incident">The incident after it; null when there is none.</param>
/// <param name="Restores">To be stored before they are written.</param>
/// <param name="LookAt">When to look again apart from the sweeps; null when they do.</param>
internal sealed record Look(
    ProtectedPlaylist Playlist,
    Sighting Sighting,
    IReadOnlyList<Rendition> NewRenditions,
    History History,
    Incident? Incident,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<Restore> Restores,
    DateTimeOffset? LookAt)
{
    public bool HasDrifted => Decisions.Any(decision => decision.Reason is not (Reason.AsWanted or Reason.NotGuarded));

    /// <summary>Whether its due time or a person's wish is another than before this look.</summary>
    public bool IsDueChanged => LookAt != Playlist.DueAt || Playlist.Asked != Fields.None;

    /// <summary>The wished-for fields that need no further asking: being written, or right already.</summary>
    public Fields Answered => Decisions.Where(decision => decision.Reason == Reason.AsWanted).Select(decision => decision.Field)
        .Concat(Restores.Select(restore => restore.Field)).ToSet();

    /// <summary>The same look where Spotify takes no writes of some fields for now.</summary>
    public Look Postponed(Fields fields, DateTimeOffset until) => Restores.Any(restore => fields.Has(restore.Field))
        ? this with { Restores = [.. Restores.Where(restore => !fields.Has(restore.Field))], LookAt = LookAt < until && Restores.Any(restore => !fields.Has(restore.Field)) ? LookAt : until }
        : this;

    /// <summary>Restores whose verdict this look has changed.</summary>
    public IEnumerable<Restore> Judged => History.Restores.Except(Playlist.History.Restores);

    /// <param name="renditions">What was learnt of its picture by this look, beyond what the playlist knew.</param>
    /// <param name="lastLook">The account's last sweep.</param>
    public static Look At(
        ProtectedPlaylist playlist, Sighting sighting, Renditions known, IReadOnlyList<Rendition> renditions, DateTimeOffset? lastLook, TimeSpan settle, DateTimeOffset now)
    {
        var (wanted, observed, policy) = (playlist.Wanted, sighting.Observed, playlist.Policy);
        var comparison = Comparison.Of(wanted, observed, known);
        var history = playlist.History.Judge(comparison, observed, now);
        var decisions = Merge(
            Decision.Of(wanted, observed, comparison, policy, history, now),
            Decision.Asked(wanted, comparison, playlist.Asked));

        var seenBefore = lastLook > playlist.SeenAt ? lastLook : playlist.SeenAt ?? lastLook;
        var incident = Incident.After(playlist.Incident?.Value, comparison, observed, policy, history, seenBefore, now);
        Restore[] restores =
        [
            .. from decision in decisions
               where decision.Step == Step.Restore
               select new Restore(0, decision.Field, observed[decision.Field], wanted[decision.Field], now, now + settle, Asked: decision.Reason == Reason.Asked),
        ];
        DateTimeOffset? next = restores.Length > 0 ? now + settle
            : decisions.Where(decision => decision is { Step: Step.Wait or Step.Slow, At: not null }).Min(decision => decision.At);
        return new(playlist, sighting, renditions, history, incident, decisions, restores, next);
    }

    private static IReadOnlyList<Decision> Merge(IReadOnlyList<Decision> own, IReadOnlyList<Decision> asked) =>
        [.. own.Zip(asked, (mine, theirs) => theirs.Step == Step.Restore ? theirs : mine)];
}
