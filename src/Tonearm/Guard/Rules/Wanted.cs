using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

/// <summary>A playlist as its owner wants it.</summary>
/// <param name="CoverHash">The hash of the owner's original JPEG; null where Spotify's own mosaic is fine.</param>
internal sealed record Wanted(string Title, string Description, string? CoverHash)
{
    /// <summary>What a restore writes, as the history keeps it: a text, or the cover's hash.</summary>
    public string this[Field field] =>
        field switch
        {
            Field.Title => Title,
            Field.Description => Description,
            _ => CoverHash ?? "",
        };
}

/// <summary>
/// A playlist as Spotify showed it when we last looked; texts are decoded. What is null, or <see cref="ImageKind.Unknown"/>, it did not
/// tell.
/// </summary>
internal sealed record Observed(string? Title, string? Description, ImageRef Image)
{
    /// <summary>The fields it did not tell.</summary>
    public Fields Unknown =>
        (Title is null ? Fields.Title : Fields.None)
        | (Description is null ? Fields.Description : Fields.None)
        | (Image.Kind == ImageKind.Unknown ? Fields.Cover : Fields.None);

    /// <summary>The same with these fields unknown, whatever they were when they were last told.</summary>
    public Observed Without(Fields fields) =>
        new(
            fields.Has(Field.Title) ? null : Title,
            fields.Has(Field.Description) ? null : Description,
            fields.Has(Field.Cover) ? ImageRef.Unknown : Image
        );

    /// <summary>
    /// What was shown, as the history keeps it: a text, or the id of a picture that may be somebody's; nothing for one Spotify chose
    /// itself.
    /// </summary>
    public string this[Field field] =>
        field switch
        {
            Field.Title => Title ?? "",
            Field.Description => Description ?? "",
            _ => Image.MayBeChosen ? Image.Id : "",
        };
}
