using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;

namespace Tonearm.Party.Played;

/// <summary>Reads what was played at a party, and who may know.</summary>
internal sealed class PlayedStore(NpgsqlDataSource database)
{
    /// <summary>How long a party is known after its end.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>What an owner takes home of it.</summary>
    public static readonly OwnedRows Owned = new(
        "party_played",
        """
        select d.party_id, d.round, d.began_at, t.uri, t.title, t.artists, d.likes, d.how, d.suggested
        from party_played d join parties p on p.id = d.party_id join party_tracks t on t.party_id = d.party_id and t.place = d.place
        where p.owner_id = @owner and d.began_at is not null order by d.party_id, d.round
        """
    );

    /// <returns>Null when there is no such party.</returns>
    public async Task<PlayedRead?> Read(Guid party, Guid? owner, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<PlayedRow>(
            """
            select p.playlist_title, p.phase, p.round,
              case when p.starts_at is null then p.created_at
                else coalesce((select min(d.began_at) from party_played d where d.party_id = p.id), p.created_at) end as created_at,
              p.ended_at, p.most_people, p.owner_id = @owner as is_owner,
              exists (select from party_guests where party_id = p.id and guest_id = @guest and put_out is null) as is_inside
            from parties p where p.id = @party
            """,
            new
            {
                party,
                owner = owner ?? Guid.Empty,
                guest = guest ?? Guid.Empty,
            },
            cancellation
        );
        if (row is null)
            return null;
        var songs = await connection.QueryAsync<PlayedTrack>(
            """
            select d.began_at, case when t.title = '' then 'No title' else t.title end as title, t.artists, t.duration_ms, t.explicit,
              d.likes, d.how, d.suggested, t.cover, 'https://open.spotify.com/track/' || t.track_id as url
            from party_played d join party_tracks t on t.party_id = d.party_id and t.place = d.place
            where d.party_id = @party and d.began_at is not null order by d.round
            """,
            new { party },
            cancellation
        );
        return new(
            new(party, row.PlaylistTitle, row.Phase, row.CreatedAt, row.EndedAt, row.MostPeople, [.. songs]),
            row.IsOwner,
            row.IsInside,
            row.Round
        );
    }

    /// <summary>The last party that ended for its owner or with this device in it, if something was played there.</summary>
    public async Task<Guid?> LastEnded(Guid? owner, Guid? guest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            """
            select id from parties p
            where phase = 'ended'
              and (owner_id = @owner or id in (select party_id from party_guests where guest_id = @guest and put_out is null))
              and exists (select from party_played d where d.party_id = p.id and d.began_at is not null)
            order by ended_at desc limit 1
            """,
            new { owner, guest },
            cancellation
        );
    }

    private sealed record PlayedRow
    {
        public required string PlaylistTitle { get; init; }
        public required string Phase { get; init; }
        public required int Round { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public int? MostPeople { get; init; }
        public required bool IsOwner { get; init; }
        public required bool IsInside { get; init; }
    }
}

/// <param name="IsOwner">Whoever asks is signed in as the one whose party it is.</param>
/// <param name="IsInside">Their device is one of the party's.</param>
/// <param name="Rounds">How many songs there were: more than are known for a party from before they were written down.</param>
internal sealed record PlayedRead(PlayedList List, bool IsOwner, bool IsInside, int Rounds)
{
    /// <summary>Who was there may know what was played there.</summary>
    public bool MayRead => IsOwner || IsInside;
}
