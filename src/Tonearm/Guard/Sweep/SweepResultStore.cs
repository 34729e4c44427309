using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Notifications;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Saves what a sweep brought home, the restores to be written among it, in one transaction that only the holder of the lease can commit.
/// </summary>
internal sealed class SweepResultStore(NpgsqlDataSource database)
{
    /// <returns>The assessments whose restores are now stored and may be written, each restore with its number. Null when nothing was
    /// saved: the lease has passed to another node, or the account is no longer linked.</returns>
    /// <param name="next">When what could not be seen is to be looked at again.</param>
    public async Task<IReadOnlyList<Assessment>?> Save(
        Guid account,
        LeaseTerm term,
        SweepResult result,
        DateTimeOffset now,
        DateTimeOffset next,
        CancellationToken cancellation
    )
    {
        // Most sweeps find everything as they left it, and cost the database nothing.
        if (result.IsEmpty)
            return [];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await ListingStore.IsLinked(connection, account, cancellation))
            return null;
        await SavePictures(connection, account, result, now, cancellation);
        await SaveShown(connection, account, result, now, cancellation);
        var news = await News(connection, account, result, cancellation);
        await SaveVerdicts(connection, account, news, cancellation);
        await SaveIncidents(connection, account, result, news, cancellation);
        var stored = await SaveRestores(connection, account, news, cancellation);
        await SaveDueTimes(connection, account, result, news, now, next, cancellation);
        await SaveAbsences(connection, account, result, cancellation);
        await NewsStore.Write(connection, account, [.. news.SelectMany(PlaylistNews.Of)], now, cancellation);
        // Asked last, so that no renewal of the lease waits for longer than a commit takes.
        if (!await term.IsCurrent(connection, cancellation))
            return null;
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    /// <summary>
    /// The assessments that have something to tell. Those whose owner has decided otherwise since they were loaded are not among them:
    /// nothing may be written that is no longer wanted, and they are due again. Who decides now waits for this transaction.
    /// </summary>
    private static async Task<Assessment[]> News(
        NpgsqlConnection connection,
        Guid account,
        SweepResult result,
        CancellationToken cancellation
    )
    {
        var news = result.Assessments.Where(each => each.IsNews).ToArray();
        if (news.Length == 0)
            return news;
        var unchanged = (
            await connection.QueryAsync<string>(
                """
                select g.playlist_id from protections g
                  join jsonb_to_recordset(@rows) as row (playlist_id text, version integer, mode integer, fields integer)
                    on row.playlist_id = g.playlist_id
                where g.account_id = @account and g.version = row.version and g.mode = row.mode and g.fields = row.fields
                order by g.playlist_id for update of g
                """,
                new
                {
                    account,
                    rows = Rows.Json(
                        news.Select(each => new
                        {
                            PlaylistId = each.Playlist.Id,
                            each.Playlist.Version,
                            each.Playlist.Policy.Mode,
                            each.Playlist.Policy.Fields,
                        })
                    ),
                },
                cancellation
            )
        ).ToHashSet(StringComparer.Ordinal);
        return [.. news.Where(each => unchanged.Contains(each.Playlist.Id))];
    }

    private static async Task SavePictures(
        NpgsqlConnection connection,
        Guid account,
        SweepResult result,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        foreach (var picture in result.Pictures.Values.DistinctBy(picture => picture.Hash))
            await connection.ExecuteAsync(
                """
                insert into covers (account_id, hash, jpeg, stored_at) values (@account, @Hash, @Jpeg, @now)
                on conflict do nothing
                """,
                new
                {
                    account,
                    picture.Hash,
                    picture.Jpeg,
                    now,
                },
                cancellation
            );

        var learnt = result
            .Assessments.Where(each => each.Learnt is not null)
            .Select(each => new
            {
                PlaylistId = each.Playlist.Id,
                each.Learnt!.ImageId,
                each.Learnt.ContentHash,
                each.Learnt.CoverHash,
            })
            .ToArray();
        if (learnt.Length > 0)
            await connection.ExecuteAsync(
                """
                insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
                select @account, playlist_id, image_id, content_hash, cover_hash, @now
                from jsonb_to_recordset(@rows) as row (playlist_id text, image_id text, content_hash text, cover_hash text)
                on conflict (account_id, playlist_id, image_id) do update
                  set content_hash = excluded.content_hash, cover_hash = excluded.cover_hash;
                -- What was said of its picture is to be said anew.
                update playlists set right_version = null
                where account_id = @account and id in (select playlist_id from jsonb_to_recordset(@rows) as row (playlist_id text))
                """,
                new
                {
                    account,
                    now,
                    rows = Rows.Json(learnt),
                },
                cancellation
            );
    }

    private static async Task SaveShown(
        NpgsqlConnection connection,
        Guid account,
        SweepResult result,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        // A whole list has been stored page by page already.
        PlaylistColumns[] moved = [.. from each in result.Assessments where each.HasMoved select PlaylistColumns.Of(each.Shown)];
        if (moved.Length > 0)
            await connection.ExecuteAsync(
                PlaylistColumns.Update,
                new
                {
                    account,
                    now,
                    rows = Rows.Json(moved),
                },
                cancellation
            );
    }

