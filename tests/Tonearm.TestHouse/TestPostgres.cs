using System.Security.Cryptography;
using Tonearm.Data;

namespace Tonearm.TestHouse;

/// <summary>
/// One PostgreSQL for a whole run of tests or measurements, started when first asked for a database and removed at the end.
/// An xunit project takes it as an assembly fixture.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    internal const string Prefix = "tonearm-tests-";

    // What a test writes need not survive a power cut.
    private static readonly PrivateServerOptions Hasty = new()
    {
        Settings = new() { ["fsync"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "400" },
    };

    private readonly Lazy<Task<(string Folder, PrivateServer Server)>> started = new(Start);
    private int databases;

    /// <summary>Makes a database for one test.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase(CancellationToken cancellationToken = default)
    {
        var (_, server) = await started.Value;
        return await server.CreateDatabase($"test_{Interlocked.Increment(ref databases)}", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (folder, server) = await started.Value;
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(string Folder, PrivateServer Server)> Start()
    {
        await RemoveAbandoned();
        var folder = Path.Combine("/tmp", Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
        return (folder, await PrivateServer.Start(folder, Hasty, _ => { }, CancellationToken.None));
    }

    // A run that was killed leaves its server and the note it keeps; one that ended or is about to start has no note.
    private static async Task RemoveAbandoned()
    {
        foreach (var folder in Directory.GetDirectories("/tmp", Prefix + "*"))
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
}
