using Tonearm.Guard.Incidents;

namespace Tonearm.Guard.Pages;

/// <summary>The story of one playlist, or of all.</summary>
/// <param name="Playlist">Set for the story of one.</param>
/// <param name="Earlier">The address of the incidents before these; null at the end.</param>
/// <param name="Month">The last thirty days in figures.</param>
public sealed record IncidentsView(
    IReadOnlyList<IncidentView> Incidents,
    DateTimeOffset Now,
    IncidentsMonth Month,
    PlaylistRow? Playlist = null,
    string? Earlier = null
);
