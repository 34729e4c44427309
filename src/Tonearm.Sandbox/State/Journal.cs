using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tonearm.Sandbox.State;

/// <summary>
/// The world on disk: one line for each thing that changed, the last line about a thing wins. A line is handed to the operating system
/// before the request is answered, so it outlives the process however it ends; nothing waits for the disk itself.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _path;
    private readonly FileStream _lock;
    private FileStream? _file;

    private Journal(string path, FileStream ours) => (_path, _lock) = (path, ours);

    public static Journal At(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new Journal(Path.Combine(folder, "world.jsonl"), File.Open(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new IOException($"Another Sandbox keeps its world in {folder}; stop it, or give this one another DataFolder.", taken);
        }
    }

    public bool Exists => File.Exists(_path);

    public IEnumerable<JournalLine> Read()
    {
        using var lines = new StreamReader(_path);
        while (lines.ReadLine() is { } line)
        {
            JournalLine? entry;
            try
            {
                entry = JsonSerializer.Deserialize<JournalLine>(line, Json);
            }
            catch (JsonException wrong)
            {
                if (lines.EndOfStream) yield break; // Torn by the end of the process: nobody was told it happened.
                throw new InvalidDataException($"{_path} cannot be read. Delete it to start with a new world.", wrong);
            }

            if (entry is not null) yield return entry;
        }
    }

    /// <summary>Starts a new file with these lines in place of all before them.</summary>
    public void Rewrite(IEnumerable<JournalLine> lines)
    {
        _file?.Dispose();
        var fresh = _path + ".new";
        using (var file = File.Create(fresh, 1 << 16))
            foreach (var line in lines) Put(file, line);
        File.Move(fresh, _path, overwrite: true);
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Append(JournalLine line)
    {
        if (_file is { } file) Put(file, line);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock.Dispose();
    }

    private static void Put(FileStream file, JournalLine line)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(line, Json);
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        file.Write(json);
    }
}

/// <summary>One change; exactly one member is set.</summary>
internal sealed record JournalLine
{
    public Person? Person { get; init; }

    public Playlist? Playlist { get; init; }

    public string? PlaylistGone { get; init; }

    public Deed? Deed { get; init; }

    public Players.Player? Player { get; init; }

    public Players.PlayedSong? Played { get; init; }

    public Grant? Grant { get; init; }

    public AccessToken? Access { get; init; }

    public string? AccessGone { get; init; }

    public Traffic.Conditions? Conditions { get; init; }

    public Traffic.QuotaSlot? Quota { get; init; }

    public TimeSpan? Advanced { get; init; }
}
