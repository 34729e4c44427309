using System.Diagnostics;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.TestHouse;

/// <summary>
/// One PostgreSQL for a whole run of tests or measurements, started when first asked for a database and removed at the end.
/// An xunit project takes it as an assembly fixture.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    internal const string Prefix = "tonearm-tests-";

    private const string Template = "template_tonearm";
    private const string WithoutTypes = ";Server Compatibility Mode=NoTypeLoading";

    // In memory, where there is such a place: hundreds of databases are made of many small files.
    private static readonly string Home = Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp";

    // What a test writes need not survive a power cut, and nothing lives long enough to be vacuumed.
    private static readonly PrivateServerOptions Hasty = new()
    {
        Settings = new()
        {
            ["fsync"] = "off",
            ["full_page_writes"] = "off",
            ["synchronous_commit"] = "off",
            ["autovacuum"] = "off",
            ["jit"] = "off",
            ["max_connections"] = "400",
        },
    };

    private readonly Lazy<Task<Running>> started = new(Start);
    private readonly Lazy<Task> migrated;
    private readonly Lazy<Task<string>> made;
    private int databases;

    // All have the same schema: what Dapper compiles for a statement in one of them serves in the others.
    static TestPostgres() => SqlMapper.ConnectionStringComparer = EqualityComparer<string>.Create((_, _) => true, _ => 0);

    public TestPostgres() => (migrated, made) = (new(MakeTemplate), new(MakeFolder));

    /// <summary>
    /// Makes a database for one test, with the schema in it as a start would find it the second time. The driver does not ask it for types
    /// of its own, of which there are none: that is its dearest question, and each test would ask it twice.
    /// </summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase(CancellationToken cancellationToken = default)
    {
        await migrated.Value;
        var running = await started.Value;
        var name = NextName();
        // By files: through the log, as is usual, it takes twice as long, and there are hundreds.
        await using var create = running.Maintenance.CreateCommand($"create database {name} template {Template} strategy file_copy");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return running.Server.ConnectionString(name) + WithoutTypes;
    }

    /// <summary>Makes a database with nothing in it, for a test of the first start.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateEmptyDatabase(CancellationToken cancellationToken = default)
    {
        return await (await started.Value).Server.CreateDatabase(NextName(), cancellationToken);
    }

    /// <summary>
    /// Puts the files of a server that was never used into a data folder, for a test that starts one of its own: initdb takes ten times as
    /// long as a copy.
    /// </summary>
    public async Task PutFiles(string dataFolder, CancellationToken cancellationToken)
    {
        const UnixFileMode others = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | others);
        using var copy = Process.Start("cp", ["-a", Path.Combine(await made.Value, "postgres"), dataFolder]);
        await copy.WaitForExitAsync(cancellationToken);
        if (copy.ExitCode != 0)
            throw new IOException($"{dataFolder} could not be filled");
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var running = await started.Value;
        await running.Maintenance.DisposeAsync();
        await running.Server.DisposeAsync();
        Directory.Delete(running.Folder, recursive: true);
    }

    private string NextName() => $"test_{Interlocked.Increment(ref databases)}";

    private async Task MakeTemplate()
    {
        var server = (await started.Value).Server;
        // Without a pool: nobody may be connected to what is copied.
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabase(Template, CancellationToken.None) + ";Pooling=false");
        await Migrations.Apply(source, NullLogger.Instance, CancellationToken.None);
    }

    private async Task<string> MakeFolder()
    {
        var folder = Path.Combine((await started.Value).Folder, "unused");
        await (await PrivateServer.Start(folder, Hasty, _ => { }, CancellationToken.None)).DisposeAsync();
        return folder;
    }

    private static async Task<Running> Start()
    {
        await RemoveAbandoned();
        var folder = Path.Combine(Home, Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
        var server = await PrivateServer.Start(folder, Hasty, _ => { }, CancellationToken.None);
        return new(folder, server, NpgsqlDataSource.Create(server.ConnectionString("postgres") + WithoutTypes));
    }

    // A run that was killed leaves its server and the note it keeps; one that ended or is about to start has no note.
    private static async Task RemoveAbandoned()
    {
        foreach (var folder in Directory.GetDirectories(Home, Prefix + "*"))
        {
            if (!File.Exists(Path.Combine(folder, "postgres", "postmaster.pid")))
                continue;
            try
            {
                await (await PrivateServer.Start(folder, Hasty, _ => { }, CancellationToken.None)).DisposeAsync();
                Directory.Delete(folder, recursive: true);
            }
            catch (StartException)
            {
                // Another run is using it.
            }
        }
    }

    /// <param name="Maintenance">Where databases are made.</param>
    private sealed record Running(string Folder, PrivateServer Server, NpgsqlDataSource Maintenance);
}
