using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// The PostgreSQL that Tonearm runs for itself. It lives in a session of its own and survives our being killed; the next start
/// finds it again. One process owns it, by a lock that the kernel takes back from the dead.
/// </summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly FileStream lockFile;
    private readonly PrivateServerUser user;
    private readonly PrivateServerFolder folder;
    private readonly PrivateServerPrograms programs;
    private readonly PrivateServerOptions options;
    private string socket = "";

    private PrivateServer(
        FileStream lockFile,
        PrivateServerUser user,
        PrivateServerFolder folder,
        PrivateServerPrograms programs,
        PrivateServerOptions options
    ) => (this.lockFile, this.user, this.folder, this.programs, this.options) = (lockFile, user, folder, programs, options);

    /// <summary>Why it could not be started again after it had died; null while all is well.</summary>
    public StartException? Lost { get; set; }

    /// <summary>Starts the server of a data folder, or finds it running; <paramref name="say"/> hears of what takes longer.</summary>
    /// <exception cref="StartException">It cannot run, and here is what cures it.</exception>
    public static async Task<PrivateServer> Start(
        string dataFolder,
        PrivateServerOptions options,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        var owned = DataFolder.Own(dataFolder);
        try
        {
            var runsAs = PrivateServerUser.OfTheServer;
            var data = new PrivateServerFolder(dataFolder, runsAs);
            if (data.Exists)
                await runsAs.MustOwn(data.Path, cancellationToken);
            await runsAs.MustReach(dataFolder, cancellationToken);
            var found = await PrivateServerPrograms.Find(options.Programs, data.Exists ? data.Major() : null, cancellationToken);
            var server = new PrivateServer(owned, runsAs, data, found, options);
            await server.Start(say, cancellationToken);
            return server;
        }
        catch
        {
            await owned.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach one of its databases. There is no password: the folder of the socket is closed to everybody else.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socket,
            Username = PrivateServerFolder.Superuser,
            Database = database,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>Makes a database unless it is there.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase(string database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        try
        {
            await using var create = source.CreateCommand($"create database \"{database}\"");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Made by an earlier start.
        }

        return ConnectionString(database);
    }

    /// <summary>Whether the process that began all of its others lives.</summary>
    public bool IsAlive => folder.Process is { } process && PrivateServerFolder.Lives(process);

    /// <summary>Starts it once more after it has died, at the same socket, so that whoever had a connection finds it again.</summary>
    /// <exception cref="StartException">It does not start, or not yet: processes that it left behind may still hold its memory.</exception>
    public async Task StartAgain(CancellationToken cancellationToken)
    {
        if (await folder.Running(cancellationToken) is not null)
            return;
        await folder.MakeSocket(socket, cancellationToken);
        await Launch(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(CancellationToken.None);
        await lockFile.DisposeAsync();
    }

    private async Task Start(Action<string> say, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            say($"Making Tonearm's own database in {folder.Path}: a few seconds, this once.");
            await folder.Make(programs, options, cancellationToken);
        }

        if (await folder.Running(cancellationToken) is { } running)
        {
            socket = running.Socket;
            if (running.Ready && await Answers(cancellationToken))
                return;
            say("The database of the last run is neither up nor down: starting it again.");
            await Stop(cancellationToken);
        }

        socket = PrivateServerFolder.NewSocket();
        await folder.MakeSocket(socket, cancellationToken);
        await Launch(cancellationToken);
    }

    private async Task Launch(CancellationToken cancellationToken)
    {
        // -w waits until it answers; after a power cut it may have to recover first.
        string[] start = ["start", "-w", "-t", "300", "-s", "-l", folder.NewLog(), "-o", PrivateServerSettings.For(socket, options)];
        var (exitCode, output) = await user.Run(folder.Path, programs.PgCtl, start, cancellationToken);
        if (exitCode == 0)
            return;
        await folder.RemoveSocket(socket, cancellationToken);
        throw new StartException($"PostgreSQL did not start. {output} {await folder.LastWords(cancellationToken)}");
    }

    private async Task<bool> Answers(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        await user.Run(folder.Path, programs.PgCtl, ["stop", "-w", "-t", "60", "-s", "-m", "fast"], cancellationToken);
        await folder.RemoveSocket(socket, cancellationToken);
    }
}
