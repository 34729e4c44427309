using System.Text.Json.Serialization;

namespace Tonearm.Spotify;

/// <summary>
/// The parts of Spotify's answers that are read, by their names in its schema. It has sent null, fractions and halves of characters where
/// its schema allows none: a member that is not what it should be is one that nothing is known of, and an entry of a list that cannot be
/// read takes no other with it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextConverter), typeof(NumberConverter), typeof(FlagConverter)]
)]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(PlaylistPage))]
[JsonSerializable(typeof(SpotifyPlaylist))]
[JsonSerializable(typeof(PlaylistDetails))]
[JsonSerializable(typeof(NewPlaylist))]
[JsonSerializable(typeof(ItemsToWrite))]
[JsonSerializable(typeof(SpotifyImage))]
[JsonSerializable(typeof(PlaylistItemPage))]
[JsonSerializable(typeof(PlaylistItem))]
[JsonSerializable(typeof(SpotifyTrack))]
[JsonSerializable(typeof(SpotifyArtist))]
[JsonSerializable(typeof(FoundTracks))]
[JsonSerializable(typeof(SpotifyDevice))]
[JsonSerializable(typeof(PlayerState))]
[JsonSerializable(typeof(DeviceList))]
[JsonSerializable(typeof(PlayerQueue))]
[JsonSerializable(typeof(PlayCommand))]
[JsonSerializable(typeof(TransferCommand))]
internal sealed partial class SpotifyJson : JsonSerializerContext;

/// <param name="RefreshToken">Often absent in the answer to a refresh; then the one at hand stays good.</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record Tokens(string AccessToken, int ExpiresIn, string? RefreshToken, string? Scope);

/// <param name="AccountId">Immutable, since May 2026; older answers have only <paramref name="Id"/>.</param>
internal sealed record Me(string Id, string? AccountId, string? DisplayName, Entries<SpotifyImage>? Images);

/// <param name="Url">Temporary: gone in less than a day.</param>
internal sealed record SpotifyImage(string Url, int? Width, int? Height) : IEntry
{
    public bool CanBeUsed => !string.IsNullOrWhiteSpace(Url);
}

internal sealed record PlaylistPage(int? Offset, int? Total, Entries<SpotifyPlaylist>? Items);

/// <summary>
/// A playlist as a listing shows it. What is null is not known. Its description comes escaped: <see cref="PlainDescription"/>.
/// </summary>
internal sealed record SpotifyPlaylist(
    string Id,
    string? Name,
    string? Description,
    Entries<SpotifyImage>? Images,
    SpotifyUser? Owner,
    bool? Public,
    bool? Collaborative,
    string? SnapshotId,
    SpotifyItems? Items
) : IEntry
{
    private const int LongestId = 64;

    public bool CanBeUsed => Id is { Length: > 0 and <= LongestId };

    public string? PlainDescription => Description is null ? null : SpotifyText.Description(Description);
}

internal sealed record SpotifyUser(string? Id, string? DisplayName);

internal sealed record SpotifyItems(int? Total);

/// <summary>A playlist to be made. Texts go out unescaped.</summary>
internal sealed record NewPlaylist(string Name, string Description, bool Public);

/// <summary>What to change of a playlist; null leaves it as it is. Texts go out unescaped.</summary>
internal sealed record PlaylistDetails(string? Name, string? Description);
