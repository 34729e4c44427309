using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tonearm.Tests;

/// <summary>The real application for each test, with a Sandbox and a database that are its own.</summary>
public abstract class Slice(TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private readonly List<TonearmApp> nodes = [];
    private readonly List<LogBook> logs = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected SandboxProcess Sandbox { get; private set; } = null!;

    protected TestPostgres Postgres => postgres;

    protected string Database { get; private set; } = null!;

    /// <summary>The first node.</summary>
    protected TonearmApp App => nodes[0];

    protected virtual (string Name, string? Value)[] Settings => [];

    /// <summary>The Sandbox's time moves only with the test's.</summary>
    protected virtual bool StillClock => false;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await sandboxes.Rent(Cancel, StillClock);
        Database = await MakeDatabase();
        await StartNode(settings: Settings);
    }

    /// <returns>The connection string of an empty one.</returns>
    protected virtual Task<string> MakeDatabase() => postgres.CreateDatabase(Cancel);

    /// <summary>One more process on the same database, at the same time of day.</summary>
    protected async Task<TonearmApp> StartNode(TestClock? clock = null, params (string Name, string? Value)[] settings)
    {
        var node = await TonearmApp.Start(Sandbox, Database, clock ?? (nodes is [var first, ..] ? first.Clock : null), settings);
        nodes.Add(node);
        logs.Add(node.Log);
        return node;
    }

    /// <summary>Stops the first node and starts it again at the same time of day.</summary>
    protected async Task Restart()
    {
        var clock = App.Clock;
        await App.DisposeAsync();
        nodes[0] = await TonearmApp.Start(Sandbox, Database, clock, Settings);
        logs.Add(App.Log);
    }

    /// <summary>Stops a node for good.</summary>
    protected async Task Stop(TonearmApp node)
    {
        nodes.Remove(node);
        await node.DisposeAsync();
    }

    protected async Task<T?> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Database);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    protected async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Shuts everybody out of the database, or lets them in again.</summary>
    protected async Task Close(bool closed)
    {
        var own = new NpgsqlConnectionStringBuilder(Database);
        var name = own.Database;
        own.Database = "postgres";
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        await connection.ExecuteAsync($"alter database {name} allow_connections {(closed ? "false" : "true")}");
        if (closed)
            await connection.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @name", new { name });
    }

    /// <summary>
    /// A process of ours comes to a call to Spotify that is held, and is killed there; the lease is free at once for who comes after it.
    /// </summary>
    protected async Task KilledAt(Hold hold)
    {
        await using (
            var process = TonearmProcess.Start(
                TonearmApp.Settings(Sandbox, Database).Select(each => (each.Key, each.Value!)).Append(("urls", "http://127.0.0.1:0"))
            )
        )
        {
            await process.Started(Cancel);
            await hold.Waiting();
            await process.Kill();
        }

        await hold.DisposeAsync();
        await Sql("update lease set until = now()");
    }

    /// <summary>Signs in as the first and links the others, and waits until all their lists have been read.</summary>
    protected async Task<Person> SignedIn(params string[] accounts)
    {
        var person = App.Visitor();
        for (var i = 0; i < accounts.Length; i++)
        {
            await person.SignIn(accounts[i], i == 0 ? "/signin" : "/accounts/link");
            App.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await person.Imported(Cancel);
        return person;
    }

    /// <summary>Protects one playlist of the account that has a title, a description and a cover to lose.</summary>
    protected async Task<LibraryEntry> Protect(Person person, string account)
    {
        var playlist = (await Sandbox.Complete(account))[0];
        await person.Protect(playlist.Id);
        return playlist;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TellErrors();
        foreach (var node in nodes)
            await node.DisposeAsync();
        sandboxes.Return(Sandbox, StillClock);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the application says of a failed test, beside what the test says.</summary>
    private void TellErrors()
    {
        foreach (var line in logs.SelectMany(log => log.Lines).Where(line => line.Level >= LogLevel.Error))
            TestContext.Current.TestOutputHelper?.WriteLine($"{line.Level} {line.Category}: {line.Message} {line.Exception}");
    }
}
