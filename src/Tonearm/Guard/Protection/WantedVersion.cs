using Tonearm.Guard.Pictures;

namespace Tonearm.Guard.Protection;

/// <summary>One version of what its owner wants of a playlist.</summary>
/// <param name="Cover">The address of the owner's own picture; null where Spotify's own mosaic is fine.</param>
public sealed record WantedVersion(int Version, string Title, string Description, string? Cover, WantedOrigin Origin, DateTimeOffset MadeAt)
{
    internal static WantedVersion Of(StoredVersion stored) =>
        new(
            stored.Version,
            stored.Wanted.Title,
            stored.Wanted.Description,
            stored.Wanted.CoverHash is { } hash ? CoverAddress.Of(hash) : null,
            stored.Origin,
            stored.MadeAt
        );
}

/// <summary>How a wanted version came to be.</summary>
public enum WantedOrigin
{
    /// <summary>Taken from Spotify at the first protection.</summary>
    Taken,

    /// <summary>Typed here.</summary>
    Edited,

    /// <summary>"That was me, keep it".</summary>
    Kept,

    /// <summary>An earlier version, wanted again.</summary>
    RolledBack,
}
