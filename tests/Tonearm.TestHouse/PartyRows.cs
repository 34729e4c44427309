using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Tonearm.Party.Joining;

namespace Tonearm.TestHouse;

/// <summary>A party put straight into the database, for what needs no music: who comes in, who likes what, what phones are told.</summary>
/// <param name="Tracks">Ids in their order; the first plays, the ballot's follow.</param>
public sealed record PartyRows(Guid Id, Guid Owner, string Code, string Secret, IReadOnlyList<string> Tracks, int BallotSize)
{
    /// <summary>Ids of the tracks up for vote, in their order.</summary>
    public string[] Ballot => [.. Tracks.Skip(1).Take(BallotSize)];

    public static async Task<PartyRows> Insert(
        string database,
        DateTimeOffset now,
        int tracks = 12,
        int ballot = 4,
        bool manyLikes = false,
        string phase = "live",
        string? code = null
    )
    {
        await using var connection = new NpgsqlConnection(database);
        var party = new PartyRows(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            code ?? PartyCodes.Code(),
            RandomNumberGenerator.GetHexString(32),
            [.. Enumerable.Range(0, tracks).Select(_ => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 22))],
            ballot
        );
        await connection.ExecuteAsync(
            """
            insert into owners (id, created_at) values (@Owner, @now);
            insert into accounts (id, owner_id, spotify_id, user_id, name, scopes, consented_at, linked_at)
              values (@Owner, @Owner, @Code, @Code, 'a host', '', @now, @now);
            insert into parties (id, owner_id, account_id, host_name, code, secret, phase, playlist_id, playlist_title, settings, round,
              closes_at, song, song_at, created_at)
            values (@Id, @Owner, @Owner, 'A host', @Code, @Secret, @phase, 'list', 'Late Night Kitchen',
              jsonb_build_object('ballotSize', @BallotSize, 'manyLikes', @manyLikes),
              case when @phase = 'live' then 1 else 0 end, case when @phase = 'live' then @now + interval '3 minutes' end,
              case when @phase = 'live' then 0 end, case when @phase = 'live' then @now end, @now);
            insert into party_tracks (party_id, place, track_id, uri, title, artists, cover, cover_large, duration_ms, explicit, ballot)
            select @Id, seq - 1, track, 'spotify:track:' || track, 'Song number ' || seq, 'Somebody, Somebody Else',
              'https://i.scdn.co/image/' || track, null, 200000, false,
              case when @phase = 'live' and seq between 2 and @BallotSize + 1 then seq - 2 end
            from unnest(@Tracks) with ordinality as given (track, seq)
            """,
            new
            {
                party.Id,
                party.Owner,
                party.Code,
                party.Secret,
                Tracks = party.Tracks.ToArray(),
                party.BallotSize,
                manyLikes,
                phase,
                now,
            }
        );
        return party;
    }

    /// <summary>The likes of the tracks up for vote, in their order.</summary>
    public async Task<IReadOnlyList<int>> Counts(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        return
        [
            .. await connection.QueryAsync<int>(
                """
                select count(mark.guest_id)::int from party_tracks track left join party_likes mark using (party_id, place)
                where track.party_id = @Id and track.ballot is not null group by track.ballot order by track.ballot
                """,
                new { Id }
            ),
        ];
    }
}
