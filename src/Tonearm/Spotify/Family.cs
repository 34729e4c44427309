namespace Tonearm.Spotify;

/// <summary>Endpoint families, whose calls Spotify appears to count apart.</summary>
internal enum Family
{
    Profile,
    PlaylistList,
    Playlist,
    PlaylistWrite,
    CoverWrite,
    PlaylistItems,
    PlayerRead,
    PlayerWrite,
    Devices,
    QueueRead,
    QueueWrite,
    Search,
    Track,
}

/// <summary>The families as they stand in the database.</summary>
internal static class FamilyColumn
{
    private static readonly string[] Names =
    [
        "profile",
        "playlist-list",
        "playlist",
        "playlist-write",
        "cover-write",
        "playlist-items",
        "player-read",
        "player-write",
        "devices",
        "queue-read",
        "queue-write",
        "search",
        "track",
    ];

    public static string Column(this Family family) => Names[(int)family];

    /// <returns>Null for one that an older or newer version has written.</returns>
    public static Family? Read(string column) => Array.IndexOf(Names, column) is >= 0 and var index ? (Family)index : null;
}
