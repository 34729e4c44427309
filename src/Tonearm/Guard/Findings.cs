namespace Tonearm.Guard;

/// <summary>
/// All that one look at one playlist tells, in the order it has to be thought: judge what we wrote, compare, decide, tell the incident. A cover not
/// known by its id must have been learned or fetched before (<see cref="Renditions"/>), if it could be.
/// </summary>
/// <param name="History">As judged by this look; store what has changed.</param>
/// <param name="Incident">Open, closed by this look, or none.</param>
/// <param name="Restores">What to put back now. Store them first, then write: details, then cover.</param>
internal sealed record Findings(
    Comparison Comparison,
    History History,
    IReadOnlyList<Decision> Decisions,
    PlaylistState State,
    Incident? Incident,
    IReadOnlyList<Restore> Restores)
{
    /// <param name="open">The playlist's open incident.</param>
    /// <param name="lastLook">The look before this one.</param>
    /// <param name="settle">How long Spotify may show an old value after a write.</param>
    public static Findings Of(
        Wanted wanted,
        Observed observed,
        Renditions renditions,
        Policy policy,
        History history,
        Incident? open,
        DateTimeOffset? lastLook,
        DateTimeOffset now,
        TimeSpan settle)
    {
        var comparison = Comparison.Of(wanted, observed, renditions);
        var judged = history.Judge(observed, renditions, now);
        var decisions = Decision.Of(wanted, observed, comparison, policy, judged, now);
        return new(
            comparison,
            judged,
            decisions,
            PlaylistStates.Of(policy, decisions, judged),
            Incident.After(open, comparison, observed, policy, judged, lastLook, now),
            Begin(decisions, wanted, observed, now, settle));
    }

    /// <summary>The restores that decisions ask for, to be stored before they are written.</summary>
    public static IReadOnlyList<Restore> Begin(
        IEnumerable<Decision> decisions, Wanted wanted, Observed observed, DateTimeOffset now, TimeSpan settle) =>
    [
        .. from decision in decisions
           where decision.Step == Step.Restore
           let asked = decision.Reason == Reason.Asked
           select new Restore(0, decision.Field, observed[decision.Field], wanted[decision.Field], now, now + settle, Asked: asked),
    ];
}
