namespace Tonearm.Guard;

/// <summary>
/// All that one look at one playlist tells, in the order it has to be thought: judge what we wrote, compare, decide, tell the incident. A cover not
/// known by its id must have been learned or fetched before (<see cref="Renditions"/>), if it could be.
/// </summary>
/// <param name="History">As judged by this look; store what has changed.</param>
/// <param name="Incident">Open, closed by this look, or none.</param>
internal sealed record Findings(
    Comparison Comparison,
    History History,
    IReadOnlyList<Decision> Decisions,
    Incident? Incident)
{
    /// <param name="open">The playlist's open incident.</param>
    /// <param name="unwritten">Fields in which the owner has changed what is wanted, and no look has shown it yet.</param>
    /// <param name="lastLook">The look before this one.</param>
    public static Findings Of(
        Wanted wanted,
        Observed observed,
        Renditions renditions,
        Policy policy,
        History history,
        Incident? open,
        Fields unwritten,
        DateTimeOffset? lastLook,
        DateTimeOffset now)
    {
        var comparison = Comparison.Of(wanted, observed, renditions, history);
        var judged = history.Judge(observed, renditions, now);
        var decisions = Decision.Of(wanted, observed, comparison, policy, judged, now);
        return new(
            comparison,
            judged,
            decisions,
            Incident.After(open, comparison, observed, policy, judged, unwritten, lastLook, now));
    }
}
