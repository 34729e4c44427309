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

    private readonly string path;
    private readonly FileStream gate;
    private FileStream? file;

    private Journal(string path, FileStream ours) => (this.path, gate) = (path, ours);

    public static Journal At(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new Journal(
                Path.Combine(folder, "world.jsonl"),
                File.Open(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None)
            );
        }
        catch (IOException taken)
        {
            throw new IOException($"Another Sandbox keeps its world in {folder}; stop it, or give this one another DataFolder.", taken);
        }
    }

    public bool Exists => File.Exists(path);

    public IEnumerable<JournalLine> Read()
    {
        using var lines = new StreamReader(path);
        while (lines.ReadLine() is { } line)
        {
            JournalLine? entry;
            try
            {
                entry = JsonSerializer.Deserialize<JournalLine>(line, Json);
            }
            catch (JsonException wrong)
            {
                if (lines.EndOfStream)
                    yield break; // Torn by the end of the process: nobody was told it happened.
                throw new InvalidDataException($"{path} cannot be read. Delete it to start with a new world.", wrong);
            }

            if (entry is not null)
                yield return entry;
        }
    }

    /// <summary>Starts a new file with these lines in place of all before them.</summary>
    public void Rewrite(IEnumerable<JournalLine> lines)
    {
        file?.Dispose();
        var fresh = path + ".new";
        using (var next = File.Create(fresh, 1 << 16))
            foreach (var line in lines)
                Put(next, line);
        File.Move(fresh, path, overwrite: true);
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Append(JournalLine line)
    {
        if (file is { } open)
            Put(open, line);
    }

    public void Dispose()
    {
        file?.Dispose();
        gate.Dispose();
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
