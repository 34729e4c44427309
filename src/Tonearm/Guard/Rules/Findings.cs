namespace Tonearm.Guard.Rules;

/// <summary>
/// What a playlist, shown so at this moment, means, in the order it has to be thought: judge what we wrote, compare, decide, tell the
/// incident. A cover not known by its id must have been identified before (<see cref="Renditions"/>), if it could be.
/// </summary>
/// <param name="History">As judged by this look; store what has changed.</param>
/// <param name="Decisions">Guard's own, whatever a person has asked for.</param>
/// <param name="Incident">Open, closed by this look, or none.</param>
internal sealed record Findings(Comparison Comparison, History History, IReadOnlyList<Decision> Decisions, Incident? Incident)
{
    /// <param name="known">The playlist's renditions with what this look has learnt.</param>
    public static Findings Of(ProtectedPlaylist playlist, Observed observed, Renditions known, DateTimeOffset now)
    {
        var comparison = Comparison.Of(playlist.Wanted, observed, known, playlist.History);
        var judged = playlist.History.Judge(observed, known, now);
        return new(
            comparison,
            judged,
            Decision.Of(playlist.Wanted, observed, comparison, playlist.Policy, judged, now),
            Incident.After(
                playlist.Incident?.Value,
                comparison,
                observed,
                playlist.Policy,
                judged,
                playlist.Unwritten,
                playlist.Watch.SeenAt,
                now
            )
        );
    }
}
