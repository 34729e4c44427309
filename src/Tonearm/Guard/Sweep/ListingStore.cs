using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;

namespace Tonearm.Guard.Sweep;

/// <summary>When each account is due, and what its list looks like as a whole.</summary>
internal sealed class ListingStore(NpgsqlDataSource database)
{
    public const string Topic = "guard";

    private const string CanBeAsked = "a.health <> 'signin' and a.scopes like '%playlist-modify-private%'";

    /// <summary>The accounts with anything to do by now, apart from those being looked at, and where what is to be looked at stands in their lists.</summary>
    public async Task<IReadOnlyList<DueAccount>> Due(DateTimeOffset now, IReadOnlyCollection<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<DueRow>($"""
            with due as (
              select a.id as account, a.owner_id as owner, a.name, a.health, l.total, l.listed_at, l.looked_at, l.asked,
                coalesce(l.list_at <= @now, false) as whole, coalesce(l.due_at <= @now, false) or l.asked > l.answered as sweep
              from accounts a join listings l on l.account_id = a.id
              where {CanBeAsked} and a.id <> all (@except) and (l.list_at <= @now or l.due_at <= @now or l.asked > l.answered
                or exists (select from protections g where g.account_id = a.id and g.look_at <= @now)))
            select due.*, coalesce(look.ids, array[]::text[]) as ids, coalesce(look.positions, array[]::integer[]) as positions
            from due, lateral (
              select array_agg(p.id) as ids, array_agg(coalesce(p.position, -1)) as positions
              from playlists p join protections g on g.account_id = p.account_id and g.playlist_id = p.id
              where p.account_id = due.account and (((due.sweep or due.whole) and g.mode <> 0 and p.standing = 'listed') or g.look_at <= @now)) as look
            """, new { now, except = except.ToArray() })).Select(row => row.Due)];
    }

    /// <summary>When the next account is due, apart from those being looked at; null when none ever is.</summary>
    public async Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>($"""
            select min(least(l.list_at, l.due_at, (select min(g.look_at) from protections g where g.account_id = a.id)))
            from accounts a join listings l on l.account_id = a.id where {CanBeAsked} and a.id <> all (@except)
            """, new { except = except.ToArray() });
    }

    /// <summary>The owner's lists that are being read as a whole.</summary>
    public async Task<IReadOnlyList<ImportState>> Imports(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<ImportState>("""
            select a.id as account, a.name, l.progress as done, case when l.progress > 0 then l.total end as total
            from listings l join accounts a on a.id = l.account_id
            where a.owner_id = @owner and a.health = 'ok' and (l.reading or l.listed_at is null) and l.problem is null order by a.linked_at
            """, new { owner })];
    }

    /// <summary>When the owner's accounts were looked at, when they are next, and what is in the way.</summary>
    public async Task<IReadOnlyList<ListingState>> States(Guid owner, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<ListingState>("""
            select l.account_id as account, l.listed_at, l.looked_at, l.due_at, l.problem,
              (select count(*) from playlists p where p.account_id = l.account_id and not p.owned)::int as followed
            from listings l join accounts a on a.id = l.account_id where a.owner_id = @owner
            """, new { owner })];
    }

    /// <summary>A newly linked account is listed at once; one that signed in anew is looked at, too.</summary>
    public async Task Begin(Guid account, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("""
            insert into listings (account_id, list_at, due_at) values (@account, @now, @now)
            on conflict (account_id) do update set list_at = @now, due_at = @now, problem = null;
            select pg_notify('tonearm', @Topic)
            """, new { account, now, Topic });
    }

    /// <summary>Somebody looks at the list: one that was read before <paramref name="before"/> is read anew.</summary>
    public async Task RefreshOld(Guid owner, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("""
            with old as (
              update listings l set list_at = @now from accounts a
              where a.id = l.account_id and a.owner_id = @owner and l.listed_at < @before and l.list_at is null
              returning l.account_id)
            select pg_notify('tonearm', @Topic) from old limit 1
            """, new { owner, before, now, Topic });
    }

    /// <summary>Stores one page of a whole list and says how far it has come.</summary>
    public async Task SavePage(Guid account, Guid owner, IReadOnlyList<Sighting> page, int total, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await MustBeLinked(connection, account);
        await connection.ExecuteAsync(PlaylistColumns.Upsert, new { account, now, rows = Rows.Json(page.Select(PlaylistColumns.Of)) });
        await connection.ExecuteAsync("""
            update listings set total = @total, progress = progress + @read where account_id = @account;
            select pg_notify('tonearm', 'owner:' || @owner)
            """, new { account, owner, total, read = page.Count });
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>For a transaction about an account that its owner may have unlinked meanwhile; who unlinks it now waits for the transaction.</summary>
    /// <exception cref="OperationCanceledException">The account is no longer linked.</exception>
    public static async Task MustBeLinked(NpgsqlConnection connection, Guid account)
    {
        if (await connection.ExecuteScalarAsync<int?>("select 1 from accounts where id = @account for key share", new { account }) is null)
            throw new OperationCanceledException("The account is no longer linked");
    }

    public async Task BeginWhole(Guid account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("update listings set progress = 0, reading = true where account_id = @account", new { account });
    }

    /// <summary>Forgets playlists that are no longer in the list, unless they are or were protected: those are the owner's to decide.</summary>
    public async Task EndWhole(Guid account, IEnumerable<string> listed, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("""
            delete from playlists p where account_id = @account and id <> all (@listed)
              and not exists (select from protections g where g.account_id = p.account_id and g.playlist_id = p.id);
            update listings set listed_at = @now where account_id = @account
            """, new { account, listed = listed.ToArray(), now });
    }

    /// <summary>
    /// Writes down that an account was looked at and when it is due again, in one statement. What was asked for while the look was under way stays
    /// due; of an account that has been unlinked meanwhile nothing is written.
    /// </summary>
    /// <exception cref="OperationCanceledException">The lease has passed on.</exception>
    public async Task Finish(DueAccount due, LeaseTerm term, SweepSummary summary, NextTimes next)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var isHeld = await connection.ExecuteScalarAsync<bool>($"""
            with held as ({LeaseTerm.Current}),
            finished as (
              update listings set
                looked_at = case when @complete then @StartedAt else looked_at end,
                due_at = case when @Sweep then @DueAt else due_at end,
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
            """, new
        {
            term = term.Number,
            due.Account,
            due.Owner,
            due.Whole,
            due.Sweep,
            due.Asked,
            next.DueAt,
            next.ListAt,
            complete = due.Sweep && summary.IsComplete,
            summary.StartedAt,
            summary.EndedAt,
            summary.Calls,
            summary.Looked,
            summary.Drifted,
            summary.Restored,
            summary.Total,
            summary.Problem,
        });
        if (!isHeld) throw new OperationCanceledException("The lease has passed to another node");
    }

    private sealed record DueRow(
        Guid Account, Guid Owner, string Name, string Health, int Total, DateTimeOffset? ListedAt, DateTimeOffset? LookedAt, int Asked, bool Whole, bool Sweep,
        Array Ids, Array Positions)
    {
        // Npgsql calls every array an Array, whatever it holds, and Dapper wants it by that name.
        public DueAccount Due => new(
            Account, Owner, Name, HealthColumn.Read(Health), Total, ListedAt, LookedAt, Asked, Whole, Sweep, (string[])Ids, (int[])Positions);
    }
}

