using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Tests.Data;

/// <summary>A term is a fence: who has lost the lease commits nothing more, and who commits cannot lose it before it has.</summary>
public sealed class LeaseTermTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly LeaseTerm Term = new(7, TimeSpan.FromSeconds(6));
    private const string TakeOver =
        "update lease set node = 'another', term = term + 1, until = now() + interval '1 hour' where name = 'needle'";

    private NpgsqlDataSource database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await postgres.CreateDatabase(Cancel));
        await using var connection = await database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "insert into lease (name, node, term, until) values ('needle', 'this', 7, now() + interval '1 hour')"
        );
    }

    [Fact]
    public async Task Nobody_takes_the_lease_over_between_the_question_and_the_commit()
    {
        await using var holder = await database.OpenConnectionAsync(Cancel);
        await using var other = await database.OpenConnectionAsync(Cancel);
        var transaction = await holder.BeginTransactionAsync(Cancel);

        Assert.True(await Term.IsCurrent(holder, Cancel));
        await other.ExecuteAsync("set lock_timeout = '100ms'");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync(TakeOver));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);

        await transaction.CommitAsync(Cancel);
        Assert.Equal(1, await other.ExecuteAsync(TakeOver));
        Assert.False(await Term.IsCurrent(holder, Cancel));
    }

    [Fact]
    public async Task Who_stands_still_before_the_commit_loses_the_connection_and_the_lease_passes_on()
    {
        await using var holder = await database.OpenConnectionAsync(Cancel);
        await using var other = await database.OpenConnectionAsync(Cancel);
        await using var transaction = await holder.BeginTransactionAsync(Cancel);
        Assert.True(await Term.IsCurrent(holder, Cancel));

        // It waits for as long as the lock is held, and no longer.
        Assert.Equal(1, await other.ExecuteAsync(TakeOver));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Cancel));
    }

    [Fact]
    public async Task A_term_that_has_lapsed_is_not_current_though_nobody_has_taken_it()
    {
        await using var connection = await database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update lease set until = now()");

        Assert.False(await Term.IsCurrent(connection, Cancel));
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();
}
