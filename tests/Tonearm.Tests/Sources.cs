namespace Tonearm.Tests;

/// <summary>The program's own source, for what is true of all of it.</summary>
internal static class Sources
{
    /// <summary>C# and Razor files, as paths below <c>src/Tonearm</c>.</summary>
    public static IEnumerable<string> Files() =>
        from file in Directory.EnumerateFiles(House(), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor"
        select Path.GetRelativePath(House(), file);

    public static string Text(string file) => File.ReadAllText(Path.Combine(House(), file));

    /// <summary>The clone of the repository.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tonearm.slnx")))
            folder =
                Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in a clone of the repository");
        return folder;
    }

    private static string House() => Path.Combine(Root(), "src", "Tonearm");
}
