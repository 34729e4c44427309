using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Pictures;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Incidents;

/// <summary>Reads the evidence: incidents with their drifts, newest first.</summary>
internal sealed class IncidentStore(NpgsqlDataSource database, TimeProvider time)
{
    public const int PageSize = 50;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <param name="playlist">Only its incidents; null for all of the owner's.</param>
    /// <param name="before">Only incidents with a lower number: the next page.</param>
    public async Task<IReadOnlyList<IncidentView>> Page(
        Guid owner,
        string? playlist,
        long? before,
        CancellationToken cancellation,
        int size = PageSize
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var incidents = (
            await connection.QueryAsync<IncidentRow>(
                """
                select i.id, i.playlist_id, w.title, w.cover_hash, coalesce(p.thumb_url, p.image_url) as image_url, a.name as account_name,
                  i.started_at, i.closed_at
                from accounts a
                  cross join lateral (
                    select * from incidents
                      where account_id = a.id and (@playlist::text is null or playlist_id = @playlist)
                      and (@before::bigint is null or id < @before)
                    order by id desc limit @size) i
                  join playlists p on p.account_id = i.account_id and p.id = i.playlist_id
                  join protections g on g.account_id = i.account_id and g.playlist_id = i.playlist_id
                  join wanted w on w.account_id = g.account_id and w.playlist_id = g.playlist_id and w.version = g.version
                where a.owner_id = @owner
                order by i.id desc limit @size
                """,
                new
                {
                    owner,
                    playlist,
                    before,
                    size,
                },
                cancellation
            )
        ).AsList();
        var drifts = (
            await connection.QueryAsync<DriftRow>(
                """
                select incident_id, number, field, kind, wanted, shown, shown_cover, not_yet_at, seen_at, ended_at, ending
                from drifts where incident_id = any(@ids) order by incident_id, number
                """,
                new { ids = incidents.Select(incident => incident.Id).ToArray() },
                cancellation
            )
        ).ToLookup(row => row.IncidentId, row => row.View);
        return
        [
            .. incidents.Select(row => new IncidentView(
                row.Id,
                row.PlaylistId,
                row.Title,
                row.CoverHash is { } hash ? CoverAddress.Small(CoverAddress.Of(hash)) : row.ImageUrl,
                row.AccountName,
                row.StartedAt,
                row.ClosedAt,
                [.. drifts[row.Id]]
            )),
        ];
    }

    /// <summary>What one drift showed instead of what was wanted; null when there is no such drift on this playlist.</summary>
    public async Task<ShownValue?> Shown(Guid owner, string playlist, PastValue past, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ShownValue>(
            """
            select d.field, d.shown as text, c.jpeg, d.ended_at is null as lasts
            from incidents i
              join accounts a on a.id = i.account_id
              join drifts d on d.incident_id = i.id
              left join covers c on c.account_id = i.account_id and c.hash = d.shown_cover
            where a.owner_id = @owner and i.playlist_id = @playlist and i.id = @Incident and d.number = @Number
            """,
            new
            {
                owner,
                playlist,
                past.Incident,
                past.Number,
            },
            cancellation
        );
    }

    /// <summary>Of each of these playlists what the latest look that found any drift found, and what lasts since before.</summary>
    public async Task<ILookup<string, SeenDrift>> Latest(Guid owner, IReadOnlyCollection<string> playlists, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<LatestRow>(
            """
            select last.playlist_id, d.field, d.kind, d.shown, d.not_yet_at, d.seen_at, d.ended_at, d.ending
            from accounts a
              join protections g on g.account_id = a.id and g.playlist_id = any(@playlists)
              -- An open incident is a playlist's last one.
              cross join lateral (
                select id, playlist_id, closed_at from incidents where account_id = g.account_id and playlist_id = g.playlist_id
                  order by id desc limit 1) last
              join drifts d on d.incident_id = last.id
            where a.owner_id = @owner and ((d.ended_at is null and last.closed_at is null)
              or d.seen_at = (select max(seen_at) from drifts where incident_id = last.id))
            order by last.playlist_id, d.seen_at desc, d.number
            """,
            new { owner, playlists = playlists.ToArray() },
            cancellation
        );
        return rows.ToLookup(row => row.PlaylistId, row => row.Seen, StringComparer.Ordinal);
    }

    /// <summary>The last thirty days in figures: what others did. What its owner has kept as their own is not among it.</summary>
    public async Task<IncidentsMonth> LastMonth(Guid owner, string? playlist, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleAsync<(int Changes, int Playlists, int PutBack, double? Typical, int Open)>(
            """
            select count(*)::int, count(distinct i.playlist_id)::int, (count(*) filter (where d.ending = @putBack))::int,
              (percentile_cont(0.5) within group (order by extract(epoch from d.ended_at - d.seen_at))
                filter (where d.ending = @putBack))::float8,
              (count(*) filter (where d.ended_at is null and i.closed_at is null))::int
            from accounts a join drifts d on d.account_id = a.id and d.seen_at > @since join incidents i on i.id = d.incident_id
            where a.owner_id = @owner and (@playlist::text is null or i.playlist_id = @playlist) and d.ending is distinct from @kept
            """,
            new
            {
                owner,
                playlist,
                putBack = (int)Ending.PutBack,
                kept = (int)Ending.Kept,
                since = time.GetUtcNow() - Month,
            },
            cancellation
        );
        return new(row.Changes, row.Playlists, row.PutBack, row.Typical is { } seconds ? TimeSpan.FromSeconds(seconds) : null, row.Open);
    }

    private sealed record IncidentRow(
        long Id,
        string PlaylistId,
        string Title,
        string? CoverHash,
        string? ImageUrl,
        string AccountName,
        DateTimeOffset StartedAt,
        DateTimeOffset? ClosedAt
    );

    private sealed record DriftRow(
        long IncidentId,
        int Number,
        Field Field,
        DriftKind Kind,
        string Wanted,
        string Shown,
        string? ShownCover,
        DateTimeOffset? NotYetAt,
        DateTimeOffset SeenAt,
        DateTimeOffset? EndedAt,
        Ending? Ending
    )
    {
        public DriftView View =>
            new(
                new(new(Field, Kind), Shown, NotYetAt, SeenAt, EndedAt, Ending),
                Field != Field.Cover ? Wanted
                    : Wanted.Length > 0 ? CoverAddress.Of(Wanted)
                    : null,
                Field != Field.Cover ? Shown
                    : ShownCover is null ? null
                    : CoverAddress.Of(ShownCover),
                Past: new(IncidentId, Number)
            );
    }

    private sealed record LatestRow(
        string PlaylistId,
        Field Field,
        DriftKind Kind,
        string Shown,
        DateTimeOffset? NotYetAt,
        DateTimeOffset SeenAt,
        DateTimeOffset? EndedAt,
        Ending? Ending
    )
    {
        public SeenDrift Seen => new(new(Field, Kind), Shown, NotYetAt, SeenAt, EndedAt, Ending);
    }
}
