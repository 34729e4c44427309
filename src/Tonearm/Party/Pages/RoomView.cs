using System.Text.Json;
using Tonearm.Party.Joining;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Pages;

/// <summary>A snapshot as the server draws it first; <c>room.ts</c> goes on from there by the same rules.</summary>
/// <param name="figure">What the host sees this device as.</param>
public sealed class RoomView(Snapshot snapshot, Figure figure)
{
    public Figure Figure => figure;

    public Snapshot Now { get; } = snapshot;

    public bool IsHost => Now.Me.IsHost;

    public bool InLobby => Now.Phase == "lobby";

    /// <summary>Something is up for vote: live, and before the first song of a party that is prepared.</summary>
    public bool HasVote => !InLobby || Now.Ballot.Count > 0;

    public string Code => PartyCodes.Grouped(Now.Code);

    /// <summary>Where the code is typed: the address without what a browser adds itself.</summary>
    public string Address => Link.Authority;

    public Uri Link { get; } = new(snapshot.Link);

    /// <summary>The data block the script begins with. The encoder leaves nothing that could end it early.</summary>
    public string Json => JsonSerializer.Serialize(Now, JsonSerializerOptions.Web);

    public string People => Now.People == 1 ? "1 is here" : $"{Now.People:N0} are here";

    /// <summary>As on the ballot, with the winner on top once voting has closed.</summary>
    public IEnumerable<BallotEntry> Rows => Now.Ballot.OrderBy(entry => !Now.Closed || entry.Track.Id != First);

    /// <summary>What would play next, or will.</summary>
    public string? First => Now.Next?.Id ?? Now.Choice?.Id ?? Now.Leader;

    /// <summary>What is known to come, by the votes or by the host.</summary>
    public TrackView? Coming => Now.Next ?? Now.Choice;

    /// <summary>Where the song stands.</summary>
    public int AtMs =>
        Now.Song switch
        {
            { AtMs: { } at } => at,
            { StartedAt: { } started } song => (int)Math.Clamp(Now.Now - started, 0, song.Track.DurationMs),
            _ => 0,
        };

    /// <summary>The song in Spotify, with where it is now (docs/spotify.md): who does not heed that opens it at its beginning.</summary>
    public string? SongUrl =>
        Now.Song is not { } song ? null
        : AtMs < 1000 ? song.Track.Url
        : $"{song.Track.Url}#{Clock(AtMs)}";

    public static string Clock(long milliseconds)
    {
        var seconds = Math.Max(0, milliseconds / 1000);
        return FormattableString.Invariant($"{seconds / 60}:{seconds % 60:00}");
    }
}
