using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Tonearm.Sandbox.State;

/// <summary>A playlist as it truly is; what readers see of it may lag behind.</summary>
internal sealed class Playlist
{
    public required string Id { get; init; }

    public required string OwnerId { get; init; }

    public required Lagging<string> Title { get; init; }

    /// <summary>Unescaped; null is what Spotify answers for a playlist that was never described.</summary>
    public required Lagging<string?> Description { get; init; }

    /// <summary>Null when the cover is the mosaic that Spotify makes of the first albums.</summary>
    public required Lagging<Cover?> Cover { get; init; }

    public required Lagging<string> Snapshot { get; init; }

    public bool? Public { get; set; }

    public bool Collaborative { get; set; }

    public int Revision { get; set; } = 1;

    /// <summary>Where in the catalogue its tracks begin, and how many there are.</summary>
    public int FirstTrack { get; set; }

    public int TrackCount { get; set; }

    /// <summary>Its items one by one, where it is more than a run through the catalogue: addresses, null for what is gone.</summary>
    public string?[]? Items { get; set; }

    public void Fill(string?[] items) => (Items, TrackCount) = (items, items.Length);

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was done to it, last at the end; journaled apart.</summary>
    [JsonIgnore]
    public List<Deed> History { get; } = [];

    /// <summary>What a listing shows of it, kept until something changes.</summary>
    [JsonIgnore]
    public Api.ListedPlaylist? Listed { get; set; }

    public void Touched(DateTimeOffset snapshotVisibleFrom)
    {
        Revision++;
        Snapshot.Write(SnapshotOf(Id, Revision), snapshotVisibleFrom);
        Listed = null;
    }

    public static string SnapshotOf(string id, int revision)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {revision}")))[..40];
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{revision},{hash}"));
    }
}

/// <summary>A custom cover: the id in its address, and the picture behind it (a shipped name or the hash of an upload).</summary>
internal sealed record Cover(string ImageId, string Picture);

/// <summary>Something done to a playlist: by its owner in the app, by moderation, or by a program through the Web API.</summary>
/// <param name="Sent">The fields as they were sent.</param>
/// <param name="Sha256">Of the JPEG that was sent, before any transcoding.</param>
internal sealed record Deed(
    string PlaylistId,
    DateTimeOffset At,
    string By,
    string What,
    string? Sent = null,
    string? Sha256 = null,
    int? Bytes = null
);
