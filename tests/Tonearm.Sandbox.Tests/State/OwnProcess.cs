using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tonearm.Sandbox.Tests.State;

/// <summary>The Sandbox as its own program on a free port.</summary>
internal sealed partial class OwnProcess : IAsyncDisposable
{
    private readonly Process process;

    private OwnProcess(Process process, string url)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public HttpClient Http { get; }

    public static async Task<OwnProcess> Start(string dataFolder, CancellationToken cancel)
    {
        var program = typeof(SandboxHost).Assembly.Location;
        var started = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [program, "--urls", "http://127.0.0.1:0", "--DataFolder", dataFolder, "--Sandbox:Conditions", "calm"]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        while (await started.StandardOutput.ReadLineAsync(cancel) is { } line)
            if (Listens().Match(line) is { Success: true } match)
                return new OwnProcess(started, match.Groups[1].Value);
        throw new InvalidOperationException("The Sandbox ended before it listened.");
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task Kill(CancellationToken cancel)
    {
        process.Kill();
        await process.WaitForExitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
            await Kill(CancellationToken.None);
        process.Dispose();
    }

    [GeneratedRegex(@"listens on (http://\S+)")]
    private static partial Regex Listens();
}
