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

    /// <param name="owner">Asked by the party's owner, whatever their device is.</param>
    public MyView Me(bool owner) =>
        new(
            owner || Guest is { Host: true },
            [.. Ballot.Where(track => track.Mine).Select(track => track.TrackId)],
            Guest?.N ?? 0,
            Guest is { Skips: true },
            Guest is { Turns: { Length: > 0 } turns } ? turns : null,
            Guest is { Muted: true },
            Guest?.Along
        );

    public HostView Host(DateTimeOffset now)
    {
        var player = Party.Player;
        return new(
            Party.DeviceId,
            Party.DeviceName,
            Party.CrowdedAt > now - CrowdIsNews,
            Playlist(),
            player.Moving is { } moving ? new(moving.Name, moving.NextAt is null) : null,
            player.Offer is { } offer ? new(offer.Id, offer.Name) : null,
            player.HabitAt > now - HabitIsNews ? player.Habit : null,
            Party.AskedFor,
            Party.Fallback,
            Party.PlayingAlong
        );
    }

    private PlaylistView? Playlist() =>
        Party is { Total: { } total, Here: { } here, Skipped: { } skipped, LookedAt: { } at }
            ? new(
                here,
                total,
                skipped,
                here == total
                    ? null
                    : Party.ReadingProblem switch
                    {
                        null => null,
                        nameof(AnswerKind.Limited) => Troubles.Quota,
                        nameof(AnswerKind.NeedsSignIn) or nameof(AnswerKind.MissingScope) => Troubles.SignIn,
                        _ => Troubles.Unreachable,
                    },
                at.ToUnixTimeMilliseconds()
            )
            : null;

    /// <param name="address">Where this phone reaches us.</param>
    public Snapshot For(string address, DateTimeOffset now, MyView me, HostView? host) =>
        new(
            V: Party.Version,
            Now: now.ToUnixTimeMilliseconds(),
            Id: Party.Id,
            Phase: Party.Phase,
            Code: Party.Code ?? "",
            Link: $"{address}/j/{Party.Secret}",
            HostName: Party.HostName,
            PlaylistTitle: Party.PlaylistTitle,
            People: Party.People,
            Settings: Party.Settings,
            Round: Party.Round,
            Song: Song(),
            Ballot: [.. Ballot.Select(track => new BallotEntry(track.View, track.Likes, track.Suggested))],
            Leader: Leader()?.TrackId,
            Closed: Party.Closed,
            ClosesAt: Party.ClosesAt?.ToUnixTimeMilliseconds(),
            Next: Party.Winner is { } winner ? At(winner)?.View : null,
            Trouble: Party.Trouble,
            GraceUntil: Party.GraceUntil?.ToUnixTimeMilliseconds(),
            Ended: Party.EndedWhy,
            Me: me,
            Host: host,
            Skip: Skip,
            Line: Party.Line,
            Choice: Party.Choice is { } choice ? At(choice)?.View : null,
            ByHost: Party.WinnerByHost,
            Starts: Starts,
            Unplayed: Party.Player.Unplayed is { } unplayed && Party.Round <= unplayed.Round + 1 ? unplayed.Title : null,
            Along: Party.Along
        );

    public CountsFrame Counts() =>
        new(
            Party.Version,
            Party.Round,
            [.. Ballot.Select(track => track.Likes)],
            Leader() is { } leader ? Array.IndexOf(Ballot, leader) : -1,
            Party.People,
            Skip
        );

    private StartView? Starts =>
        Party is { Phase: "lobby", StartsAt: { } at }
            ? new(at.ToUnixTimeMilliseconds(), new StartTime(at, Party.StartsItself).ByItselfUntil?.ToUnixTimeMilliseconds())
            : null;

    private SkipView? Skip => Party is { Song: not null, SkipWants: { } wants, SkipOf: { } present } ? new(wants, present) : null;

    /// <summary>
    /// The same for two states that differ in counts and people at most, so that a small frame brings a phone from one to the other.
    /// </summary>
    /// <param name="host">As hosts see it.</param>
    public UInt128 Shape(DateTimeOffset now, bool host)
    {
        var bare = For("", now, Nobody, host ? Host(now) : null) with
        {
            V = 0,
            Now = 0,
            People = 0,
            Leader = null,
            Skip = Skip is null ? null : new(0, 0),
            Ballot = [.. Ballot.Select(track => new BallotEntry(track.View, 0, track.Suggested))],
        };
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bare, PartyJson.Web.Snapshot)));
    }

    /// <summary>The same party after nothing but likes.</summary>
    /// <returns>Null when they are of another ballot.</returns>
    public RoomState? With(PartyCounts counts)
    {
        if (counts.Likes.Length != Ballot.Length)
            return null;
        TrackRow[] counted =
        [
            .. Ballot.Select((track, place) => track with { Likes = counts.Likes[place], Reached = counts.Reached[place] }),
        ];
        return new(Party with { Version = counts.Version }, [.. counted, .. Tracks.Where(track => track.Ballot is null)], Guest);
    }

    private TrackRow? At(int place) => Tracks.FirstOrDefault(track => track.Place == place);

    private Song? Song() =>
        Party.Song is { } place && At(place) is { } track
            ? new(track.View, Party.AtMs is null ? Party.SongAt?.ToUnixTimeMilliseconds() : null, Party.AtMs)
            : null;

    private TrackRow? Leader() =>
        Winner.Of(Ballot.Select(track => new PoolTrack(track.Place, Ballot: track.Ballot, Likes: track.Likes, Reached: track.Reached)))
            is { } winner
            ? At(winner.Place)
            : null;
}
