using System.Security.Cryptography;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>A playlist without lag and escaping, with all that was ever done to it.</summary>
/// <param name="CoverSha256">Of the picture as it was given to us; null when the cover is a mosaic.</param>
internal sealed record TruePlaylist(
    string Id,
    string Owner,
    string Title,
    string? Description,
    bool? Public,
    bool Collaborative,
    string Snapshot,
    int TrackCount,
    string? CoverImageId,
    string? CoverPicture,
    string? CoverSha256,
    Deed[] History
)
{
    public static TruePlaylist Of(World world, Playlist playlist)
    {
        var cover = playlist.Cover.Latest();
        var bytes = cover is null ? null : world.Pictures.Find(cover.Picture);
        return new TruePlaylist(
            playlist.Id,
            playlist.OwnerId,
            playlist.Title.Latest(),
            playlist.Description.Latest(),
            playlist.Public,
            playlist.Collaborative,
            playlist.Snapshot.Latest(),
            playlist.TrackCount,
            cover?.ImageId,
            cover?.Picture,
            bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes)),
            [.. playlist.History]
        );
    }
}