/// <param name="Whole">Its whole list is to be read.</param>
/// <param name="Sweep">All its protected playlists are to be looked at; otherwise only those due by themselves.</param>
/// <param name="Asked">How often people have asked for a look, when this one began.</param>
/// <param name="Ids">The playlists to look at: those due by themselves, and for a sweep all protected ones.</param>
/// <param name="Positions">Where each of them stood in the list; -1 when it is not in it.</param>
internal sealed record DueAccount(
    Guid Account, Guid Owner, string Name, Health Health, int Total, DateTimeOffset? ListedAt, DateTimeOffset? LookedAt, int Asked, bool Whole, bool Sweep,
    string[] Ids, int[] Positions)
{
    public Dictionary<string, int?> Expected() =>
        Ids.Zip(Positions).ToDictionary(each => each.First, each => each.Second < 0 ? (int?)null : each.Second, StringComparer.Ordinal);
}

/// <summary>What one look saw and did.</summary>
/// <param name="IsComplete">All that was to be seen was seen.</param>
/// <param name="Problem">What went wrong with looking or with writing, as a sentence.</param>
internal sealed record SweepSummary(
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Calls, int Looked, int Drifted, int Restored, int? Total, bool IsComplete, string? Problem);

/// <param name="ListAt">When the whole list is to be read at the latest; null leaves it at that.</param>
internal sealed record NextTimes(DateTimeOffset DueAt, DateTimeOffset? ListAt);

internal sealed record ListingState(Guid Account, DateTimeOffset? ListedAt, DateTimeOffset? LookedAt, DateTimeOffset? DueAt, string? Problem, int Followed);
