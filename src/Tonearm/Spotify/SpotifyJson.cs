using System.Text.Json.Serialization;

namespace Tonearm.Spotify;

/// <summary>The parts of Spotify's answers that are read, by their names in its schema.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(PlaylistPage))]
[JsonSerializable(typeof(SpotifyPlaylist))]
[JsonSerializable(typeof(PlaylistDetails))]
[JsonSerializable(typeof(SpotifyImage[]))]
[JsonSerializable(typeof(PlaylistItemPage))]
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
internal sealed record Me(string Id, string? AccountId, string? DisplayName, SpotifyImage[]? Images);

/// <param name="Url">Temporary: gone in less than a day.</param>
internal sealed record SpotifyImage(string Url, int? Width, int? Height);

/// <param name="Items">May hold nulls.</param>
internal sealed record PlaylistPage(int Offset, int Limit, int Total, SpotifyPlaylist?[] Items);

/// <summary>A playlist as a listing shows it. Its description is HTML-escaped: read it with <see cref="SpotifyText.Decode"/>.</summary>
internal sealed record SpotifyPlaylist(
    string Id, string? Name, string? Description, SpotifyImage[]? Images, SpotifyUser? Owner, bool? Public, bool Collaborative, string? SnapshotId, SpotifyItems? Items);

internal sealed record SpotifyUser(string Id, string? DisplayName);

internal sealed record SpotifyItems(int Total);

/// <summary>What to change of a playlist; null leaves it as it is. Texts go out unescaped.</summary>
internal sealed record PlaylistDetails(string? Name, string? Description);
