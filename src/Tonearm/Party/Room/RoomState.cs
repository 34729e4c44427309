using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Room;

/// <summary>A party as one statement has read it: all that any phone of it may have to know.</summary>
/// <param name="Tracks">Those of the ballot, the one that plays and the one that is next.</param>
/// <param name="Guest">The guest who was asked about; null for somebody who is none.</param>
internal sealed record RoomState(PartyRow Party, IReadOnlyList<TrackRow> Tracks, GuestRow? Guest)
{
    private static readonly TimeSpan CrowdIsNews = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HabitIsNews = TimeSpan.FromMinutes(10);
    private static readonly MyView Nobody = new(false, [], 0);

    private TrackRow[] Ballot { get; } = [.. Tracks.Where(track => track.Ballot is not null).OrderBy(track => track.Ballot)];

    public PartySettings Settings => new(Party.BallotSize, Party.VoteSeconds, Party.ManyLikes, Party.LosersStay, Party.Explicit);

    /// <param name="owner">Asked by the party's owner, whatever their device is.</param>
    public MyView Me(bool owner) =>
        new(owner || Guest is { Host: true }, [.. Ballot.Where(track => track.Mine).Select(track => track.TrackId)], Guest?.N ?? 0);

    public HostView Host(DateTimeOffset now)
    {
        var player = JsonSerializer.Deserialize<PlayerKnowledge>(Party.Player, JsonSerializerOptions.Web)!;
        return new(Party.DeviceId, Party.DeviceName, Party.CrowdedAt > now - CrowdIsNews, Playlist(),
            player.Moving is { } moving ? new(moving.Name, moving.NextAt is null) : null,
            player.Offer is { } offer ? new(offer.Id, offer.Name) : null,
            player.HabitAt > now - HabitIsNews ? player.Habit : null);
    }

    private PlaylistView? Playlist() => Party is { Total: { } total, Here: { } here, Skipped: { } skipped, LookedAt: { } at }
        ? new(here, total, skipped, here == total ? null : Party.ReadingProblem switch
        {
            null => null,
            nameof(AnswerKind.Limited) => Troubles.Quota,
            nameof(AnswerKind.NeedsSignIn) or nameof(AnswerKind.MissingScope) => Troubles.SignIn,
            _ => Troubles.Unreachable,
        }, at.ToUnixTimeMilliseconds())
        : null;

    /// <param name="address">Where this phone reaches us.</param>
    public Snapshot For(string address, DateTimeOffset now, MyView me, HostView? host) => new(
        Party.Version, now.ToUnixTimeMilliseconds(), Party.Id, Party.Phase, Party.Code ?? "", $"{address}/j/{Party.Secret}", Party.HostName, Party.PlaylistTitle,
        Party.People, Settings, Party.Round, Song(), [.. Ballot.Select(track => new BallotEntry(track.View, track.Likes))], Leader()?.TrackId,
        Party.Closed, Party.ClosesAt?.ToUnixTimeMilliseconds(), Party.Winner is { } winner ? At(winner)?.View : null, Party.Trouble,
        Party.GraceUntil?.ToUnixTimeMilliseconds(), Party.EndedWhy, me, host);

    public CountsFrame Counts() =>
        new(Party.Version, Party.Round, [.. Ballot.Select(track => track.Likes)], Leader() is { } leader ? Array.IndexOf(Ballot, leader) : -1, Party.People);

    /// <summary>The same for two states that differ in counts and people at most, so that a small frame brings a phone from one to the other.</summary>
    /// <param name="host">As hosts see it.</param>
    public UInt128 Shape(DateTimeOffset now, bool host)
    {
        var bare = For("", now, Nobody, host ? Host(now) : null) with
        {
            V = 0, Now = 0, People = 0, Leader = null, Ballot = [.. Ballot.Select(track => new BallotEntry(track.View, 0))],
        };
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bare, PartyJson.Web.Snapshot)));
    }

    private TrackRow? At(int place) => Tracks.FirstOrDefault(track => track.Place == place);

    private Song? Song() => Party.Song is { } place && At(place) is { } track
        ? new(track.View, Party.AtMs is null ? Party.SongAt?.ToUnixTimeMilliseconds() : null, Party.AtMs)
        : null;

    private TrackRow? Leader() =>
        Winner.Of(Ballot.Select(track => new PoolTrack(track.Place, Ballot: track.Ballot, Likes: track.Likes, Reached: track.Reached))) is { } winner
            ? At(winner.Place)
            : null;
}

/// <param name="People">On all nodes.</param>
internal sealed record PartyRow(
    Guid Id, Guid OwnerId, long Version, string Phase, string? Code, string Secret, string HostName, string PlaylistTitle, int BallotSize, int? VoteSeconds,
    bool ManyLikes, bool LosersStay, bool Explicit, int Round, DateTimeOffset? ClosesAt, bool Closed, int? Song, DateTimeOffset? SongAt, int? AtMs, int? Winner,
    string? Trouble, DateTimeOffset? GraceUntil, string? EndedWhy, string? DeviceId, string? DeviceName, DateTimeOffset? CrowdedAt, string Player, int People,
    int? Total = null, int? Skipped = null, int? Here = null, string? ReadingProblem = null, DateTimeOffset? LookedAt = null);

/// <param name="Goodbyes">How often its pages have said that they are being closed.</param>
internal sealed record GuestRow(Guid GuestId, bool Host, long N, int Goodbyes);

/// <param name="Mine">The guest who was asked about likes it.</param>
internal sealed record TrackRow(
    int Place, string TrackId, string Title, string Artists, string? Cover, string? CoverLarge, int DurationMs, bool Explicit, int? Ballot, long Reached,
    int Likes, bool Mine)
{
    /// <summary>Some songs have no title, at times only for a while.</summary>
    public TrackView View => new(TrackId, Title.Length > 0 ? Title : "No title", Artists, Cover, CoverLarge, DurationMs, Explicit, $"https://open.spotify.com/track/{TrackId}");
}
