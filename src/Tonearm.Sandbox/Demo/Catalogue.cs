using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Demo;

/// <summary>The music of this Spotify: the same albums and tracks, with the same ids, in every Sandbox.</summary>
internal static class Catalogue
{
    private const int AlbumCount = 300;
    public const int TracksPerAlbum = 5;
    private const int Stride = 7; // Prime to the number of tracks: neighbours in a playlist come from different albums.

    private static readonly string[] First =
    [
        "Paper", "Low", "Glass", "Salt", "Amber", "Hollow", "Velvet", "Northern", "Quiet", "Electric", "Coral", "Silver", "Slow", "Winter",
        "Neon", "Copper", "Distant", "Golden", "Static", "Tidal",
    ];

    private static readonly string[] Second =
    [
        "Lanterns", "Harbour", "Motel", "Choir", "Meridian", "Gardens", "Transit", "Arcade", "Weather", "Orchard", "Signal", "Parade",
        "Cinema", "Radio", "Avenue",
    ];

    private static readonly string[] Songs =
    [
        "Afterglow", "Last Train Home", "Sunday Static", "Tell Me Slowly", "Half a Moon", "Rooftops", "Blue Hour", "Kerosene", "Daydream Economy",
        "Loose Change", "Undertow", "Open Windows", "Paper Planes at Night", "Marigold", "Every Other Summer", "Soft Landing", "Ghost Notes",
        "Second Skin", "Hum", "Long Way Round", "Cassette", "Evergreen", "Nowhere Fast", "Magnetic", "Satellite Town", "Ferris Wheel", "Riverbed",
        "Night Swim", "Parallel Lines at Dawn", "Small Hours", "Fireflies & Freight Trains", "Don't Wait Up", "水の音", "Полночь", "Été sans fin",
    ];

    public static Album[] Albums { get; } = [.. Enumerable.Range(0, AlbumCount).Select(MakeAlbum)];

    public static Track[] Tracks { get; } = [.. Enumerable.Range(0, AlbumCount * TracksPerAlbum).Select(MakeTrack)];

    private static readonly Dictionary<string, Album> ByImage = Albums.ToDictionary(album => album.ImageId, StringComparer.Ordinal);

    private static readonly Dictionary<string, Track> ById = Tracks.ToDictionary(track => track.Id, StringComparer.Ordinal);

    public static Album? AlbumOf(string imageId) => ByImage.GetValueOrDefault(imageId);

    public static Track? TrackOf(string id) => ById.GetValueOrDefault(id);

    public static Track At(Playlist playlist, int position) => Tracks[(playlist.FirstTrack + position * Stride) % Tracks.Length];

    /// <summary>The pictures of the first four albums, or of the first alone when there are fewer.</summary>
    public static string[] MosaicOf(Playlist playlist)
    {
        var images = new List<string>(4);
        for (var i = 0; i < playlist.TrackCount && images.Count < 4; i++)
            if (At(playlist, i).Album.ImageId is var image && !images.Contains(image)) images.Add(image);
        return images.Count is 4 or 0 ? [.. images] : [images[0]];
    }

    private static Album MakeAlbum(int number)
    {
        var artist = $"{First[number % First.Length]} {Second[number / First.Length % Second.Length]}";
        return new Album(
            SpotifyId.Of($"album {number}"),
            Songs[number * 11 % Songs.Length],
            new Artist(SpotifyId.Of($"artist {artist}"), artist),
            SpotifyId.ImageOf($"album {number}"),
            Pictures.Shipped[number * 5 % Pictures.Shipped.Length],
            $"{1998 + number * 7 % 28}-{1 + number % 12:00}-{1 + number * 3 % 28:00}");
    }

    private static Track MakeTrack(int number)
    {
        var album = Albums[number / TracksPerAlbum];
        return new Track(
            SpotifyId.Of($"track {number}"),
            Songs[(number * 17 + number / Songs.Length) % Songs.Length],
            album,
            1 + number % TracksPerAlbum,
            150_000 + number * 7919 % 150_000,
            number % 23 == 0,
            $"ZZSBX26{number:00000}");
    }
}

internal sealed record Artist(string Id, string Name);

internal sealed record Album(string Id, string Name, Artist Artist, string ImageId, string Picture, string Released);

internal sealed record Track(string Id, string Name, Album Album, int Number, int DurationMs, bool Explicit, string Isrc);