    /// <summary>What was not seen where it should be is looked for again, and what was seen last of it is dated.</summary>
    private static async Task SaveAbsences(NpgsqlConnection connection, Guid account, SweepResult result, CancellationToken cancellation)
    {
        if (result.Absences.Count > 0)
            await connection.ExecuteAsync(
                """
                update playlists p set listing_state = row.listing_state, absent_at = row.absent_at, position = null
                from jsonb_to_recordset(@rows) as row (id text, listing_state text, absent_at timestamptz)
                  where p.account_id = @account and p.id = row.id;
                update protections g set look_at = case when row.is_alive then least(g.look_at, row.look_at) else row.look_at end,
                  asked = case when row.listing_state = 'gone' then 0 else g.asked end
                from jsonb_to_recordset(@rows) as row (id text, listing_state text, look_at timestamptz, is_alive boolean)
                  where g.account_id = @account and g.playlist_id = row.id and g.mode <> 0
                """,
                new { account, rows = Rows.Json(result.Absences) },
                cancellation
            );
        var unseen = result
            .Missed.Where(playlist => playlist.UnseenSince is null && playlist.Watch.SeenAt is not null)
            .Select(playlist => new { playlist.Id, playlist.Watch.SeenAt })
            .ToArray();
        if (result.HasSeen && unseen.Length > 0)
            await connection.ExecuteAsync(
                """
                update protections g set unseen_since = row.seen_at
                from jsonb_to_recordset(@rows) as row (id text, seen_at timestamptz)
                  where g.account_id = @account and g.playlist_id = row.id
                """,
                new { account, rows = Rows.Json(unseen) },
                cancellation
            );
    }

    private static async Task SaveVerdicts(NpgsqlConnection connection, Guid account, Assessment[] news, CancellationToken cancellation)
    {
        var judged = news.SelectMany(each => each.Judged)
            .Select(restore => new
            {
                restore.Id,
                restore.ConfirmedAt,
                restore.ReadBack,
            })
            .ToArray();
        if (judged.Length > 0)
            await connection.ExecuteAsync(
                """
                update restores r set confirmed_at = row.confirmed_at, read_back = row.read_back
                from jsonb_to_recordset(@rows) as row (id bigint, confirmed_at timestamptz, read_back text)
                  where r.account_id = @account and r.id = row.id
                """,
                new { account, rows = Rows.Json(judged) },
                cancellation
            );
    }

    private static async Task SaveIncidents(
        NpgsqlConnection connection,
        Guid account,
        SweepResult result,
        Assessment[] news,
        CancellationToken cancellation
    )
    {
        var stirred = news.Where(each => each.Findings.Incident is not null && each.Findings.Incident != each.Playlist.Incident?.Value)
            .ToArray();
        if (stirred.Length == 0)
            return;
        var numbers = (
            await connection.QueryAsync<(string PlaylistId, long Id)>(
                """
                with seen as materialized (
                  select * from jsonb_to_recordset(@rows) as row (id bigint, playlist_id text, started_at timestamptz, last_at timestamptz,
                    closed_at timestamptz)),
                opened as (
                  insert into incidents (account_id, playlist_id, started_at, last_at)
                  select @account, playlist_id, started_at, last_at from seen where id is null
                  on conflict (account_id, playlist_id) where closed_at is null do update set last_at = excluded.last_at
                  returning playlist_id, id),
                known as (
                  update incidents i set last_at = seen.last_at, closed_at = seen.closed_at from seen
                    where i.account_id = @account and i.id = seen.id
                  returning i.playlist_id, i.id)
                select playlist_id, id from opened union all select playlist_id, id from known
                """,
                new
                {
                    account,
                    rows = Rows.Json(
                        stirred.Select(each => new
                        {
                            each.Playlist.Incident?.Id,
                            PlaylistId = each.Playlist.Id,
                            each.Findings.Incident!.StartedAt,
                            each.Findings.Incident.LastAt,
                            each.Findings.Incident.ClosedAt,
                        })
                    ),
                },
                cancellation
            )
        ).ToDictionary(row => row.PlaylistId, row => row.Id, StringComparer.Ordinal);

        await connection.ExecuteAsync(
            """
            insert into drifts (account_id, incident_id, number, field, kind, wanted, shown, shown_cover, not_yet_at, seen_at, ended_at,
              ending)
            select @account, incident_id, number, field, kind, wanted, shown, shown_cover, not_yet_at, seen_at, ended_at, ending
            from jsonb_to_recordset(@rows) as row (incident_id bigint, number integer, field integer, kind integer, wanted text, shown text,
              shown_cover text,
              not_yet_at timestamptz, seen_at timestamptz, ended_at timestamptz, ending integer)
            on conflict (incident_id, number) do update set ended_at = excluded.ended_at, ending = excluded.ending;

            update playlists p set changed_at = last.seen_at
            from (
              select playlist_id, max(seen_at) as seen_at from jsonb_to_recordset(@rows) as row (playlist_id text, seen_at timestamptz)
              group by playlist_id) last
            where p.account_id = @account and p.id = last.playlist_id and p.changed_at is distinct from last.seen_at
            """,
            new
            {
                account,
                rows = Rows.Json(
                    stirred.SelectMany(assessment =>
                        assessment.Findings.Incident!.Drifts.Select(
                            (seen, number) =>
                                new
                                {
                                    PlaylistId = assessment.Playlist.Id,
                                    IncidentId = numbers[assessment.Playlist.Id],
                                    Number = number,
                                    seen.Drift.Field,
                                    seen.Drift.Kind,
                                    Wanted = assessment.Playlist.Wanted[seen.Drift.Field],
                                    seen.Shown,
                                    ShownCover = seen.Drift.Field == Field.Cover
                                        ? result.Pictures.GetValueOrDefault(assessment.Shown.Observed.Image.Id)?.Hash
                                        : null,
                                    seen.NotYetAt,
                                    seen.SeenAt,
                                    seen.EndedAt,
                                    seen.Ending,
                                }
                        )
                    )
                ),
            },
            cancellation
        );
    }

