using Tonearm.Spotify;

namespace Tonearm.Guard;

/// <summary>A playlist as its owner wants it.</summary>
/// <param name="CoverHash">The hash of the owner's original JPEG; null where Spotify's own mosaic is fine.</param>
internal sealed record Wanted(string Title, string Description, string? CoverHash)
{
    /// <summary>What a restore writes, as the history keeps it: a text, or the cover's hash.</summary>
    public string this[Field field] => field switch
    {
        Field.Title => Title,
        Field.Description => Description,
        _ => CoverHash ?? "",
    };
}

/// <summary>A playlist as Spotify showed it when we last looked; texts are decoded.</summary>
internal sealed record Observed(string Title, string Description, ImageRef Image)
{
    /// <summary>What was shown, as the history keeps it: a text, or the id of a custom cover; nothing for any picture Spotify chose itself.</summary>
    public string this[Field field] => field switch
    {
        Field.Title => Title,
        Field.Description => Description,
        _ => Image.Kind == ImageKind.Custom ? Image.Id : "",
    };
}
