using Npgsql;

namespace Tonearm.Tests.Data;

public sealed class TestPostgresTests(TestPostgres postgres)
{
    [Fact]
    public async Task Every_test_gets_a_database_of_its_own()
    {
        var one = await postgres.CreateDatabase(TestContext.Current.CancellationToken);
        var other = await postgres.CreateDatabase(TestContext.Current.CancellationToken);

        await Run(one, "create table record (title text)");
        await Run(other, "create table record (title text)");

        Assert.NotEqual(one, other);
    }

    private static async Task Run(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
