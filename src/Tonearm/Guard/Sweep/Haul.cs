using System.Security.Cryptography;

namespace Tonearm.Guard.Sweep;

/// <summary>What one sweep of one account brings home, to be saved in one transaction.</summary>
internal sealed class Haul(DateTimeOffset startedAt)
{
    public DateTimeOffset StartedAt => startedAt;

    public List<Look> Looks { get; } = [];

    /// <summary>Playlists that were expected in the list and are not there, with what a single call said of them.</summary>
    public List<Stray> Strays { get; } = [];

    /// <summary>Playlists that were to be looked at and could not be: they wait for the next sweep.</summary>
    public List<ProtectedPlaylist> Missed { get; } = [];

    /// <summary>Pictures worth keeping, by their id: evidence, and what unknown covers turned out to be.</summary>
    public Dictionary<string, Picture> Pictures { get; } = new(StringComparer.Ordinal);

    /// <summary>The whole list in order, when all of it was read; else null.</summary>
    public IReadOnlyList<Sighting>? WholeList { get; set; }

    /// <summary>How many playlists the account lists, as the last call said.</summary>
    public int? Total { get; set; }

    public int Calls { get; set; }

    /// <summary>Nothing to be saved: all is where it was, as it was, and due when it was.</summary>
    public bool IsEmpty => Strays.Count == 0 && Missed.Count == 0 && Pictures.Count == 0
        && Looks.TrueForAll(look => !look.IsNews && !look.HasMoved && look.NewRenditions.Count == 0);

    /// <summary>Why the look is not complete: what the account's page says beside it.</summary>
    public string? Problem { get; set; }
}

/// <param name="Standing"><c>unlisted</c>: alive, but no longer in the library; <c>gone</c>: Spotify does not know it.</param>
internal sealed record Stray(string Id, string Standing);

/// <summary>A JPEG and what its markers say.</summary>
/// <param name="Hash">SHA-256 of the bytes, in hex.</param>
internal sealed record Picture(string Hash, byte[] Jpeg, int Width, int Height)
{
    public static Picture? Of(byte[] bytes) =>
        JpegInfo.TryRead(bytes, out var info, out _) ? new(HashOf(bytes), bytes, info.Width, info.Height) : null;

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
