using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Tests.Data;

public sealed class ChangeFeedTests(TestPostgres postgres) : IAsyncLifetime
{
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private NpgsqlDataSource database = null!;
    private ChangeFeed feed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await postgres.CreateDatabase(Cancel));
        feed = new(database, new(meters.GetRequiredService<IMeterFactory>(), new TestClock(), NullLogger<SupervisedLoop>.Instance));
        using var beginning = feed.Subscribe("anything");
        await feed.StartAsync(Cancel);
        await beginning.Changed(Cancel);
    }

    [Fact]
    public async Task A_topic_hears_of_itself_and_of_no_other()
    {
        using var one = feed.Subscribe("one");
        using var other = feed.Subscribe("other");
        var waiting = one.Changed(Cancel);
        await Notify("other");
        await other.Changed(Cancel);

        Assert.False(waiting.IsCompleted);
        await Notify("one");
        await waiting;
    }

    [Fact]
    public async Task Changes_between_two_waits_are_one()
    {
        using var one = feed.Subscribe("one");
        using var last = feed.Subscribe("last");
        await Notify("one");
        await Notify("one");
        await Notify("last");
        await last.Changed(Cancel);

        await one.Changed(Cancel);
        Assert.False(one.Changed(Cancel).IsCompleted);
    }

    [Fact]
    public async Task The_highest_version_is_told_as_long_as_each_change_had_one()
    {
        using var one = feed.Subscribe("one");
        using var last = feed.Subscribe("last");
        foreach (var message in new[] { "one 7", "one 9", "one 8", "last" })
            await Notify(message);
        await last.Changed(Cancel);
        Assert.Equal(9, await one.Changed(Cancel));

        foreach (var message in new[] { "one 10", "one", "one 11", "last" })
            await Notify(message);
        await last.Changed(Cancel);
        Assert.Null(await one.Changed(Cancel));
    }

    [Fact]
    public async Task After_its_connection_was_cut_everything_counts_as_changed_and_it_hears_again()
    {
        using var one = feed.Subscribe("one");
        await using (
            var command = database.CreateCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query = 'listen tonearm'"
            )
        )
            Assert.Equal(1L, await command.ExecuteScalarAsync(Cancel));
        await one.Changed(Cancel);

        await Notify("one");
        await one.Changed(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await feed.StopAsync(CancellationToken.None);
        feed.Dispose();
        await meters.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task Notify(string topic)
    {
        await using var connection = await database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("select pg_notify('tonearm', @topic)", new { topic });
    }
}
