using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Demo;

/// <summary>What stands in a playlist, position by position: its own list, or a run through the catalogue.</summary>
internal static class Contents
{
    private const int Stride = 7; // Prime to the number of tracks: neighbours in a playlist come from different albums.

    /// <summary>Null where a track was that is gone from Spotify.</summary>
    public static string? At(Playlist playlist, int position) =>
        playlist.Items is { } own
            ? own[position]
            : Catalogue.Tracks[(playlist.FirstTrack + position * Stride) % Catalogue.Tracks.Length].Uri;

    public static IEnumerable<string?> All(Playlist playlist) =>
        Enumerable.Range(0, playlist.TrackCount).Select(position => At(playlist, position));

    /// <summary>The pictures of the first four albums, or of the first alone when there are fewer.</summary>
    public static string[] MosaicOf(Playlist playlist)
    {
        var images = new List<string>(4);
        for (var i = 0; i < playlist.TrackCount && images.Count < 4; i++)
            if (Catalogue.Find(At(playlist, i)) is Track { Album.ImageId: var image } && !images.Contains(image))
                images.Add(image);
        return images.Count is 4 or 0 ? [.. images] : [images[0]];
    }

    /// <summary>
    /// Old tapes: tracks, files of one's own, what is gone, an episode, the same song twice, an explicit one, one that nobody plays.
    /// </summary>
    public static string?[] Attic() =>
        [
            Catalogue.Tracks[12].Uri,
            LocalFile.UriOf("Uncle Bert", "Garage", "Untitled (take 3)", 201),
            Catalogue.Tracks[404].Uri,
            null,
            Catalogue.Tracks[46].Uri,
            Catalogue.Tracks[812].Uri,
            Catalogue.Episodes[0].Uri,
            Catalogue.Tracks[12].Uri,
            Catalogue.Tracks[30].Uri,
            Catalogue.Tracks[1007].Uri,
            LocalFile.UriOf("Kitchen Radio", "", "Answering machine, 1991", 42),
            Catalogue.Tracks[18].Uri,
            null,
            Catalogue.Tracks[700].Uri,
            Catalogue.Tracks[233].Uri,
            Catalogue.Tracks[1301].Uri,
            Catalogue.Tracks[404].Uri,
            Catalogue.Tracks[555].Uri,
        ];
}
