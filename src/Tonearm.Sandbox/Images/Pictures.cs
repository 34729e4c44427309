using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tonearm.Sandbox.Images;

/// <summary>The pictures behind covers: those shipped with the Sandbox by name, uploads by the hash of what was sent.</summary>
internal sealed class Pictures
{
    private const string Prefix = "Covers/";

    private readonly string? folder;
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    public Pictures(string? folder)
    {
        this.folder = folder is null ? null : Path.Combine(folder, "covers");
        if (this.folder is not null)
            Directory.CreateDirectory(this.folder);
    }

    /// <summary>Square covers of 640 pixels, in the order of their names.</summary>
    public static string[] Shipped { get; } = Names("cover-");

    /// <summary>Mosaics of four covers, without their size.</summary>
    public static string[] Mosaics { get; } = [.. Names("mosaic-").Select(name => name[..^"-640".Length]).Distinct()];

    /// <summary>The name of a shipped cover's rendition of 640, 300 or 64 pixels.</summary>
    public static string InSize(string cover, int side) => side == 640 ? cover : $"thumb-{cover["cover-".Length..]}-{side}";

    /// <summary>Null when nobody ever gave us this picture.</summary>
    public byte[]? Find(string name)
    {
        if (this.known.TryGetValue(name, out var known))
            return known;
        var bytes = Resource(name) ?? Upload(name);
        return bytes is null ? null : this.known.GetOrAdd(name, bytes);
    }

    /// <summary>Keeps an upload and gives its name.</summary>
    public string Keep(byte[] jpeg)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(jpeg));
        if (!known.TryAdd(name, jpeg) || folder is null)
            return name;
        var file = PathOf(name);
        File.WriteAllBytes(file + ".new", jpeg);
        File.Move(file + ".new", file, overwrite: true);
        return name;
    }

    private byte[]? Upload(string name) =>
        folder is not null && name.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    private string PathOf(string name) => Path.Combine(folder!, name + ".jpg");

    private static byte[]? Resource(string name)
    {
        using var stream = typeof(Pictures).Assembly.GetManifestResourceStream($"{Prefix}{name}.jpg");
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string[] Names(string start) =>
        [
            .. typeof(Pictures)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix + start, StringComparison.Ordinal))
                .Select(name => name[Prefix.Length..^".jpg".Length])
                .Where(name => !start.StartsWith('m') || name.EndsWith("-640", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}
