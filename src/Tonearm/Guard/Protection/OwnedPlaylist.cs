using System.Security.Cryptography;
using System.Text;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Protection;

/// <summary>
/// A playlist of the owner's as Spotify showed it last, and its protection if it ever had one. Bound to its columns by their names.
/// </summary>
internal sealed record OwnedPlaylist
{
    public required string Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public int? Position { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required ImageKind ImageKind { get; init; }
    public required string ImageId { get; init; }
    public string? ImageUrl { get; init; }
    public string? ThumbUrl { get; init; }
    public required int Items { get; init; }
    public bool? Public { get; init; }
    public required string ListingState { get; init; }
    public required Fields Unknown { get; init; }
    public Mode? Mode { get; init; }
    public Fields? Fields { get; init; }

    /// <summary>The current wanted version; null when there is none.</summary>
    public int? Version { get; init; }

    /// <summary>When its protection was last switched off.</summary>
    public DateTimeOffset? OffAt { get; init; }

    /// <summary>When that version was made.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Spotify did not show it when it was last asked, so what stands here may be old.</summary>
    public bool IsOutOfSight { get; init; }

    public bool IsOn => Mode is Rules.Mode.Watch or Rules.Mode.Restore;

    /// <summary>
    /// Whether the wanted version is what the owner means when they switch the protection on: made since it was last switched off.
    /// </summary>
    public bool IsWantedCurrent => Version is not null && (IsOn || OffAt is null || MadeAt > OffAt);

    /// <summary>Stands for all that a protection would take.</summary>
    public string Shown => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Title}\n{Description}\n{ImageId}")))[..16];

    public Observed Observed => new Observed(Title, Description, new(ImageKind, ImageId)).Without(Unknown);

    /// <summary>The same playlist as a look has just shown it.</summary>
    public OwnedPlaylist As(ObservedPlaylist now) =>
        this with
        {
            Position = now.Position ?? Position,
            Title = now.Observed.Title ?? Title,
            Description = now.Observed.Description ?? Description,
            Unknown = now.Observed.Unknown,
            ImageKind = now.Observed.Image.Kind == ImageKind.Unknown ? ImageKind : now.Observed.Image.Kind,
            ImageId = now.Observed.Image.Kind == ImageKind.Unknown ? ImageId : now.Observed.Image.Id,
            ImageUrl = now.Observed.Image.Kind == ImageKind.Unknown ? ImageUrl : now.ImageUrl,
            ThumbUrl = now.Observed.Image.Kind == ImageKind.Unknown ? ThumbUrl : now.ThumbUrl,
            Items = now.Items ?? Items,
            Public = now.Public ?? Public,
            ListingState = now.Position is null ? ListingState : "listed",
        };
}
