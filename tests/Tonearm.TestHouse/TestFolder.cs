namespace Tonearm.TestHouse;

/// <summary>One data folder for the nodes of a run: making the certificate in it takes longer than many a test.</summary>
public static class TestFolder
{
    private static readonly Lazy<string> Shared = new(() =>
    {
        var folder = New();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    public static string Path => Shared.Value;

    /// <summary>A folder of a node's own, and so with another certificate. Whoever makes it removes it.</summary>
    public static string New() => Directory.CreateTempSubdirectory("tonearm-tests-data-").FullName;
}
