using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Web;

namespace Tonearm.Guard;

/// <summary>What Guard would do with a playlist now, without doing it, by what its last look showed.</summary>
/// <param name="SeenAt">That look; null where there was none, or where nothing is protected.</param>
/// <param name="Problem">What keeps Guard from this account altogether, as a sentence; null when nothing does.</param>
/// <param name="Fields">One for each field; none for a playlist that has never been protected.</param>
public sealed record PreviewInfo(string Id, DateTimeOffset? SeenAt, string? Problem, IReadOnlyList<FieldPreviewInfo> Fields)
{
    internal static PreviewInfo Of(Preview preview) =>
        new(
            preview.Playlist.Owned.Id,
            preview.Playlist.Guarded?.Watch.SeenAt,
            preview.Problem is { } problem ? TimestampMarkup.Plain(problem) : null,
            [.. preview.Fields.Select(field => FieldPreviewInfo.Of(field, preview.Playlist.Guarded!.Wanted))]
        );
}

/// <param name="Field"><c>title</c>, <c>description</c> or <c>cover</c>.</param>
/// <param name="Step"><c>restore</c>, <c>wait</c>, <c>slow</c>, <c>hold</c> or <c>nothing</c>.</param>
/// <param name="Sentence">Why.</param>
/// <param name="At">When it is looked at or tried again; null for the next look.</param>
/// <param name="Write">What would be written: a text, or the address of a picture; null unless the step is <c>restore</c>.</param>
public sealed record FieldPreviewInfo(string Field, string Step, string Sentence, DateTimeOffset? At, string? Write)
{
    internal static FieldPreviewInfo Of(FieldPreview field, Wanted wanted) =>
        new(
            field.Decision.Field.ToString().ToLowerInvariant(),
            field.Decision.Step.ToString().ToLowerInvariant(),
            TimestampMarkup.Plain(field.Sentence),
            field.Decision.At,
            !field.IsWritten ? null
                : field.Decision.Field == Rules.Field.Cover ? CoverAddress.Of(wanted[Rules.Field.Cover])
                : wanted[field.Decision.Field]
        );
}
