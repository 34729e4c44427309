namespace Tonearm.Data;

/// <summary>The folder of this installation: its private server, its certificate, the demo's world.</summary>
internal static class DataFolder
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder that <c>DataFolder</c> names, or the default for the user who started us; it exists afterwards.</summary>
    /// <exception cref="StartException">It cannot be made.</exception>
    public static string Of(IConfiguration configuration) => Make(PathOf(configuration));

    /// <summary>The same without making it.</summary>
    public static string PathOf(IConfiguration configuration)
    {
        var folder = configuration["DataFolder"];
        return Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? Default() : folder);
    }

    /// <summary>Makes this process the folder's only owner until the result is disposed.</summary>
    /// <exception cref="StartException">Another process owns it, or it is closed to us.</exception>
    public static FileStream Own(string folder)
    {
        var file = Path.Combine(Make(folder), "owner.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException(
                $"Tonearm may not write to its folder {folder}: start it as the user who owns it, "
                    + "or choose another folder with --DataFolder.",
                e
            );
        }
        // The kernel's answer for a lock that is taken; a full or broken disk has others.
        catch (IOException e) when (e.Message.Contains("used by another process", StringComparison.Ordinal))
        {
            throw new StartException(
                $"Another Tonearm runs on {folder} and owns its database: to run more than one, give each the same PostgreSQL "
                    + "with ConnectionStrings:Tonearm; for one apart, choose another folder with --DataFolder.",
                e
            );
        }
        catch (IOException e)
        {
            throw new StartException($"Tonearm cannot write to its folder {folder}: {e.Message}", e);
        }
    }

    private static string Make(string folder)
    {
        try
        {
            // Root's folder lets the user who runs the database pass, and shows nobody what is in it.
            const UnixFileMode passing = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            Directory.CreateDirectory(folder, Environment.IsPrivilegedProcess ? Ours | passing : Ours);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Tonearm cannot make its folder {folder}: choose one that it may write to with --DataFolder.", e);
        }
    }

    // ~/.local/share, made with the rest when it is not there.
    private static string Default() =>
        Path.Combine(
            Environment.IsPrivilegedProcess
                ? "/var/lib"
                : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "tonearm"
        );
}
