using System.Globalization;
using System.Security.Cryptography;

namespace Tonearm.Data;

/// <summary>What lies on disk of the private server: its data, its log, the note it keeps while it runs, and its socket.</summary>
internal sealed class PrivateServerFolder(string dataFolder, PrivateServerUser user)
{
    public const string Superuser = "tonearm";

    private const long EnoughSpace = 200 << 20;

    // A socket's path may not exceed 107 bytes, so it cannot lie in the data folder.
    // Nobody guesses the rest of the name and is there before us.
    private const string Sockets = "/tmp/tonearm-";

    public string Path { get; } = System.IO.Path.Combine(dataFolder, "postgres");

    public bool Exists => Directory.Exists(Path);

    private string Note => System.IO.Path.Combine(Path, "postmaster.pid");

    private string Log => System.IO.Path.Combine(Path, "server.log");

    /// <summary>The major version that made the data.</summary>
    public int Major()
    {
        var file = System.IO.Path.Combine(Path, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major)
            ? major
            : throw new StartException($"{Path} is not a folder of PostgreSQL: move it away, or choose another folder with --DataFolder.");
    }

    /// <summary>Makes the data under another name first: what was interrupted is never taken for a database.</summary>
    public async Task Make(PrivateServerPrograms programs, PrivateServerOptions options, CancellationToken cancellationToken)
    {
        var free = new DriveInfo(dataFolder).AvailableFreeSpace;
        if (free < EnoughSpace)
            throw new StartException(
                $"Only {free >> 20} MB are free in {dataFolder}, and a database needs {EnoughSpace >> 20}: make room, "
                    + "or choose another folder with --DataFolder."
            );
        var unfinished = Path + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        await user.MakeFolder(unfinished, cancellationToken);
        string[] haste = options.Settings.GetValueOrDefault("fsync") == "off" ? ["--no-sync"] : [];
        await user.Must(
            unfinished,
            programs.InitDb,
            ["--no-locale", "-E", "UTF8", "--username", Superuser, "--auth", "trust", "--data-checksums", "--no-instructions", .. haste],
            cancellationToken
        );
        Directory.Move(unfinished, Path);
    }

    /// <summary>The server that runs on this data, by the note it keeps (<c>postmaster.pid</c>).</summary>
    public async Task<(string Socket, bool Ready)?> Running(CancellationToken cancellationToken)
    {
        if (!File.Exists(Note))
            return null;
        // Process, data folder, start, port, folder of the socket, addresses, shared memory, state.
        var lines = await File.ReadAllLinesAsync(Note, cancellationToken);
        var socket = lines.ElementAtOrDefault(4) ?? "";
        if (lines is [var process, ..] && await WorksHere(process, cancellationToken))
            return (socket, lines.ElementAtOrDefault(7)?.Trim() == "ready");

        // It died without a word. PostgreSQL would refuse to start if a stranger has its process number by now.
        File.Delete(Note);
        await RemoveSocket(socket, cancellationToken);
        return null;
    }

    /// <summary>The server's first process, by its note.</summary>
    public int? Process =>
        File.Exists(Note) && int.TryParse(File.ReadLines(Note).FirstOrDefault(), CultureInfo.InvariantCulture, out var process)
            ? process
            : null;

    /// <summary>One that has ended and that nobody has asked after has no folder any more, though it still has a number.</summary>
    public static bool Lives(int process) => Directory.Exists($"/proc/{process}/cwd");

    public static string NewSocket() => Sockets + RandomNumberGenerator.GetHexString(16, lowercase: true);

    public Task MakeSocket(string socket, CancellationToken cancellationToken) => user.MakeFolder(socket, cancellationToken);

    public async Task RemoveSocket(string socket, CancellationToken cancellationToken)
    {
        if (socket.StartsWith(Sockets, StringComparison.Ordinal))
            await user.Run("/", "rm", ["-rf", socket], cancellationToken);
    }

    /// <summary>The name of a fresh log; the one before it is kept.</summary>
    public string NewLog()
    {
        if (File.Exists(Log))
            File.Move(Log, Log + ".old", overwrite: true);
        return System.IO.Path.GetFileName(Log);
    }

    public async Task<string> LastWords(CancellationToken cancellationToken) =>
        File.Exists(Log)
            ? string.Join('\n', [$"Its last words in {Log}:", .. (await File.ReadAllLinesAsync(Log, cancellationToken)).TakeLast(10)])
            : "It left no log.";

    // A server works in its data folder, and no stranger does; -ef sees through every link.
    private async Task<bool> WorksHere(string process, CancellationToken cancellationToken) =>
        await user.Run("/", "test", [$"/proc/{process}/cwd", "-ef", Path], cancellationToken) is { ExitCode: 0 };
}
