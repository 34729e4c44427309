using System.Globalization;
using System.Text.RegularExpressions;

namespace Tonearm.Data;

/// <summary>One installation of PostgreSQL: the folder of its programs and its major version.</summary>
internal sealed partial record PrivateServerPrograms(string Folder, int Major)
{
    public const int OldestMajor = 15;

    // Debian keeps the server's programs off the PATH, one folder for each major version.
    private const string Debian = "/usr/lib/postgresql";

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>The programs for a folder made by <paramref name="major"/>, or the best ones for a new folder.</summary>
    public static async Task<PrivateServerPrograms> Find(string? folder, int? major, CancellationToken cancellationToken)
    {
        List<PrivateServerPrograms> found = [];
        foreach (var candidate in string.IsNullOrWhiteSpace(folder) ? Places() : [folder])
        {
            if (await At(candidate, cancellationToken) is not { Major: >= OldestMajor } programs)
                continue;
            if (major is null || programs.Major == major)
                return programs;
            found.Add(programs);
        }

        if (major is not null && found is [var other, ..])
            throw new StartException(
                $"The database was made by PostgreSQL {major}, and only PostgreSQL {other.Major} is installed: "
                    + $"install postgresql-{major}, or move the data over with pg_upgrade."
            );
        throw new StartException(
            $"PostgreSQL {major ?? OldestMajor}{(major is null ? " or newer" : "")} is not installed"
                + (string.IsNullOrWhiteSpace(folder) ? "" : $" in {folder}")
                + ": install it (apt-get install postgresql), or name a server of yours in ConnectionStrings:Tonearm."
        );
    }

    private static IEnumerable<string> Places()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return path.Concat(
            debian
                .OrderByDescending(version =>
                    int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var major) ? major : 0
                )
                .Select(version => Path.Combine(version, "bin"))
        );
    }

    private static async Task<PrivateServerPrograms?> At(string folder, CancellationToken cancellationToken)
    {
        var programs = new PrivateServerPrograms(folder, 0);
        if (!File.Exists(programs.PgCtl) || !File.Exists(programs.InitDb))
            return null;
        var version = await PrivateServerUser.Ourselves.Run("/", programs.PgCtl, ["--version"], cancellationToken);
        var major = Number().Match(version.Output);
        return major.Success ? programs with { Major = int.Parse(major.Value, CultureInfo.InvariantCulture) } : null;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
