using Tonearm.Accounts;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;

namespace Tonearm.Guard.Pages;

/// <summary>All that the page of one playlist shows.</summary>
/// <param name="Status">What may be said of it.</param>
/// <param name="Wanted">Null as long as it has never been protected.</param>
/// <param name="Drifted">The fields whose observed value is not the wanted one.</param>
/// <param name="Notes">What Guard thinks of a field, where there is something to say (<see cref="DecisionWords"/>).</param>
/// <param name="Versions">All wanted versions, the newest first.</param>
/// <param name="Incidents">The newest first.</param>
/// <param name="Draft">What was typed, when it could not be saved.</param>
/// <param name="Cost">What protecting it would cost, while it is not.</param>
/// <param name="ListingNote">A sentence when the playlist is no longer where it was: not in the library, not at Spotify.</param>
/// <param name="SeenAt">The last look that showed it; null before the first.</param>
/// <param name="Installation">What is wrong with the installation itself; then no account is told to be.</param>
/// <param name="Network">The same of the way to Spotify.</param>
/// <param name="Until">Until then what the page says may be said: the first look that is promised.</param>
public sealed record PlaylistView(
    string Id,
    Guid AccountId,
    string AccountName,
    PlaylistStatus Status,
    Mode Mode,
    Fields Fields,
    WantedView? Wanted,
    ObservedView Observed,
    Fields Drifted,
    LookTimes Looks,
    DateTimeOffset Now,
    IReadOnlyList<FieldNote> Notes,
    IReadOnlyList<WantedVersion> Versions,
    IReadOnlyList<IncidentView> Incidents,
    Draft? Draft = null,
    string? ListingNote = null,
    Remedy? Remedy = null,
    string? Cost = null,
    DateTimeOffset? SeenAt = null,
    Remedy? Installation = null,
    NetworkTrouble? Network = null,
    DateTimeOffset? Until = null
)
{
    public string SpotifyAddress => $"https://open.spotify.com/playlist/{Id}";

    public PlaylistState State => Status.State;

    /// <summary>Something differs that Spotify has not taken already: a person may decide.</summary>
    public bool IsOpen => Status.Each.Any(said => Drifted.Has(said.Field) && said.State != PlaylistState.Confirming);

    public string Address => $"/guard/playlists/{Id}";
}

/// <param name="Cover">The address of the owner's own picture; null where Spotify's own mosaic is fine.</param>
public sealed record WantedView(int Version, string Title, string Description, string? Cover, DateTimeOffset MadeAt);

/// <param name="Cover">The address of the picture Spotify shows; null for none.</param>
/// <param name="OwnCover">Somebody chose that picture; it is not one Spotify made from the songs.</param>
public sealed record ObservedView(string Title, string Description, string? Cover, bool OwnCover, int Songs, bool? Public);

/// <summary>What was typed and why it could not be saved.</summary>
/// <param name="Cover">What was cut, a JPEG in base64; null when none was chosen, or the one that was cannot be.</param>
public sealed record Draft(
    string Title,
    string Description,
    string? TitleProblem = null,
    string? DescriptionProblem = null,
    string? CoverProblem = null,
    string? Cover = null
);
