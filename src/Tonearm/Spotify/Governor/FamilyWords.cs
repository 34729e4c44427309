namespace Tonearm.Spotify.Governor;

/// <summary>What the calls of a family do, for people.</summary>
internal static class FamilyWords
{
    public static string Name(Family family) =>
        family switch
        {
            Family.Profile => "Signing in",
            Family.PlaylistList => "Looking at lists of playlists",
            Family.Playlist => "Looking at single playlists",
            Family.PlaylistWrite => "Writing playlists",
            Family.CoverWrite => "Writing covers",
            Family.PlaylistItems => "Reading the songs of playlists",
            Family.PlayerRead => "Looking at players",
            Family.PlayerWrite => "Commands to players",
            Family.Devices => "Looking for devices",
            Family.QueueRead => "Looking at queues",
            Family.Search => "Searching for songs",
            Family.Track => "Looking at single songs",
            _ => "Handing songs to queues",
        };
}
