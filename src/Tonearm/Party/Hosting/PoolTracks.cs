using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>The songs of a page of a playlist, as a party keeps them.</summary>
/// <param name="Skipped">Entries that are none: gaps, local files, episodes, what Spotify does not play here, and what could not be
/// read.</param>
internal sealed record PoolTracks(IReadOnlyList<PoolSong> Songs, int Skipped)
{
    private const int SmallSide = 150;
    private const int LargeSide = 400;

    public static PoolTracks Of(PlaylistItemPage page)
    {
        PoolSong[] songs =
        [
            .. (page.Items ?? Entries<PlaylistItem>.None)
                .Where(entry => entry is { IsLocal: not true })
                .Select(entry => entry.Item)
                .OfType<SpotifyTrack>()
                .Where(track =>
                    track is { Id.Length: > 0, Uri.Length: > 0, Type: "track", IsLocal: not true, DurationMs: > 0 } && Plays(track)
                )
                .Select(Of),
        ];
        return new(songs, (page.Items?.Places.Count ?? 0) - songs.Length);
    }

    /// <summary>
    /// Spotify says of some that they play, of some that they do not, of some only what keeps them from it, and of most nothing: those are
    /// found out when they are to play.
    /// </summary>
    private static bool Plays(SpotifyTrack track) => track.IsPlayable ?? track.Restrictions?.Reason is null;

    /// <summary>Each recording once, whatever page it stands on.</summary>
    public static IReadOnlyList<PoolSong> Distinct(IEnumerable<PoolSong> songs) =>
        [
            .. songs
                .DistinctBy(song => song.TrackId, StringComparer.Ordinal)
                .DistinctBy(song => song.Isrc is { Length: > 0 } isrc ? isrc : song.TrackId, StringComparer.OrdinalIgnoreCase),
        ];

    public static PoolSong Of(SpotifyTrack track) =>
        new(
            track.Id!,
            track.Uri!,
            track.ExternalIds?.Isrc,
            track.Name ?? "",
            Artists(track),
            Cover(track.Album?.Images, SmallSide),
            Cover(track.Album?.Images, LargeSide),
            track.DurationMs ?? 0,
            track.Explicit is true
        );

    /// <summary>Their names as one line.</summary>
    public static string Artists(SpotifyTrack track) =>
        string.Join(
            ", ",
            (track.Artists ?? Entries<SpotifyArtist>.None).Select(artist => artist.Name).Where(name => !string.IsNullOrEmpty(name))
        );

    /// <summary>The smallest picture that is large enough.</summary>
    private static string? Cover(IEnumerable<SpotifyImage>? images, int side) =>
        (images?.Where(image => image.Width >= side).MinBy(image => image.Width) ?? images?.MaxBy(image => image.Width ?? 0))?.Url;
}

internal sealed record PoolSong(
    string TrackId,
    string Uri,
    string? Isrc,
    string Title,
    string Artists,
    string? Cover,
    string? CoverLarge,
    int DurationMs,
    bool Explicit
)
{
    public SongToAsk ToAsk => new(new(Uri, Isrc, Title, DurationMs), Artists, Explicit);
}
