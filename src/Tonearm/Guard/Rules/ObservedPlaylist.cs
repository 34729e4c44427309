using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

/// <summary>A playlist as a listing or a single call has just shown it, texts decoded. What is null it did not tell.</summary>
/// <param name="Position">Its offset in the account's list; null from a single call.</param>
/// <param name="ThumbUrl">The same picture, as small as a row may have it.</param>
internal sealed record ObservedPlaylist(
    string Id,
    int? Position,
    Observed Observed,
    string? ImageUrl,
    string? ThumbUrl,
    string? OwnerId,
    string? OwnerName,
    bool? Public,
    int? Items
)
{
    /// <summary>The picture of a row on a screen with two pixels for one.</summary>
    private const int RowSide = 96;

    /// <summary>As it was shown last, for what is said of it between two looks.</summary>
    public static ObservedPlaylist Last(ProtectedPlaylist playlist) =>
        new(playlist.Id, playlist.Position, playlist.Observed, null, null, null, null, null, null);

    /// <param name="position">Its offset in the account's list; null from a single call.</param>
    public static ObservedPlaylist Of(SpotifyPlaylist playlist, int? position)
    {
        // Spotify says null for a playlist that was never described. Where it leaves out more than that, it has just not told.
        var isWhole = playlist is { Name: not null, Images: not null, Owner.Id: not null };
        return new(
            playlist.Id,
            position,
            new Observed(
                playlist.Name,
                playlist.PlainDescription ?? (isWhole ? "" : null),
                PictureOf(playlist, isListed: position is not null)
            ),
            playlist.Images?.FirstOrDefault()?.Url,
            Thumb(playlist.Images),
            playlist.Owner?.Id,
            playlist.Owner?.DisplayName ?? playlist.Owner?.Id,
            playlist.Public,
            playlist.Items?.Total
        );
    }

    /// <summary>A mosaic comes in three sizes, what an owner has chosen in one whose size is not told.</summary>
    private static string? Thumb(Entries<SpotifyImage>? images) =>
        (images?.Where(image => image.Width >= RowSide).MinBy(image => image.Width) ?? images?.FirstOrDefault())?.Url;

    /// <summary>
    /// A playlist with songs always has a picture: a list without one has not told, and a single call is asked. That one is believed, for
    /// somebody has asked for this playlist and nothing else.
    /// </summary>
    private static ImageRef PictureOf(SpotifyPlaylist playlist, bool isListed) =>
        playlist.Images switch
        {
            null or { Count: 0, Unreadable: > 0 } => ImageRef.Unknown,
            { Count: 0 } when isListed && playlist.Items?.Total is not 0 => ImageRef.Unknown,
            var images => ImageRef.Parse(images.Select(image => image.Url)),
        };
}
