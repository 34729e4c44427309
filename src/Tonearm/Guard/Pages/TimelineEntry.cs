using Tonearm.Guard.Incidents;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>A dot on the line of a playlist's history: something that changed, or a version its owner made.</summary>
/// <param name="Cover">The playlist's picture, where the line tells of several.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    DriftView? Drift = null,
    WantedVersion? Version = null,
    string? PlaylistId = null,
    string? PlaylistTitle = null,
    string? Cover = null
)
{
    /// <summary>The story of one playlist, the newest first.</summary>
    public static IReadOnlyList<TimelineEntry> Of(PlaylistView view) =>
        [
            .. view
                .Incidents.SelectMany(incident => incident.Drifts)
                .Select(drift => new TimelineEntry(drift.Seen.SeenAt, drift))
                .Concat(view.Versions.Select(version => new TimelineEntry(version.MadeAt, Version: version)))
                .OrderByDescending(entry => entry.At),
        ];

    /// <summary>What a dot's colour and shape say.</summary>
    public string Kind =>
        this switch
        {
            { Version: not null } => "version",
            { Drift.Now.State: PlaylistState.Confirming } => "confirming",
            { Drift.Seen.EndedAt: null } => "open",
            { Drift.Seen.Ending: Ending.PutBack } => "back",
            _ => "ended",
        };
}
