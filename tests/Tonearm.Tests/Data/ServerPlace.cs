using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Tests.Data;

/// <summary>A place on disk for one private server, which leaves neither files nor processes behind.</summary>
internal sealed class ServerPlace : IAsyncDisposable
{
    // What these servers hold need not survive a power cut.
    public static readonly Dictionary<string, string> Hasty = new() { ["fsync"] = "off" };

    private readonly string top = "/tmp/tonearm-place-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    public ServerPlace(string name = "data", string? owner = null)
    {
        string[] ofOwner = owner is null ? [] : ["--owner", owner];
        Run("install", ["--directory", "--mode", "0755", .. ofOwner, top]);
        DataFolder = Path.Combine(top, name);
    }

    /// <summary>The same with a database in it that was never used, for what is not about the making of one.</summary>
    public static async Task<ServerPlace> Made(TestPostgres postgres)
    {
        var place = new ServerPlace();
        await postgres.PutFiles(place.DataFolder, TestContext.Current.CancellationToken);
        return place;
    }

    /// <summary>A user without rights, whom only root can take; the tests' own user when that is not root.</summary>
    public static string? OrdinaryUser => Environment.IsPrivilegedProcess ? "nobody" : null;

    public string DataFolder { get; }

    /// <summary>What a running server notes about itself; null when it was stopped in order.</summary>
    public (int Process, string Socket)? Note =>
        File.Exists(NoteFile) && File.ReadAllLines(NoteFile) is [var process, _, _, _, var socket, ..]
            ? (int.Parse(process, CultureInfo.InvariantCulture), socket)
            : null;

    public string NoteFile => Path.Combine(DataFolder, "postgres", "postmaster.pid");

    public Task<PrivateServer> Start(PrivateServerOptions? options = null) =>
        PrivateServer.Start(DataFolder, options ?? new() { Settings = Hasty }, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>Why it does not start.</summary>
    public async Task<string> Refusal(PrivateServerOptions? options = null) =>
        (await Assert.ThrowsAsync<StartException>(() => Start(options))).Message;

    public static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public static Task Kill(int process)
    {
        Process.GetProcessById(process).Kill();
        return Gone(process);
    }

    /// <summary>Waits for the end of a process that is not our child.</summary>
    public static async Task Gone(int id)
    {
        if (!Directory.Exists($"/proc/{id}"))
            return;
        using var process = Process.GetProcessById(id);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Note is var (id, socket) && Directory.Exists($"/proc/{id}"))
        {
            await Kill(id);
            Directory.Delete(socket, recursive: true);
        }

        Directory.Delete(top, recursive: true);
    }
}
