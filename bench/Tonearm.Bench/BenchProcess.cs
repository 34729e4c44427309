using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tonearm.Bench;

/// <summary>A server to be measured, in a process of its own as in real life, here on the generator's machine.</summary>
internal sealed partial class BenchProcess : IAsyncDisposable
{
    private readonly Process process;

    private BenchProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<BenchProcess> Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
            // Small steps of the heap, so that what phones cost is not lost in what is kept for later.
            Environment = { ["DOTNET_GCgen0size"] = "0x400000", ["DOTNET_gcServer"] = "0" },
        };
        var own = Process.Start(start)!;
        while (await own.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listens().Match(line) is not { Success: true } match)
                continue;
            _ = own.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new(own, new Uri(match.Value));
        }

        throw new InvalidOperationException($"{program} ended before it listened");
    }

    /// <summary>Memory that is really taken, in KiB.</summary>
    public double Memory()
    {
        process.Refresh();
        return process.WorkingSet64 / 1024.0;
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Busy()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>As a service is stopped.</summary>
    /// <returns>How long it took, and the exit code.</returns>
    public async Task<(TimeSpan Took, int Code)> Stop()
    {
        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        await process.WaitForExitAsync();
        return (Stopwatch.GetElapsedTime(started), process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listens();
}
