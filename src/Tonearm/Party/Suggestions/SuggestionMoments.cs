using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Suggestions;

/// <summary>Reads what decides whether a song can be asked for.</summary>
internal static class SuggestionMoments
{
    public static async Task<SuggestionMoment> Read(
        NpgsqlConnection connection,
        Guid party,
        Guid guest,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var known = await connection.QueryAsync<KnownRow>(
            """
            select t.uri, t.isrc, t.title, t.duration_ms, t.artists, t.played_at,
              case when t.place = p.song then 'plays' when t.place = p.winner then 'next' when t.ballot is not null then 'up'
                when s.state <> 'up' then s.state when t.removed then 'off' else 'played' end as state
            from parties p
              join party_tracks t on t.party_id = p.id
              left join party_suggestions s on s.party_id = t.party_id and s.place = t.place and (s.state not in ('asked', 'line')
                or exists (select from party_guests g where g.party_id = s.party_id and g.guest_id = s.guest_id and g.counts))
            where p.id = @party
              and (t.place in (p.song, p.winner) or t.ballot is not null or s.state <> 'up' or t.removed or t.played_at is not null)
            """,
            new { party },
            cancellation
        );
        var (settings, mine, waiting) = await connection.QuerySingleAsync<(string, int, int)>(
            """
            select p.settings::text,
              (select count(*) from party_suggestions s
                where s.party_id = p.id and s.state in ('asked', 'line') and s.guest_id = @guest)::int,
              (select count(*) from party_suggestions s join party_guests g on g.party_id = s.party_id and g.guest_id = s.guest_id
                where s.party_id = p.id and s.state in ('asked', 'line') and g.counts)::int
            from parties p where p.id = @party
            """,
            new { party, guest },
            cancellation
        );
        return new(
            new JsonColumn<PartySettings>().Parse(settings)!,
            [.. known.Select(row => row.Song)],
            mine,
            waiting,
            now,
            await DoNotPlayStore.Of(connection, party, cancellation)
        );
    }

    private sealed record KnownRow(
        string Uri,
        string? Isrc,
        string Title,
        int DurationMs,
        string Artists,
        DateTimeOffset? PlayedAt,
        string State
    )
    {
        public KnownSong Song => new(new(Uri, Isrc, Title, DurationMs), Artists, Enum.Parse<SongState>(State, ignoreCase: true), PlayedAt);
    }
}