    private static async Task<IReadOnlyList<Assessment>> SaveRestores(
        NpgsqlConnection connection,
        Guid account,
        Assessment[] news,
        CancellationToken cancellation
    )
    {
        var writing = news.Where(each => each.Restores.Count > 0).ToArray();
        if (writing.Length == 0)
            return [];
        var numbers = (
            await connection.QueryAsync<(string PlaylistId, Field Field, long Id)>(
                """
                insert into restores (account_id, playlist_id, field, before, written, stored_at, settled_at, outcome, asked)
                select @account, playlist_id, field, before, written, stored_at, settled_at, outcome, asked
                from jsonb_to_recordset(@rows) as row (playlist_id text, field integer, before text, written text, stored_at timestamptz,
                  settled_at timestamptz,
                  outcome integer, asked boolean)
                returning playlist_id, field, id
                """,
                new
                {
                    account,
                    rows = Rows.Json(
                        writing.SelectMany(
                            assessment => assessment.Restores,
                            (assessment, each) =>
                                new
                                {
                                    PlaylistId = assessment.Playlist.Id,
                                    each.Field,
                                    each.Before,
                                    each.Written,
                                    each.StoredAt,
                                    each.SettledAt,
                                    each.Outcome,
                                    each.Asked,
                                }
                        )
                    ),
                },
                cancellation
            )
        ).ToDictionary(row => (row.PlaylistId, row.Field), row => row.Id);
        return
        [
            .. writing.Select(assessment =>
                assessment with
                {
                    Restores = [.. assessment.Restores.Select(each => each with { Id = numbers[(assessment.Playlist.Id, each.Field)] })],
                }
            ),
        ];
    }

    /// <summary>What somebody has asked for since the playlist was loaded stays due.</summary>
    private static async Task SaveDueTimes(
        NpgsqlConnection connection,
        Guid account,
        SweepResult result,
        Assessment[] news,
        DateTimeOffset now,
        DateTimeOffset next,
        CancellationToken cancellation
    )
    {
        var rows = news.Where(each => each.IsDueChanged)
            .Select(each => new
            {
                PlaylistId = each.Playlist.Id,
                each.LookAt,
                each.Playlist.Asked,
                each.Granted,
                SeenAt = (DateTimeOffset?)now,
                UnseenSince = (DateTimeOffset?)null,
                Written = each.Playlist.Unwritten & ~each.Unwritten,
            })
            .Concat(
                result
                    .Missed.Where(playlist => playlist.DueAt <= now)
                    .Select(playlist => new
                    {
                        PlaylistId = playlist.Id,
                        LookAt = (DateTimeOffset?)next,
                        playlist.Asked,
                        Granted = Fields.None,
                        SeenAt = (DateTimeOffset?)null,
                        playlist.UnseenSince,
                        Written = Fields.None,
                    })
            )
            .ToArray();
        if (rows.Length > 0)
            await connection.ExecuteAsync(
                """
                update protections g set
                  seen_at = coalesce(row.seen_at, g.seen_at),
                  unseen_since = row.unseen_since,
                  unwritten = g.unwritten & ~row.written,
                  look_at = case when g.asked & ~row.asked = 0 then row.look_at else g.look_at end,
                  asked = g.asked & ~row.granted
                from jsonb_to_recordset(@rows) as row (playlist_id text, look_at timestamptz, asked integer, granted integer,
                  seen_at timestamptz, unseen_since timestamptz,
                  written integer)
                where g.account_id = @account and g.playlist_id = row.playlist_id
                """,
                new { account, rows = Rows.Json(rows) },
                cancellation
            );
    }
}
