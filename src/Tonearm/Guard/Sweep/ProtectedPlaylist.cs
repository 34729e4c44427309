using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>All that is known of one protected playlist before a look.</summary>
/// <param name="Position">Where it stood in the account's list; null when it was not listed.</param>
/// <param name="Asked">Fields a person wants written now, whatever the policy says.</param>
/// <param name="DueAt">When it is to be looked at apart from the sweeps.</param>
/// <param name="SeenAt">The last look that showed it.</param>
/// <param name="Incident">Its open incident.</param>
internal sealed record ProtectedPlaylist(
    string Id,
    int? Position,
    int Version,
    Wanted Wanted,
    Observed Observed,
    string? ImageUrl,
    Policy Policy,
    Fields Asked,
    DateTimeOffset? DueAt,
    DateTimeOffset? SeenAt,
    History History,
    Renditions Renditions,
    OpenIncident? Incident);

internal sealed record OpenIncident(long Id, Incident Value);

/// <summary>A playlist as a listing or a single call has just shown it, texts decoded.</summary>
internal sealed record Sighting(
    string Id, int? Position, Observed Observed, string? ImageUrl, string OwnerId, string OwnerName, bool? Public, int Items)
{
    /// <param name="position">Its offset in the account's list; null from a single call.</param>
    public static Sighting Of(SpotifyPlaylist playlist, int? position) => new(
        playlist.Id,
        position,
        new Observed(
            SpotifyText.Decode(playlist.Name), SpotifyText.Decode(playlist.Description), ImageRef.Parse(playlist.Images?.Select(image => image.Url))),
        playlist.Images?.FirstOrDefault()?.Url,
        playlist.Owner?.Id ?? "",
        playlist.Owner?.DisplayName ?? playlist.Owner?.Id ?? "",
        playlist.Public,
        playlist.Items?.Total ?? 0);
}
