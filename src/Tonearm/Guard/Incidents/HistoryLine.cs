using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Incidents;

/// <summary>One line of a playlist's history: who did what, and when.</summary>
/// <param name="At">When it was done; of what was only noticed, when it was seen first.</param>
/// <param name="By"><c>you</c>, <c>guard</c> or <c>somebody-else</c>, who is whoever changed it outside Tonearm.</param>
/// <param name="What">
/// <c>protected</c>, <c>edited</c>, <c>kept</c>, <c>rolled-back</c>: a wanted version was made. <c>removed</c>, <c>changed</c>: noticed on
/// Spotify.
/// <c>written</c>: Spotify took it, and no look has shown it yet. <c>put-back</c>, <c>right-again</c>: as wanted again.
/// </param>
/// <param name="Field"><c>title</c>, <c>description</c> or <c>cover</c>; null for a version.</param>
/// <param name="Before">What was wanted: a text, or the address of a picture.</param>
/// <param name="After">What stood there instead.</param>
/// <param name="NotYetAt">The last look that did not show it.</param>
/// <param name="Version">The wanted version that was made.</param>
public sealed record HistoryLine(
    DateTimeOffset At,
    string By,
    string What,
    string? Field = null,
    string? Before = null,
    string? After = null,
    DateTimeOffset? NotYetAt = null,
    int? Version = null
)
{
    /// <summary>The newest first.</summary>
    internal static IReadOnlyList<HistoryLine> Of(IEnumerable<IncidentView> incidents, IEnumerable<WantedVersion> versions) =>
        [
            .. versions
                .Select(version => new HistoryLine(
                    version.MadeAt,
                    Who.You.Slug(),
                    version.Origin switch
                    {
                        WantedOrigin.Taken => "protected",
                        WantedOrigin.Kept => "kept",
                        WantedOrigin.RolledBack => "rolled-back",
                        _ => "edited",
                    },
                    Version: version.Version
                ))
                .Concat(incidents.SelectMany(incident => incident.Drifts).SelectMany(Of))
                .OrderBy(line => line.At)
                .Reverse(),
        ];

    private static IEnumerable<HistoryLine> Of(DriftView drift)
    {
        var (seen, field) = (drift.Seen, drift.Seen.Drift.Field.ToString().ToLowerInvariant());
        yield return new(
            seen.SeenAt,
            seen.By.Slug(),
            seen.Drift.Kind == DriftKind.Blanked ? "removed" : "changed",
            field,
            drift.Before,
            drift.Shown,
            seen.NotYetAt
        );
        if (seen is { EndedAt: { } end, Ending: Ending.PutBack or Ending.ByItself, EndedBy: { } by })
            yield return new(end, by.Slug(), seen.Ending == Ending.PutBack ? "put-back" : "right-again", field);
        // What was kept is told by the version that came of it.
        else if (drift.Now?.WrittenAt is { } written)
            yield return new(written, Who.Guard.Slug(), "written", field);
    }
}
