namespace Tonearm.Guard.Rules;

/// <summary>All that is known of one protected playlist before a look.</summary>
/// <param name="Position">Where it stood in the account's list; null when it was not listed.</param>
/// <param name="ListingState">Whether it is where it should be (<see cref="Absence"/>).</param>
/// <param name="AbsentAt">The first look that missed it, when the last one did.</param>
/// <param name="Observed">As it was shown last; unknown is what the last look did not tell.</param>
/// <param name="Asked">Fields a person wants written now, whatever the policy says.</param>
/// <param name="Unwritten">Fields in which the owner has changed what is wanted, and no look has shown it yet: no work of a
/// stranger's.</param>
/// <param name="DueAt">When it is to be looked at apart from the sweeps.</param>
/// <param name="Watch">When it was last seen.</param>
/// <param name="UnseenSince">Set when a look that ought to have shown it did not.</param>
/// <param name="Incident">Its open incident.</param>
internal sealed record ProtectedPlaylist(
    string Id,
    int? Position,
    string ListingState,
    DateTimeOffset? AbsentAt,
    int Version,
    Wanted Wanted,
    Observed Observed,
    Policy Policy,
    Fields Asked,
    Fields Unwritten,
    DateTimeOffset? DueAt,
    Watch Watch,
    DateTimeOffset? UnseenSince,
    History History,
    Renditions Renditions,
    OpenIncident? Incident
);

internal sealed record OpenIncident(long Id, Incident Value);
