using System.Diagnostics;

namespace Tonearm.Tests.Commands;

/// <summary>
/// A clone with the real commands and next to nothing else, on a machine whose programs a test chooses: what every Debian has,
/// and scripts in the place of what the commands install or take long to run.
/// </summary>
internal sealed class StubClone : IDisposable
{
    private static readonly string[] Essential =
    [
        "basename",
        "bash",
        "cat",
        "cmp",
        "cut",
        "dirname",
        "env",
        "find",
        "grep",
        "id",
        "mkdir",
        "mktemp",
        "mv",
        "printf",
        "readlink",
        "rm",
        "sh",
        "sha256sum",
        "sort",
        "stat",
        "tail",
        "timeout",
        "touch",
        "tr",
        "xargs",
    ];

    private readonly string top = Directory.CreateTempSubdirectory("tonearm-clone-").FullName;

    public StubClone()
    {
        Programs = Directory.CreateDirectory(Path.Combine(top, "programs")).FullName;
        foreach (var program in Essential)
            File.CreateSymbolicLink(Path.Combine(Programs, program), Path.Combine("/usr/bin", program));

        string[] real =
        [
            "run",
            "test",
            "tools/machine.sh",
            "global.json",
            "Directory.Build.props",
            ".editorconfig",
            "BannedSymbols.txt",
            "package.json",
            "package-lock.json",
            "tsconfig.json",
        ];
        foreach (var file in real)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.Copy(Path.Combine(Repository(), file), PathOf(file));
        }

        Write("src/Tonearm/Program.cs", "// a program");
        Write("node_modules/.package-lock.json", "{}");
        File.SetLastWriteTimeUtc(PathOf("package-lock.json"), DateTime.UnixEpoch);
        foreach (var program in (string[])["node", "npm", "chromium", "chromium-headless-shell", "pg_ctl"])
            Stub(program, "exit 0");
        Stub("dpkg-query", "echo installed");
    }

    public string Programs { get; }

    public string PathOf(string file) => Path.Combine(top, "clone", file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Puts a shell script in the place of a program of the machine.</summary>
    public void Stub(string program, string script) => WriteScript(Path.Combine(Programs, program), script);

    /// <summary>Puts a shell script in the place of a program of the clone.</summary>
    public void StubInside(string file, string script) => WriteScript(PathOf(file), script);

    /// <summary>Runs a command of the clone from another folder.</summary>
    public async Task<(int ExitCode, string Output)> Run(
        string command,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" 2>&1", command, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = top,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Programs;
        start.Environment["HOME"] = top;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    public void Dispose() => Directory.Delete(top, recursive: true);

    private static void WriteScript(string file, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Here a link to the real program may stand.
        File.Delete(file);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tonearm.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
