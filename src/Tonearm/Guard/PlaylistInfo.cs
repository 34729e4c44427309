using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Web;

namespace Tonearm.Guard;

/// <summary>A playlist as the API shows it.</summary>
/// <param name="Account">The linked account it belongs to.</param>
/// <param name="State">Its word as a slug, such as <c>as-you-want-it</c> or <c>on-hold</c>.</param>
/// <param name="Mode"><c>off</c>, <c>watch</c> or <c>restore</c>.</param>
/// <param name="Fields">The protected fields: <c>title</c>, <c>description</c>, <c>cover</c>.</param>
/// <param name="Wanted">As the owner wants it; null as long as it has never been protected.</param>
/// <param name="Drifted">The fields whose observed value is not the wanted one.</param>
/// <param name="Unknown">The protected fields of which Spotify did not tell at the last look.</param>
/// <param name="Notes">What Guard thinks of its fields, and what it could not put back, as sentences.</param>
/// <param name="States">What may be said of each field, in the same words as <paramref name="State"/>.</param>
/// <param name="PutBackAt">When Spotify took what is being confirmed; null in every other state.</param>
/// <param name="SeenAt">The last look that showed it; null before the first, and for one that is not protected.</param>
public sealed record PlaylistInfo(
    string Id,
    Guid Account,
    string Title,
    string State,
    string Mode,
    IReadOnlyList<string> Fields,
    WantedInfo? Wanted,
    ObservedInfo Observed,
    IReadOnlyList<string> Drifted,
    IReadOnlyList<string> Unknown,
    DateTimeOffset? SeenAt,
    IReadOnlyList<string> Notes,
    IReadOnlyList<FieldInfo> States,
    DateTimeOffset? PutBackAt
)
{
    internal static PlaylistInfo Of(PlaylistNow now) =>
        new(
            now.Owned.Id,
            now.Owned.AccountId,
            now.Title,
            now.State.Slug(),
            (now.Owned.Mode ?? Rules.Mode.Off).ToString().ToLowerInvariant(),
            Names(now.Owned.Fields ?? Rules.Fields.All),
            now.Guarded is { } guarded
                ? new(
                    guarded.Version,
                    guarded.Wanted.Title,
                    guarded.Wanted.Description,
                    guarded.Wanted.CoverHash is { } hash ? CoverAddress.Of(hash) : null
                )
                : null,
            new(
                now.Owned.Title,
                now.Owned.Description,
                now.Owned.ImageUrl,
                now.Owned.ImageKind == Spotify.ImageKind.Custom,
                now.Owned.Items,
                now.Owned.Public
            ),
            Names(now.Drifted),
            Names(now.Unknown),
            now.Guarded?.Watch.SeenAt,
            [
                .. now.Notes.Select(note => TimestampMarkup.Plain(note.Sentence)),
                .. now.Guarded is { } kept && now.Owned.IsOn
                    ? Rules.Limits.Warnings(kept.Wanted.Title, kept.Wanted.Description, kept.Policy.Fields)
                    : [],
            ],
            [.. now.Status.Each.Select(said => new FieldInfo(said.Field.ToString().ToLowerInvariant(), said.State.Slug(), said.WrittenAt))],
            now.State == PlaylistState.Confirming ? now.Status.WrittenAt : null
        );

    private static string[] Names(Fields fields) =>
        [.. FieldSets.Each.Where(field => fields.Has(field)).Select(field => field.ToString().ToLowerInvariant())];
}

/// <param name="State">As of the whole playlist, <c>as-you-want-it</c> to <c>on-hold</c>.</param>
/// <param name="PutBackAt">When Spotify took it, as long as no look has shown it; null in every other state.</param>
public sealed record FieldInfo(string Field, string State, DateTimeOffset? PutBackAt);

/// <param name="Version">Send it back with a change, so that nobody's change is lost.</param>
/// <param name="Cover">The address of the owner's own picture; null where Spotify's automatic one is fine.</param>
public sealed record WantedInfo(int Version, string Title, string Description, string? Cover);

/// <param name="Cover">Spotify's address of the picture; it expires.</param>
/// <param name="OwnCover">Somebody chose that picture; it is not one Spotify made from the songs.</param>
public sealed record ObservedInfo(string Title, string Description, string? Cover, bool OwnCover, int Songs, bool? Public);
