using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Demo;

/// <summary>The music of this Spotify: the same albums and tracks, with the same ids, in every Sandbox.</summary>
internal static class Catalogue
{
    private const int AlbumCount = 300;
    public const int TracksPerAlbum = 5;

    private static readonly string[] First =
    [
        "Paper",
        "Low",
        "Glass",
        "Salt",
        "Amber",
        "Hollow",
        "Velvet",
        "Northern",
        "Quiet",
        "Electric",
        "Coral",
        "Silver",
        "Slow",
        "Winter",
        "Neon",
        "Copper",
        "Distant",
        "Golden",
        "Static",
        "Tidal",
    ];

    private static readonly string[] Second =
    [
        "Lanterns",
        "Harbour",
        "Motel",
        "Choir",
        "Meridian",
        "Gardens",
        "Transit",
        "Arcade",
        "Weather",
        "Orchard",
        "Signal",
        "Parade",
        "Cinema",
        "Radio",
        "Avenue",
    ];

    private static readonly Show SideNotes = new(
        SpotifyId.Of("show"),
        "Side Notes",
        "Tidal Avenue",
        SpotifyId.ImageOf("show"),
        Pictures.Shipped[3]
    );

    public static Album[] Albums { get; } = [.. Enumerable.Range(0, AlbumCount).Select(MakeAlbum)];

    public static Track[] Tracks { get; } = [.. Enumerable.Range(0, AlbumCount * TracksPerAlbum).Select(MakeTrack)];

    public static Episode[] Episodes { get; } =
    [.. new[] { "Why Records Skip", "The Tape That Would Not Die", "Who Chose This Song?" }.Select(MakeEpisode)];

    private static readonly Dictionary<string, Album> ByImage = Albums.ToDictionary(album => album.ImageId, StringComparer.Ordinal);

    private static readonly Dictionary<string, Piece> ByUri = Tracks
        .Concat(Tracks.Select(Elsewhere))
        .Concat<Piece>(Episodes)
        .ToDictionary(piece => piece.Uri, StringComparer.Ordinal);

    private static readonly Dictionary<string, int> Numbers = Tracks
        .Index()
        .SelectMany(entry => new[] { (entry.Item.Id, entry.Index), (Id: entry.Item.ElsewhereId, entry.Index) })
        .ToDictionary(entry => entry.Id, entry => entry.Index, StringComparer.Ordinal);

    public static Album? AlbumOf(string imageId) => ByImage.GetValueOrDefault(imageId);

    /// <summary>What the show's picture is called by its address.</summary>
    public static string? PictureOf(string imageId) => imageId == SideNotes.ImageId ? SideNotes.Picture : AlbumOf(imageId)?.Picture;

    public static Track? TrackOf(string id) => Find($"spotify:track:{id}") as Track;

    /// <summary>The track or episode of this address; null for local files, and for what there is not.</summary>
    public static Piece? Find(string? uri) => uri is null ? null : ByUri.GetValueOrDefault(uri);

    /// <summary>The same recording under its other id.</summary>
    public static Track Elsewhere(Track track) => track with { Id = track.ElsewhereId, ElsewhereId = track.Id };

    /// <summary>What is recommended to follow a piece; going on from there gives an endless radio.</summary>
    public static Track After(Piece? piece, string seed)
    {
        var number = piece is Track track ? Numbers[track.Id] : seed.Sum(letter => letter);
        do number = (number + 611) % Tracks.Length;
        while (!Tracks[number].Playable);
        return Tracks[number];
    }

    private static Album MakeAlbum(int number) =>
        new(
            SpotifyId.Of($"album {number}"),
            SongTitles.All[number * 11 % SongTitles.All.Length],
            ArtistOf(number),
            SpotifyId.ImageOf($"album {number}"),
            Pictures.Shipped[number * 5 % Pictures.Shipped.Length],
            $"{1998 + number * 7 % 28}-{1 + number % 12:00}-{1 + number * 3 % 28:00}"
        );

    private static Artist ArtistOf(int album)
    {
        // Neighbours share neither half.
        var name = $"{First[album % First.Length]} {Second[(album / First.Length + album % First.Length * 4) % Second.Length]}";
        return new Artist(SpotifyId.Of($"artist {name}"), name);
    }

    private static Track MakeTrack(int number)
    {
        var album = Albums[number / TracksPerAlbum];
        return new Track(
            SpotifyId.Of($"track {number}"),
            SongTitles.All[(number * 17 + number / SongTitles.All.Length) % SongTitles.All.Length],
            150_000 + number * 7919 % 150_000,
            number % 211 != 30,
            album,
            number % 9 == 4 ? [album.Artist, ArtistOf((number / TracksPerAlbum + 113) % AlbumCount)] : [album.Artist],
            1 + number % TracksPerAlbum,
            number % 23 == 0,
            $"ZZSBX26{number:00000}",
            SpotifyId.Of($"track {number} elsewhere"),
            number % 13 == 5
        );
    }

    private static Episode MakeEpisode(string name, int number) =>
        new(SpotifyId.Of($"episode {number}"), name, 1_500_000 + number * 61_000, SideNotes, $"2026-0{number + 3}-11");
}
