using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Incidents;

/// <summary>Thirty days in figures.</summary>
/// <param name="Typical">The median time from seeing a change to having put it back.</param>
/// <param name="Open">Changes that last, or of which no look has shown the end.</param>
public sealed record IncidentsMonth(int Changes, int Playlists, int PutBack, TimeSpan? Typical = null, int Open = 0);

/// <summary>An incident as pages and the API show it.</summary>
/// <param name="ClosedAt">Null as long as it goes on.</param>
/// <param name="Drifts">The oldest first.</param>
public sealed record IncidentView(
    long Id,
    string PlaylistId,
    string PlaylistTitle,
    string? PlaylistCover,
    string AccountName,
    DateTimeOffset StartedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<DriftView> Drifts
)
{
    /// <summary>The same with what may be said now of what lasts. Of two on one field only the later still shows.</summary>
    internal IncidentView Told(PlaylistStatus status) =>
        ClosedAt is not null
            ? this
            : this with
            {
                Drifts =
                [
                    .. Drifts.Select(
                        (drift, i) =>
                            drift.Seen.EndedAt is not null
                            || Drifts.Skip(i + 1).Any(later => later.Seen.Drift.Field == drift.Seen.Drift.Field)
                                ? drift
                                : drift with
                                {
                                    Now = status[drift.Seen.Drift.Field],
                                }
                    ),
                ],
            };
}

/// <summary>One change with what stood there before and after; texts for a text, addresses of pictures for a cover.</summary>
/// <param name="Before">What was wanted.</param>
/// <param name="Shown">What stood there instead; null when nothing did.</param>
/// <param name="Now">What may be said of the field, as long as the drift lasts.</param>
/// <param name="Past">Where it is kept, to want what stood there.</param>
public sealed record DriftView(SeenDrift Seen, string? Before, string? Shown, FieldStatus? Now = null, PastValue? Past = null)
{
    public ToldDrift Told => new(Seen, Now);

    /// <summary>What stood there is something that somebody may want: a text, or a picture that was kept.</summary>
    public bool IsWantable => Past is not null && Seen.Drift.Kind == DriftKind.Edited && !string.IsNullOrWhiteSpace(Shown);
}

/// <summary>A drift by its incident and its place in it.</summary>
public sealed record PastValue(long Incident, int Number);
