using System.Data;
using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Likes;
using Tonearm.Party.Skips;

namespace Tonearm.Party.Room;

/// <summary>Reads a party, its version and its counts in one statement, so that they belong together.</summary>
internal sealed class RoomReader(NpgsqlDataSource database)
{
    private const string Turns = """
        array(select coalesce(s.turn, 0) from party_suggestions s
          where s.party_id = guest.party_id and s.guest_id = guest.guest_id and (s.state = 'asked' or s.turn is not null) order by 1)
        """;

    private const string Along = """
        (select coalesce(a.problem, a.state) from party_alongs a
          where a.party_id = guest.party_id and a.guest_id = guest.guest_id)
        """;

    private static readonly string State = $"""
        select party.id, party.owner_id, party.version, party.phase, party.code, party.secret, party.host_name, party.playlist_title,
          party.settings,
          party.round, party.closes_at, party.closed, party.song, party.song_at,
          party.at_ms, party.winner, party.trouble, party.grace_until, party.ended_why, party.device_id, party.device_name,
          party.crowded_at, party.player, party.line,
          party.starts_at, party.starts_itself, party.starts_changes, party.along,
          (select count(*)::int from party_alongs a where a.party_id = party.id and a.state = 'on') as playing_along,
          (select count(*)::int from party_suggestions s
            join party_guests asker on asker.party_id = s.party_id and asker.guest_id = s.guest_id
            where s.party_id = party.id and s.state = 'asked' and asker.counts) as asked_for,
          (select coalesce(sum(people), 0)::int from party_presence here where here.party_id = party.id and here.until > now()) as people,
          case when (party.settings->>'skipVotes')::boolean then {SkipCount.Wants("party.id")} end as skip_wants,
          case when (party.settings->>'skipVotes')::boolean then {SkipCount.Present("party.id")} end as skip_of,
          (select chosen.place from party_tracks chosen where chosen.party_id = party.id and chosen.place = party.choice
            and not chosen.removed and not chosen.gone and not chosen.barred
            and (not chosen.explicit or coalesce((party.settings->>'explicit')::boolean, true))) as choice,
          party.winner_by_host,
          (select second.title from party_playlists second where second.party_id = party.id and second.fallback) as fallback,
          list.total, list.skipped,
          (select list.total - coalesce(sum(greatest(0, least(50, list.total - page))), 0)::int from unnest(list.pages) page) as here,
            list.problem as reading_problem, list.looked_at,
          guest.guest_id, guest.host, guest.n, guest.goodbyes, guest.number, guest.muted,
          exists (select from party_skips skip where skip.party_id = party.id and skip.guest_id = @guest) as skips,
          {Turns} as turns, {Along} as along,
          track.place, track.track_id, track.title, track.artists, track.cover, track.cover_large, track.duration_ms, track.explicit,
          track.ballot, track.reached,
          {LikeCount.Of("party.id", "track.place")} as likes,
          exists (select from party_suggestions asked
            where asked.party_id = party.id and asked.place = track.place and asked.state = 'up') as suggested,
          exists (select from party_likes mark
            where mark.party_id = party.id and mark.guest_id = @guest and mark.place = track.place) as mine
        from parties party
        left join party_playlists list on list.party_id = party.id and not list.fallback
        left join party_guests guest on guest.party_id = party.id and guest.guest_id = @guest and guest.put_out is null
        left join lateral (
          select * from party_tracks up where up.party_id = party.id and up.ballot is not null
          union all
          select * from party_tracks off where off.party_id = party.id and off.ballot is null
            and off.place in (party.song, party.winner, party.choice)
        ) track on true
        where party.id = @party
        """;

    private const string Mine = $"""
        select guest.guest_id, guest.host, guest.n, array(
          select track.track_id from party_likes mark join party_tracks track on track.party_id = mark.party_id and track.place = mark.place
          where mark.party_id = guest.party_id and mark.guest_id = guest.guest_id and track.ballot is not null order by track.ballot),
          exists (select from party_skips skip where skip.party_id = guest.party_id and skip.guest_id = guest.guest_id),
          {Turns},
          guest.muted, {Along}
        from party_guests guest where guest.party_id = $1 and guest.guest_id = any($2)
        """;

    /// <returns>Null when there is no such party.</returns>
    public async Task<RoomState?> Read(Guid party, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Read(connection, party, guest, cancellation);
    }

    /// <summary>The party, and what is true for each of these guests alone at the same moment.</summary>
    public async Task<(RoomState? State, IReadOnlyDictionary<Guid, MyView> Mine)> ReadFor(
        Guid party,
        Guid[] guests,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var state = await Read(connection, party, null, cancellation);
        await using var command = new NpgsqlCommand(Mine, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = party },
                new NpgsqlParameter<Guid[]> { TypedValue = guests },
            },
        };
        var mine = new Dictionary<Guid, MyView>(guests.Length);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                mine[reader.GetGuid(0)] = new(
                    reader.GetBoolean(1),
                    await reader.GetFieldValueAsync<string[]>(3, cancellation),
                    reader.GetInt64(2),
                    reader.GetBoolean(4),
                    await reader.GetFieldValueAsync<int[]>(5, cancellation) is { Length: > 0 } turns ? turns : null,
                    reader.GetBoolean(6),
                    reader.IsDBNull(7) ? null : reader.GetString(7)
                );
        }

        return (state, mine);
    }

    /// <summary>Who of these parties has said goodbye, and how often.</summary>
    public async Task<IEnumerable<(Guid Party, Guid Device, int Goodbyes)>> Goodbyes(Guid[] parties, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<(Guid, Guid, int)>(
            "select party_id, guest_id, goodbyes from party_guests where party_id = any(@parties) and goodbyes > 0",
            new { parties },
            cancellation
        );
    }

    /// <summary>The televisions that show these parties.</summary>
    public async Task<ILookup<Guid, Guid>> Screens(Guid[] parties, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<(Guid Party, Guid Screen)>(
                "select party_id, id from screens where party_id = any(@parties)",
                new { parties },
                cancellation
            )
        ).ToLookup(each => each.Party, each => each.Screen);
    }

    private static async Task<RoomState?> Read(NpgsqlConnection connection, Guid party, Guid? guest, CancellationToken cancellation)
    {
        (PartyRow Party, GuestRow? Guest)? read = null;
        var tracks = new List<TrackRow>();
        await connection.QueryAsync<PartyRow, GuestRow?, TrackRow?, bool>(
            new CommandDefinition(State, new { party, guest }, cancellationToken: cancellation),
            (row, known, track) =>
            {
                read ??= (row, known);
                if (track is not null)
                    tracks.Add(track);
                return true;
            },
            splitOn: "guest_id,place"
        );
        return read is { } found ? new(found.Party, tracks, found.Guest) : null;
    }
}
