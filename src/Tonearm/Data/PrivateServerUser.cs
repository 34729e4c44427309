using System.ComponentModel;
using System.Diagnostics;

namespace Tonearm.Data;

/// <summary>
/// The user the private server belongs to: ourselves, or <c>postgres</c> when we are root, because PostgreSQL refuses to run as root.
/// </summary>
internal sealed class PrivateServerUser
{
    public static readonly PrivateServerUser Ourselves = new(null);

    private readonly string? name;

    private PrivateServerUser(string? name) => this.name = name;

    public static PrivateServerUser OfTheServer => Environment.IsPrivilegedProcess ? new("postgres") : Ourselves;

    /// <summary>Makes a folder that is this user's alone.</summary>
    public async Task MakeFolder(string folder, CancellationToken cancellationToken)
    {
        string[] owner = name is null ? [] : ["--owner", name, "--group", name];
        await Ourselves.Must("/", "install", ["--directory", "--mode", "0700", .. owner, folder], cancellationToken);
    }

    /// <exception cref="StartException">The folder, or one above it, is closed to this user.</exception>
    public async Task MustReach(string folder, CancellationToken cancellationToken)
    {
        if (name is null || await Run("/", "test", ["-x", folder], cancellationToken) is { ExitCode: 0 })
            return;
        if (await Ourselves.Run("/", "id", [name], cancellationToken) is { ExitCode: not 0 })
            throw new StartException(
                $"PostgreSQL does not run as root, and this machine has no user {name} to run it: "
                    + $"make one (useradd --system {name}), or start Tonearm as an ordinary user."
            );
        throw new StartException(
            $"The folder {folder} is closed to the user {name}, who runs the database: "
                + "choose another with --DataFolder, such as /var/lib/tonearm, or open it and those above it (chmod o+x)."
        );
    }

    /// <exception cref="StartException">Somebody else owns the folder, and PostgreSQL would refuse it.</exception>
    public async Task MustOwn(string folder, CancellationToken cancellationToken)
    {
        var owner = (await Ourselves.Run("/", "stat", ["--format", "%U", folder], cancellationToken)).Output;
        var user = name ?? Environment.UserName;
        if (owner != user)
            throw new StartException(
                $"The database in {folder} belongs to the user {owner} and would now run as {user}: "
                    + $"start Tonearm as {(owner == "postgres" ? "root" : owner)}, or choose another folder with --DataFolder."
            );
    }

    public async Task Must(string folder, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await Run(folder, program, arguments, cancellationToken);
        if (exitCode != 0)
            throw new StartException($"{Path.GetFileName(program)} failed: {output}");
    }

    /// <summary>Runs a program to its end in a folder, which is also its PGDATA; the output is both streams, trimmed.</summary>
    public async Task<(int ExitCode, string Output)> Run(
        string folder,
        string program,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        var start = name is null
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("setpriv", ["--reuid", name, "--regid", name, "--init-groups", program, .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        // What the person's shell says about other servers (PGPORT, PGOPTIONS …) is not meant for this one.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(variable);
        start.Environment["PGDATA"] = folder;
        start.Environment["LC_ALL"] = "C";

        using var process = Launch(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new StartException($"{start.FileName} cannot be run: {e.Message}.", e);
        }
    }
}
