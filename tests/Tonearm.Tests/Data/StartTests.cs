using System.Net;
using Dapper;
using Npgsql;

namespace Tonearm.Tests.Data;

/// <summary>What a node finds when it starts: an empty database, an older one, somebody else's, a dead node's lease.</summary>
public sealed class StartTests(TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private SandboxProcess sandbox = null!;
    private string database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sandbox = await sandboxes.Rent(Cancel);
        database = await postgres.CreateEmptyDatabase(Cancel);
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_on_an_empty_database_share_it_and_their_cookies()
    {
        var nodes = await Task.WhenAll(TonearmApp.Start(sandbox, database), TonearmApp.Start(sandbox, database));
        await using var one = nodes[0];
        await using var other = nodes[1];
        using var person = one.Visitor();
        await person.SignIn("kitchenradio");

        using var answer = await person.At(other).GetAsync(new Uri("/api/accounts", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_migration_is_applied_once()
    {
        await using (await TonearmApp.Start(sandbox, database)) { }

        var before = await Migrations();
        await using (await TonearmApp.Start(sandbox, database)) { }

        Assert.True(before.Length >= 4);
        Assert.Equal(before, await Migrations());
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        await using (await TonearmApp.Start(sandbox, database)) { }

        await using (var connection = new NpgsqlConnection(database))
            await connection.ExecuteAsync("update migrations set sha256 = 'another' where name like '0001%'");

        await Refused("The migration 0001_house.sql was changed after this database had applied it.");
    }

    [Fact]
    public async Task The_demo_does_not_touch_a_database_of_the_real_Spotify()
    {
        await using (var real = Process(("Spotify:ClientId", "an-app-of-our-own")))
            await real.Started(Cancel);

        await Refused("This database belongs to the real Spotify, and Tonearm was started for the demo's Sandbox.");
    }

    [Fact]
    public async Task A_node_of_the_real_Spotify_does_not_touch_the_demos_database()
    {
        await using (await TonearmApp.Start(sandbox, database)) { }

        await Refused(
            "This database belongs to the demo's Sandbox, and Tonearm was started for the real Spotify.",
            ("Spotify:ClientId", "an-app-of-our-own")
        );
    }

    [Fact]
    public Task A_PostgreSQL_that_cannot_be_reached_ends_the_start_with_a_sentence() =>
        Refused("PostgreSQL cannot be used", ("ConnectionStrings:Tonearm", "Host=/nowhere;Username=nobody;Database=nothing"));

    [Theory]
    [InlineData("http://192.0.2.1:5080", "Tonearm cannot listen at the address that urls names")]
    [InlineData("https://127.0.0.1:0", "urls has an https address, and Tonearm has no certificate for one")]
    public Task An_address_that_cannot_be_listened_at_ends_the_start_with_a_sentence(string urls, string sentence) =>
        Refused(sentence, ("urls", urls));

    [Fact]
    public async Task A_node_takes_over_from_one_that_was_killed_and_does_what_that_left()
    {
        await using var first = Process();
        await first.Started(Cancel);
        await using var node = await TonearmApp.Start(sandbox, database);
        using var person = node.Visitor();
        await person.SignIn("kitchenradio");
        await person.Imported(Cancel);
        var playlist = (await sandbox.Complete("kitchenradio"))[0];
        await person.Protect(playlist.Id);
        Assert.Contains("This node holds the lease, term 1", first.Output, StringComparison.Ordinal);

        await first.Kill();
        await sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();

        Assert.Equal(playlist.Title, (await sandbox.Truth(playlist.Id)).Title);
        Assert.Contains(node.Log.Lines, line => line.Message == "This node holds the lease, term 2");
    }

    public ValueTask DisposeAsync()
    {
        sandboxes.Return(sandbox);
        return ValueTask.CompletedTask;
    }

    private TonearmProcess Process(params IEnumerable<(string Name, string Value)> settings) =>
        TonearmProcess.Start(
            TonearmApp
                .Settings(sandbox, database)
                .Select(each => (each.Key, each.Value!))
                .Concat([("urls", "http://127.0.0.1:0"), .. settings])
        );

    private async Task Refused(string because, params IEnumerable<(string Name, string Value)> settings)
    {
        await using var process = Process(settings);
        Assert.Equal(1, await process.Ended.WaitAsync(Cancel));
        Assert.Contains(because, process.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", process.Output);
    }

    private async Task<string[]> Migrations()
    {
        await using var connection = new NpgsqlConnection(database);
        return [.. await connection.QueryAsync<string>("select m::text from migrations m order by name")];
    }
}
