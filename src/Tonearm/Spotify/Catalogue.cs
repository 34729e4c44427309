namespace Tonearm.Spotify;

/// <summary>Finds songs in all of Spotify, as they are for the account that asks: what its country does not have is marked.</summary>
internal sealed class Catalogue(SpotifyApi api)
{
    /// <summary>The most that one search returns, since February 2026.</summary>
    public const int Most = 10;

    public Task<Answer<FoundTracks>> Find(Caller caller, string words, CancellationToken cancellation) =>
        api.Get(
            caller,
            Family.Search,
            $"v1/search?type=track&limit={Most}&q={Uri.EscapeDataString(words)}",
            SpotifyJson.Default.FoundTracks,
            cancellation
        );

    public Task<Answer<SpotifyTrack>> Get(Caller caller, string track, CancellationToken cancellation) =>
        api.Get(caller, Family.Track, $"v1/tracks/{Uri.EscapeDataString(track)}", SpotifyJson.Default.SpotifyTrack, cancellation);
}

/// <param name="Tracks">May have gaps.</param>
internal sealed record FoundTracks(FoundPage? Tracks);

internal sealed record FoundPage(Entries<SpotifyTrack>? Items);
