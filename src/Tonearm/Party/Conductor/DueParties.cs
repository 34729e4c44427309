using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Party.Played;

namespace Tonearm.Party.Conductor;

/// <summary>Which parties want their conductor now, and that there is one.</summary>
internal sealed class DueParties(NpgsqlDataSource database)
{
    // Longer than the waits that a stepped clock lets pass at once.
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan CodeKept = TimeSpan.FromHours(24);

    public async Task<IReadOnlyList<Guid>> Now(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                "select id from parties where phase <> 'ended' and due_at <= @now order by due_at",
                new { now },
                cancellation
            )
        ).AsList();
    }

    public async Task<DateTimeOffset?> Next(IEnumerable<Guid> except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTime?>(
            "select min(due_at) from parties where phase <> 'ended' and id <> all(@except)",
            new { except = except.ToArray() },
            cancellation
        );
    }

    /// <summary>
    /// Begins to conduct: time that passed without a conductor is nobody's absence. What passed since the last beat counts as such, which
    /// is a few seconds more.
    /// </summary>
    public async Task TakeUp(LeaseTerm term, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var gap =
            await connection.ExecuteScalarAsync<TimeSpan?>(
                "select @now - at from party_conductor where at < @now for update",
                new { now },
                cancellation
            ) ?? TimeSpan.Zero;
        await connection.ExecuteAsync(
            $"""
            {PartyChange.Update("host_left_at = least(@now, host_left_at + @gap), quiet_at = least(@now, quiet_at + @gap), grace_until = grace_until + @gap",
                "phase <> 'ended' and coalesce(host_left_at, quiet_at, grace_until) is not null")};
            insert into party_conductor (at) values (@now) on conflict (single) do update set at = greatest(party_conductor.at, @now);
            update parties set due_at = @now where phase <> 'ended' and grace_until is not null
            """,
            new { now, gap },
            cancellation
        );
        if (!await term.IsCurrent(connection, cancellation))
            return;
        await transaction.CommitAsync(cancellation);
        await Clear(now, cancellation);
    }

    public async Task Beat(LeaseTerm term, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update party_conductor set at = @now where at < @now and exists (select from lease where name = 'needle' and term = @Number)
            """,
            new { now, term.Number },
            cancellation
        );
        await Clear(now, cancellation);
    }

    /// <summary>Codes go to others a day after the end, and a month later nothing is left of a party.</summary>
    private async Task Clear(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update parties set code = null where phase = 'ended' and code is not null and ended_at < @codes;
            delete from parties where phase = 'ended' and ended_at < @parties;
            delete from party_keys where expires_at < @now
            """,
            new
            {
                now,
                codes = now - CodeKept,
                parties = now - PlayedStore.Kept,
            },
            cancellation
        );
    }
}
