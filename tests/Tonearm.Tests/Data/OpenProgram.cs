using System.Security.Cryptography;

namespace Tonearm.Tests.Data;

/// <summary>The application where every user can read it, which a clone below /root is not.</summary>
public sealed class OpenProgram : IDisposable
{
    public OpenProgram()
    {
        ServerPlace.Run("install", "--directory", "--mode", "0755", Folder);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; } = "/tmp/tonearm-program-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
