namespace Tonearm.Sandbox.Api;

/// <summary>The buckets in which quota and latency are set; one for each kind of call, as was seen in the field.</summary>
internal static class Families
{
    public const string Me = "me";
    public const string Playlists = "playlists";
    public const string Playlist = "playlist";
    public const string PlaylistWrite = "playlist-write";
    public const string Cover = "cover";
    public const string CoverWrite = "cover-write";
    public const string Items = "items";
    public const string Track = "track";
    public const string Search = "search";
    public const string Player = "player";
    public const string PlayerWrite = "player-write";
    public const string Devices = "devices";
    public const string Queue = "queue";
    public const string QueueWrite = "queue-write";
    public const string Accounts = "accounts";
}
