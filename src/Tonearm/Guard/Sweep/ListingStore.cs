using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>When each account is due, and what its list looks like as a whole.</summary>
internal sealed class ListingStore(NpgsqlDataSource database)
{
    public const string Topic = "guard";

    /// <summary>For <c>accounts a</c> at <c>@now</c>: a sign-in that Spotify took for dead is tried again when its time has come.</summary>
    public const string CanBeAsked = "(a.health <> 'signin' or a.ask_again_at <= @now) and a.scopes like '%playlist-modify-private%'";

    /// <summary>
    /// The accounts with anything to do by now, apart from those being looked at, and where what is to be looked at stands in their lists.
    /// </summary>
    public async Task<IReadOnlyList<DueAccount>> Due(DateTimeOffset now, IReadOnlyCollection<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. (
                await connection.QueryAsync<DueRow>(
                    $"""
                    with due as (
                      select a.id as account, a.owner_id as owner, a.name, a.health, a.consented_at, a.ask_again_at, l.total, l.listed_at,
                        l.looked_at, l.asked, l.asked > l.answered as awaited,
                        coalesce(l.list_at <= @now, false) as whole, coalesce(l.due_at <= @now, false) or l.asked > l.answered as sweep,
                        coalesce(l.urgent_at <= @now, false) as urgent
                      from accounts a join listings l on l.account_id = a.id
                      where {CanBeAsked} and a.id <> all (@except)
                        and (l.list_at <= @now or l.due_at <= @now or l.urgent_at <= @now or l.asked > l.answered
                        or exists (select from protections g where g.account_id = a.id and g.look_at <= @now)))
                    select due.*, coalesce(look.ids, array[]::text[]) as ids, coalesce(look.positions, array[]::integer[]) as positions
                    from due, lateral (
                      select array_agg(p.id) as ids, array_agg(coalesce(p.position, -1)) as positions
                      from playlists p join protections g on g.account_id = p.account_id and g.playlist_id = p.id
                      where p.account_id = due.account
                        and (((due.sweep or due.whole) and g.mode <> 0 and p.listing_state = 'listed') or g.look_at <= @now
                        or (due.urgent and g.mode <> 0 and p.listing_state = 'listed'
                          and exists (select from incidents i
                            where i.account_id = g.account_id and i.playlist_id = g.playlist_id and i.last_at > @fresh)))) as look
                    """,
                    new
                    {
                        now,
                        fresh = now - LookSchedule.Urgent,
                        except = except.ToArray(),
                    },
                    cancellation
                )
            ).Select(row => row.Due),
        ];
    }

    /// <summary>When the next account is due, apart from those being looked at; null when none ever is.</summary>
    public async Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(
            $"""
            select min(greatest(least(l.list_at, l.due_at, l.urgent_at,
              (select min(g.look_at) from protections g where g.account_id = a.id)),
              case when a.health = 'signin' then a.ask_again_at end))
            from accounts a join listings l on l.account_id = a.id
            where (a.health <> 'signin' or a.ask_again_at is not null) and a.scopes like '%playlist-modify-private%'
              and a.id <> all (@except)
            """,
            new { except = except.ToArray() },
            cancellation
        );
    }

    /// <summary>The owner's lists that are being read as a whole.</summary>
    public async Task<IReadOnlyList<ImportState>> Imports(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<ImportState>(
                """
                select a.id as account, a.name, l.progress as done, case when l.progress > 0 then l.total end as total
                from listings l join accounts a on a.id = l.account_id
                where a.owner_id = @owner and a.health = 'ok' and (l.reading or l.listed_at is null) and l.problem is null
                  order by a.linked_at
                """,
                new { owner },
                cancellation
            ),
        ];
    }

    /// <summary>When the owner's accounts were looked at, when they are next, and what is in the way.</summary>
    public async Task<IReadOnlyList<ListingTimes>> States(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<ListingTimes>(
                """
                select l.account_id as account, l.listed_at, l.looked_at, l.due_at,
                  l.unreadable, (select count(*) from playlists p where p.account_id = l.account_id and not p.owned)::int as followed
                from listings l join accounts a on a.id = l.account_id where a.owner_id = @owner
                """,
                new { owner },
                cancellation
            ),
        ];
    }

    /// <summary>What the last look at each account met with, and whether anything is protected there.</summary>
    public async Task<IReadOnlyList<ListingProblem>> Problems(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<ListingProblem>(
                """
                select l.account_id as account, l.problem,
                  exists (select from protections g where g.account_id = l.account_id and g.mode <> 0) as is_guarded
                from listings l join accounts a on a.id = l.account_id where a.owner_id = @owner
                """,
                new { owner },
                cancellation
            ),
        ];
    }

    /// <summary>When a write is tried again of an account whose sign-in does not cover it; null for any other.</summary>
    public async Task<DateTimeOffset?> WritesFrom(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(
            "select ask_again_at from accounts where id = @account and health = 'scope'",
            new { account },
            cancellation
        );
    }

    /// <summary>A newly linked account is listed at once; one that signed in anew is looked at, too.</summary>
    public async Task Begin(Guid account, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            insert into listings (account_id, list_at, due_at) values (@account, @now, @now)
            on conflict (account_id) do update set list_at = @now, due_at = @now, problem = null;
            -- What the sign-in before did not cover is tried again at once.
            update restores set outcome = @unsent where account_id = @account and outcome = @notCovered;
            select pg_notify('tonearm', @Topic)
            """,
            new
            {
                account,
                now,
                Topic,
                unsent = (int)Outcome.Unsent,
                notCovered = (int)Outcome.NotCovered,
            },
            CancellationToken.None
        );
    }

    /// <summary>Somebody looks at the list: one that was read before <paramref name="before"/> is read anew.</summary>
    public async Task RefreshOld(Guid owner, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            with old as (
              update listings l set list_at = @now from accounts a
              where a.id = l.account_id and a.owner_id = @owner and l.listed_at < @before and l.list_at is null
              returning l.account_id)
            select pg_notify('tonearm', @Topic) from old limit 1
            """,
            new
            {
                owner,
                before,
                now,
                Topic,
            },
            cancellation
        );
    }

    /// <summary>
    /// Stores one page of a whole list and says how far it has come; of an account that has been unlinked meanwhile nothing.
    /// </summary>
    public async Task SavePage(
        Guid account,
        Guid owner,
        IReadOnlyList<ObservedPlaylist> page,
        int total,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await IsLinked(connection, account, cancellation))
            return;
        await connection.ExecuteAsync(
            PlaylistColumns.Upsert,
            new
            {
                account,
                now,
                rows = Rows.Json(page.Select(PlaylistColumns.Of)),
            },
            cancellation
        );
        await connection.ExecuteAsync(
            """
            update listings set total = @total, progress = progress + @read where account_id = @account;
            select pg_notify('tonearm', 'owner:' || @owner)
            """,
            new
            {
                account,
                owner,
                total,
                read = page.Count,
            },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// For a transaction about an account that its owner may have unlinked meanwhile; who unlinks it now waits for the transaction.
    /// </summary>
    public static async Task<bool> IsLinked(NpgsqlConnection connection, Guid account, CancellationToken cancellation) =>
        await connection.ExecuteScalarAsync<int?>("select 1 from accounts where id = @account for key share", new { account }, cancellation)
            is not null;

    public async Task BeginWhole(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            "update listings set progress = 0, reading = true where account_id = @account",
            new { account },
            cancellation
        );
    }

    /// <summary>
    /// Forgets playlists that are no longer in the list, unless they are or were protected: those are the owner's to decide.
    /// </summary>
    /// <param name="unreadable">How many entries could not be read.</param>
    /// <param name="forget">Whether the list is such that what is not in it may be forgotten.</param>
    public async Task EndWhole(
        Guid account,
        IEnumerable<string> listed,
        int unreadable,
        bool forget,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            delete from playlists p where account_id = @account and @forget and id <> all (@listed)
              and not exists (select from protections g where g.account_id = p.account_id and g.playlist_id = p.id);
            update listings set listed_at = @now, unreadable = @unreadable where account_id = @account
            """,
            new
            {
                account,
                listed = listed.ToArray(),
                unreadable,
                forget,
                now,
            },
            cancellation
        );
    }

    /// <summary>
    /// Writes down that an account was looked at and when it is due again, in one statement. What was asked for while the look was under
    /// way stays due; of an account that has been unlinked meanwhile nothing is written.
    /// </summary>
    /// <returns>Whether this node still holds the lease; otherwise nothing was written.</returns>
    public async Task<bool> Finish(DueAccount due, LeaseTerm term, SweepSummary summary, NextTimes next)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<bool>(
            $"""
            with held as ({LeaseTerm.Current}),
            finished as (
              update listings set
                looked_at = case when @seen then @StartedAt else looked_at end,
                watched_until = case when @seen then @Promised else watched_until end,
                due_at = case when @Sweep then @DueAt else due_at end,
                urgent_at = @UrgentAt,
                windows = coalesce(@Windows, windows),
                list_at = case when @Whole and (list_at is null or list_at <= @StartedAt) then @ListAt else least(list_at, @ListAt) end,
                total = coalesce(@Total, total),
                answered = case when @Sweep then greatest(answered, @Asked) else answered end,
                reading = false,
                problem = @Problem
              where account_id = @Account and exists (select from held)
              returning account_id),
            noted as (
              insert into sweeps (account_id, started_at, ended_at, calls, looked, drifted, restored, problem)
              select account_id, @StartedAt, @EndedAt, @Calls, @Looked, @Drifted, @Restored, @Problem from finished)
            select pg_notify('tonearm', 'owner:' || @Owner)::text is not null from held
            """,
            new
            {
                term = term.Number,
                due.Account,
                due.Owner,
                due.Whole,
                due.Sweep,
                due.Asked,
                next.DueAt,
                next.ListAt,
                next.UrgentAt,
                next.Windows,
                next.Promised,
                seen = due.Sweep && summary.HasSeen,
                summary.StartedAt,
                summary.EndedAt,
                summary.Calls,
                summary.Looked,
                summary.Drifted,
                summary.Restored,
                summary.Total,
                summary.Problem,
            },
            CancellationToken.None
        );
    }

    /// <summary>Bound to its columns by their names.</summary>
    private sealed record DueRow
    {
        public required Guid Account { get; init; }
        public required Guid Owner { get; init; }
        public required string Name { get; init; }
        public required string Health { get; init; }
        public required DateTimeOffset ConsentedAt { get; init; }
        public DateTimeOffset? AskAgainAt { get; init; }
        public required int Total { get; init; }
        public DateTimeOffset? ListedAt { get; init; }
        public DateTimeOffset? LookedAt { get; init; }
        public required int Asked { get; init; }
        public required bool Awaited { get; init; }
        public required bool Whole { get; init; }
        public required bool Sweep { get; init; }
        public required bool Urgent { get; init; }
        public required Array Ids { get; init; }
        public required Array Positions { get; init; }

        // Npgsql calls every array an Array, whatever it holds, and Dapper wants it by that name.
        public DueAccount Due =>
            new(
                Account,
                Owner,
                Name,
                HealthColumn.Read(Health),
                ConsentedAt,
                AskAgainAt,
                Total,
                ListedAt,
                LookedAt,
                Asked,
                Awaited,
                Whole,
                Sweep,
                Urgent,
                (string[])Ids,
                (int[])Positions
            );
    }
}

internal sealed record ListingTimes(
    Guid Account,
    DateTimeOffset? ListedAt,
    DateTimeOffset? LookedAt,
    DateTimeOffset? DueAt,
    int Unreadable,
    int Followed
);

/// <param name="Problem">In a sentence; null where there was none.</param>
internal sealed record ListingProblem(Guid Account, string? Problem, bool IsGuarded);

/// <param name="Total">Null until Spotify has said how many there are.</param>
internal sealed record ImportState(Guid Account, string Name, int Done, int? Total);
