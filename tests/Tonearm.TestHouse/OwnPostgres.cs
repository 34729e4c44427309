using System.Security.Cryptography;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.TestHouse;

/// <summary>A PostgreSQL of one test's own, that can go away and come back: what others share must not.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private static readonly PrivateServerOptions Hasty = new()
    {
        Settings = new() { ["fsync"] = "off", ["full_page_writes"] = "off" },
    };

    private readonly string folder;
    private PrivateServer? server;

    private OwnPostgres(string folder) => this.folder = folder;

    /// <summary>The connection string, which stays the same.</summary>
    public string Database { get; private set; } = "";

    // Each start has another folder for its socket; what was configured once goes through this link.
    private string Link => Path.Combine(folder, "socket");

    public static async Task<OwnPostgres> Make(TestPostgres postgres, CancellationToken cancellationToken)
    {
        // One of a killed run is removed with the shared one's (TestPostgres).
        var own = new OwnPostgres(Path.Combine("/tmp", TestPostgres.Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true)));
        ArgumentNullException.ThrowIfNull(postgres);
        await postgres.PutFiles(own.folder, cancellationToken);
        await own.Start(cancellationToken);
        var made = new NpgsqlConnectionStringBuilder(await own.server!.CreateDatabase("tonearm", cancellationToken)) { Host = own.Link };
        own.Database = made.ConnectionString;
        return own;
    }

    public async Task Start(CancellationToken cancellationToken)
    {
        server = await PrivateServer.Start(folder, Hasty, _ => { }, cancellationToken);
        File.Delete(Link);
        File.CreateSymbolicLink(Link, new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")).Host!);
    }

    /// <summary>As an administrator stops it: who is connected is thrown out, and nobody comes in.</summary>
    public async Task Stop()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
