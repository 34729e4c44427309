using Dapper;
using Npgsql;

namespace Tonearm.TestHouse;

/// <summary>
/// What a year leaves behind, written by a few statements: playlists with their versions, sweeps, incidents with pictures, finished
/// parties.
/// </summary>
/// <param name="Playlists">In all; the first account has <paramref name="First"/> of them, the second <paramref name="Second"/>, the others
/// share the rest.</param>
public sealed record YearOfRows(int Accounts, int Playlists, int First, int Second, int Incidents, int Parties, int DaysOfSweeps = 365)
{
    /// <param name="first">An account that somebody has really linked.</param>
    public async Task Write(string database, Guid first, Guid second)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var parameters = new
        {
            Accounts,
            Playlists,
            First,
            Second,
            Incidents,
            Parties,
            DaysOfSweeps,
            one = first,
            two = second,
        };
        foreach (var statement in Statements)
            await connection.ExecuteAsync(new CommandDefinition(statement, parameters, commandTimeout: 0));
    }

    // A picture of a thousand bytes that does not compress.
    private const string Picture = "decode((select string_agg(md5(n::text || i::text), '') from generate_series(1, 64) i), 'hex')";

    private static readonly string[] Statements =
    [
        """
            create temporary table year_accounts as select 1 as number, @one::uuid as id union all select 2, @two;
            with made as (
              insert into owners (id, created_at) select gen_random_uuid(), now() from generate_series(3, @Accounts) returning id),
            numbered as (select id, row_number() over () + 2 as number from made),
            linked as (
              insert into accounts (id, owner_id, spotify_id, user_id, name, scopes, consented_at, health, linked_at)
              select gen_random_uuid(), id, 'year' || number, 'year' || number, 'Year ' || number, '', now(), 'signin', now() from numbered
                returning id, spotify_id),
            listed as (insert into listings (account_id) select id from linked)
            insert into year_accounts select substr(spotify_id, 5)::int, id from linked;
            delete from playlists where account_id in (select id from year_accounts);
            update accounts set health = 'signin' where id in (select id from year_accounts);
            update listings set due_at = null, list_at = null, listed_at = now(), looked_at = now(),
              watched_until = now() + interval '1 year', total = 5000
            """,
        """
            create temporary table year_playlists as
            select n, a.id as account, n as place, 'year' || lpad(n::text, 18, '0') as id, md5(n::text) || md5('year' || n) as cover
            from generate_series(1, @Playlists) n
              join year_accounts a
                on a.number = case when n <= @First then 1 when n <= @First + @Second then 2 else 3 + n % (@Accounts - 2) end;
            create index on year_playlists (n);
            insert into playlists (account_id, id, position, owned, owner_name, items, title, description, image_kind, image_id, image_url,
              seen_at)
            select account, id, place, true, 'Year', 40, 'Playlist ' || n || ' of the year', 'Songs for day ' || n, 3, 'picture' || n,
              'https://i.scdn.co/image/' || n, now() from year_playlists
            """,
        $"insert into covers (account_id, hash, jpeg, stored_at) select account, cover, {Picture}, now() - interval '1 year' from year_playlists y",
        """
            insert into protections (account_id, playlist_id, mode, fields, version, on_at)
              select account, id, 2, 7, 1, now() - interval '1 year' from year_playlists;
            insert into wanted (account_id, playlist_id, version, title, description, cover_hash, origin, made_at)
            select account, id, 1, 'Playlist ' || n || ' of the year', 'Songs for day ' || n, cover, 'taken', now() - interval '1 year'
              from year_playlists;
            insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
            select account, id, 'picture' || n, cover, cover, now() - interval '1 year' from year_playlists
            """,
        """
            insert into sweeps (account_id, started_at, ended_at, calls, looked, drifted, restored)
            select id, at, at, 5, 250, 0, 0
              from generate_series(now() - interval '1 day' * @DaysOfSweeps, now(), interval '5 minutes') at, year_accounts
            """,
        """
            create temporary table year_incidents as
            select i as n, y.account, y.id as playlist, y.cover, md5('taken' || i) || md5(i::text) as shown,
              now() - interval '1 year' * (@Incidents - i) / @Incidents as at
            from generate_series(1, @Incidents) i join year_playlists y on y.n = 1 + (i::bigint * 7919) % @Playlists
            """,
        $"insert into covers (account_id, hash, jpeg, stored_at) select account, shown, {Picture}, at from year_incidents y",
        """
            with made as (
              insert into incidents (account_id, playlist_id, started_at, last_at, closed_at)
              select account, playlist, at, at, at + interval '1 hour' from year_incidents order by n
                returning id, account_id, playlist_id, started_at)
            insert into drifts (account_id, incident_id, number, field, kind, wanted, shown, shown_cover, seen_at, ended_at, ending)
            select made.account_id, made.id, field / 2, field, 1, case field when 2 then y.cover else 'a title' end, y.shown,
              case field when 2 then y.shown end,
              y.at, y.at + interval '2 seconds', 0
            from made join year_incidents y on y.account = made.account_id and y.playlist = made.playlist_id and y.at = made.started_at,
              unnest(array[0, 2]) field;
            insert into restores (account_id, playlist_id, field, before, written, stored_at, settled_at, outcome, answered_at, asked,
              confirmed_at)
            select account, playlist, field, '', 'a title', at, at + interval '90 seconds', 1, at, false, at + interval '2 minutes'
              from year_incidents, unnest(array[0, 2]) field;
            insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
              select account, playlist, 'taken' || n, shown, null, at from year_incidents;
            update playlists p set changed_at = y.at from (select account, playlist, max(at) as at from year_incidents group by 1, 2) y
              where p.account_id = y.account and p.id = y.playlist
            """,
        """
            insert into parties (id, owner_id, account_id, host_name, secret, phase, playlist_id, playlist_title, round, created_at,
              ended_at, ended_why)
            select gen_random_uuid(), a.owner_id, a.id, 'Host', 'year' || n, 'ended', 'playlist', 'A party', 20,
              now() - interval '20 days' * n / @Parties, now() - interval '20 days' * n / @Parties, 'host'
            from generate_series(1, @Parties) n join year_accounts y on y.number = 1 + n % @Accounts join accounts a on a.id = y.id;
            insert into party_tracks (party_id, place, track_id, uri, title, artists, duration_ms, explicit)
            select p.id, t, 'track' || t, 'spotify:track:' || t, 'Song ' || t, 'Somebody', 180000, false
              from parties p, generate_series(0, 29) t;
            insert into party_guests (party_id, guest_id, joined_at) select id, gen_random_uuid(), created_at
              from parties, generate_series(1, 20)
            """,
        "vacuum analyze",
    ];
}
