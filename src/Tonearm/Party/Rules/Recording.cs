namespace Tonearm.Party.Rules;

/// <summary>A song as it can be told from others: Spotify may play the same recording from another release.</summary>
internal sealed record Recording(string Uri, string? Isrc, string Title, int DurationMs)
{
    private const int SameLengthMs = 1500;

    public TimeSpan Length => TimeSpan.FromMilliseconds(DurationMs);

    /// <summary>The same address or code, or the same name at about the same length.</summary>
    public bool IsSame(Recording other) =>
        Uri == other.Uri
        || (Isrc is { Length: > 0 } && string.Equals(Isrc, other.Isrc, StringComparison.OrdinalIgnoreCase))
        || (string.Equals(Title, other.Title, StringComparison.OrdinalIgnoreCase) && Math.Abs(DurationMs - other.DurationMs) <= SameLengthMs);
}

/// <summary>What the player showed.</summary>
/// <param name="Item">Null when it is no track: an episode, an advertisement, or nothing that Spotify would tell.</param>
/// <param name="FromContext">The item comes from a playlist, an album or the like. What we play, and what follows it by itself, does not.</param>
internal sealed record Heard(bool IsPlaying, Recording? Item, int ProgressMs, bool FromContext, string? DeviceId = null, string? Device = null);
