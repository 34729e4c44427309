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
        || (
            string.Equals(Title, other.Title, StringComparison.OrdinalIgnoreCase) && Math.Abs(DurationMs - other.DurationMs) <= SameLengthMs
        );
}

/// <summary>What the player showed.</summary>
/// <param name="Item">Null when it was not told: that says nothing.</param>
/// <param name="ProgressMs">Null when it was not told.</param>
/// <param name="FromContext">The item comes from a playlist, an album or the like. What we play, and what follows it by itself, does
/// not.</param>
/// <param name="IsEpisode">The item is no song but something spoken.</param>
/// <param name="RepeatsOne">The player is set to play this one again and again.</param>
internal sealed record Heard(
    bool IsPlaying,
    Recording? Item,
    int? ProgressMs,
    bool FromContext,
    string? DeviceId = null,
    string? Device = null,
    string? DeviceKind = null,
    bool IsEpisode = false,
    bool RepeatsOne = false
);
