using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard.Protection;

/// <summary>What owners decide about their playlists: protections, wanted versions and their covers.</summary>
internal sealed class ProtectionStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>So long a press can be taken back: as long as its notice may stand on a page that nobody touches.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(30);

    private static readonly string[] Origins = ["taken", "edited", "kept", "rolled back"];

    /// <summary>The owner's own playlists among these; all of them for null. One that an account only follows is not among them.</summary>
    public async Task<IReadOnlyList<OwnedPlaylist>> Owned(Guid owner, IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<OwnedPlaylist>(
                """
                select p.id, p.account_id, a.name as account_name, p.position, p.title, p.description, p.image_kind, p.image_id,
                  p.image_url, p.thumb_url, p.items, p.public,
                  p.listing_state, p.unknown, g.mode, g.fields, g.version, g.off_at, w.made_at
                from playlists p
                  join accounts a on a.id = p.account_id
                  left join protections g on g.account_id = p.account_id and g.playlist_id = p.id
                  left join wanted w on w.account_id = g.account_id and w.playlist_id = g.playlist_id and w.version = g.version
                where a.owner_id = @owner and p.owned and (@ids::text[] is null or p.id = any(@ids))
                """,
                new { owner, ids = ids?.ToArray() },
                cancellation
            ),
        ];
    }

    public async Task<IReadOnlyList<StoredVersion>> Versions(Guid account, string playlist, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(
            int Version,
            string Title,
            string Description,
            string? CoverHash,
            string Origin,
            DateTimeOffset MadeAt
        )>(
            """
            select version, title, description, cover_hash, origin, made_at from wanted
            where account_id = @account and playlist_id = @playlist order by version desc
            """,
            new { account, playlist },
            cancellation
        );
        return
        [
            .. rows.Select(row => new StoredVersion(
                row.Version,
                new(row.Title, row.Description, row.CoverHash),
                (WantedOrigin)Array.IndexOf(Origins, row.Origin),
                row.MadeAt
            )),
        ];
    }

    /// <summary>
    /// Stores what Spotify shows as a wanted version, with the picture's bytes, and sets the protection in the same breath.
    /// </summary>
    public async Task Take(OwnedPlaylist playlist, Picture? cover, Policy policy, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var version = await connection.ExecuteScalarAsync<int>(
            """
            insert into protections (account_id, playlist_id, mode, fields, version, on_at)
              values (@AccountId, @Id, @Mode, @Fields, 1, case when @Mode <> 0 then @now end)
            on conflict (account_id, playlist_id) do update
              set mode = @Mode, fields = @Fields, version = protections.version + 1, asked = 0, unwritten = 0, unseen_since = null,
              on_at = case when protections.mode = 0 then @now else protections.on_at end
            returning version
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                Mode = (int)policy.Mode,
                Fields = (int)policy.Fields,
                now = time.GetUtcNow(),
            },
            cancellation
        );
        await Insert(
            connection,
            playlist,
            version,
            new(playlist.Title, playlist.Description, cover?.Hash),
            cover,
            WantedOrigin.Taken,
            cancellation
        );
        if (cover is not null)
            await Recognise(connection, playlist, cover.Hash, cancellation);
        await Changed(connection, playlist.AccountId, wake: false, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Sets the protection and leaves the wanted version as it is.</summary>
    public async Task Set(OwnedPlaylist playlist, Policy policy, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update protections set
              fields = @Fields, mode = @Mode,
              off_at = case when @Mode = 0 and mode <> 0 then @now else off_at end,
              on_at = case when @Mode <> 0 and mode = 0 then @now else on_at end,
              unwritten = case when @Mode <> 0 and mode = 0 then 7 else unwritten end,
              look_at = case when @Mode = 0 then null when @Mode = 2 and mode <> 2 or mode = 0 then @now else look_at end,
              asked = case when @Mode = 0 then 0 else asked end
            where account_id = @AccountId and playlist_id = @Id
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                Mode = (int)policy.Mode,
                Fields = (int)policy.Fields,
                now = time.GetUtcNow(),
            },
            cancellation
        );
        await Changed(connection, playlist.AccountId, wake: policy.Mode != Mode.Off, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Keeps what these protections were before one press changed them.</summary>
    public async Task Remember(Guid act, IEnumerable<OwnedPlaylist> before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update protections g set act = @act, act_at = @now, mode_before = b.mode, fields_before = b.fields
            from jsonb_to_recordset(@rows) as b(account uuid, id text, mode integer, fields integer)
            where g.account_id = b.account and g.playlist_id = b.id
            """,
            new
            {
                act,
                now = time.GetUtcNow(),
                rows = Rows.Json(
                    before.Select(each => new
                    {
                        account = each.AccountId,
                        id = each.Id,
                        mode = (int)(each.Mode ?? Mode.Off),
                        fields = (int)(each.Fields ?? Fields.All),
                    })
                ),
            },
            cancellation
        );
    }

    /// <summary>
    /// The playlists that this press changed last, and what their protection was before it; none when it is too long ago.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Policy>> Before(Guid owner, Guid act, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(string Id, int Mode, int Fields)>(
            """
            select g.playlist_id, g.mode_before, g.fields_before from protections g join accounts a on a.id = g.account_id
            where g.act = @act and a.owner_id = @owner and g.act_at > @since
            """,
            new
            {
                act,
                owner,
                since = time.GetUtcNow() - Undoable,
            },
            cancellation
        );
        return rows.ToDictionary(row => row.Id, row => new Policy((Mode)row.Mode, (Fields)row.Fields), StringComparer.Ordinal);
    }

    /// <summary>A new wanted version on top of the one its author has read.</summary>
    /// <param name="changed">Fields in which it differs from the one before it.</param>
    /// <param name="write">Fields to be written at once.</param>
    /// <returns>The new version; null when somebody else has made one in between, and nothing was changed.</returns>
    public async Task<int?> Save(
        OwnedPlaylist playlist,
        int readVersion,
        Wanted wanted,
        Picture? cover,
        WantedOrigin origin,
        Fields changed,
        Fields write,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var version = await connection.ExecuteScalarAsync<int?>(
            """
            update protections set version = version + 1, asked = asked | @write, unwritten = (unwritten | @changed) & ~@kept,
              look_at = case when @write <> 0 then @now else look_at end
            where account_id = @AccountId and playlist_id = @Id and version = @readVersion
            returning version
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                readVersion,
                write = (int)write,
                now,
                changed = origin == WantedOrigin.Kept ? 0 : (int)changed,
                kept = origin == WantedOrigin.Kept ? (int)changed : 0,
            },
            cancellation
        );
        if (version is null)
            return null;
        await Insert(connection, playlist, version.Value, wanted, cover, origin, cancellation);
        await Changed(connection, playlist.AccountId, wake: write != Fields.None, cancellation);
        await transaction.CommitAsync(cancellation);
        return version;
    }

    /// <summary>A person wants these fields written now.</summary>
    public async Task Ask(OwnedPlaylist playlist, Fields fields, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            "update protections set asked = asked | @fields, look_at = @now where account_id = @AccountId and playlist_id = @Id",
            new
            {
                playlist.AccountId,
                playlist.Id,
                fields = (int)fields,
                now = time.GetUtcNow(),
            },
            cancellation
        );
        await Changed(connection, playlist.AccountId, wake: true, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The open incident's drifts of these fields end with "kept by you".</summary>
    public async Task EndDrifts(OwnedPlaylist playlist, Fields fields, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update drifts d set ended_at = @now, ending = @kept
            from incidents i where i.id = d.incident_id and i.closed_at is null and i.account_id = @AccountId and i.playlist_id = @Id
              and d.ended_at is null and (1 << d.field) & @fields <> 0
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                fields = (int)fields,
                kept = (int)Ending.Kept,
                now = time.GetUtcNow(),
            },
            cancellation
        );
    }

    /// <summary>The picture Spotify shows now is the owner's cover from here on.</summary>
    public async Task Recognise(OwnedPlaylist playlist, string hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Recognise(connection, playlist, hash, cancellation);
    }

    private Task Recognise(NpgsqlConnection connection, OwnedPlaylist playlist, string hash, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
              values (@AccountId, @Id, @ImageId, @hash, @hash, @now)
            on conflict (account_id, playlist_id, image_id) do update set content_hash = @hash, cover_hash = @hash
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                playlist.ImageId,
                hash,
                now = time.GetUtcNow(),
            },
            cancellation
        );

    /// <summary>A picture of one of the owner's accounts.</summary>
    public async Task<byte[]?> Cover(Guid owner, string hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>(
            "select c.jpeg from covers c join accounts a on a.id = c.account_id where a.owner_id = @owner and c.hash = @hash limit 1",
            new { owner, hash },
            cancellation
        );
    }

    /// <summary>What a fresh reading of the list showed, before somebody decides upon it.</summary>
    public async Task Refresh(Guid account, IEnumerable<ObservedPlaylist> shown, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            PlaylistColumns.Update,
            new
            {
                account,
                now = time.GetUtcNow(),
                rows = Rows.Json(shown.Select(PlaylistColumns.Of)),
            },
            cancellation
        );
    }

    private async Task Insert(
        NpgsqlConnection connection,
        OwnedPlaylist playlist,
        int version,
        Wanted wanted,
        Picture? cover,
        WantedOrigin origin,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        if (cover is not null)
            await connection.ExecuteAsync(
                """
                insert into covers (account_id, hash, jpeg, stored_at) values (@AccountId, @Hash, @Jpeg, @now) on conflict do nothing
                """,
                new
                {
                    playlist.AccountId,
                    cover.Hash,
                    cover.Jpeg,
                    now,
                },
                cancellation
            );
        await connection.ExecuteAsync(
            """
            insert into wanted (account_id, playlist_id, version, title, description, cover_hash, origin, made_at)
            values (@AccountId, @Id, @version, @Title, @Description, @CoverHash, @origin, @now)
            """,
            new
            {
                playlist.AccountId,
                playlist.Id,
                version,
                wanted.Title,
                wanted.Description,
                wanted.CoverHash,
                origin = Origins[(int)origin],
                now,
            },
            cancellation
        );
    }

    private static Task Changed(NpgsqlConnection connection, Guid account, bool wake, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            select pg_notify('tonearm', 'owner:' || owner_id) from accounts where id = @account;
            select pg_notify('tonearm', @Topic) where @wake
            """,
            new
            {
                account,
                wake,
                ListingStore.Topic,
            },
            cancellation
        );
}

internal sealed record StoredVersion(int Version, Wanted Wanted, WantedOrigin Origin, DateTimeOffset MadeAt);
