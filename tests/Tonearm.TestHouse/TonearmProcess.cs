using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Tonearm.TestHouse;

/// <summary>The real application, started as a terminal would: a process and a session of its own.</summary>
public sealed partial class TonearmProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly List<(string Words, TaskCompletionSource Said)> waiting = [];

    private TonearmProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = End();
    }

    /// <summary>Its exit code, when it has ended and all it wrote is in <see cref="Output"/>.</summary>
    public Task<int> Ended { get; }

    public int Id => process.Id;

    /// <summary>Where it serves, once it has started.</summary>
    public Uri Address => new(Listening().Match(Output).Groups[1].Value);

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <param name="settings">Configuration by name, as on the command line.</param>
    /// <param name="user">Whom root lets run it.</param>
    /// <param name="folder">Where the program lies, when that user cannot read the tests' own folder.</param>
    /// <param name="inside">What goes before the command.</param>
    /// <param name="arguments">What stands before the settings on its command line.</param>
    /// <param name="environment">What is added to its environment.</param>
    public static TonearmProcess Start(
        IEnumerable<(string Name, string Value)> settings,
        string? user = null,
        string? folder = null,
        IReadOnlyList<string>? inside = null,
        IReadOnlyList<string>? arguments = null,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        string[] asUser = user is null ? [] : ["setpriv", "--reuid", user, "--regid", "nogroup", "--clear-groups"];
        var start = new ProcessStartInfo(
            "setsid",
            [.. inside ?? [], .. asUser, "dotnet", Path.Combine(folder ?? AppContext.BaseDirectory, "Tonearm.dll"), .. arguments ?? []]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in settings)
            start.ArgumentList.Add($"--{name}={value}");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until it serves; fails with what it said when it ends instead.</summary>
    public Task Started(CancellationToken cancellationToken) => Says("Application started", cancellationToken);

    /// <summary>Waits for words in a line it writes; fails with what it said when it ends without them.</summary>
    public async Task Says(string words, CancellationToken cancellationToken)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (output)
        {
            if (Output.Contains(words, StringComparison.Ordinal))
                return;
            waiting.Add((words, said));
        }

        await Task.WhenAny(said.Task, Ended).WaitAsync(cancellationToken);
        if (!said.Task.IsCompleted)
            throw new InvalidOperationException($"Tonearm ended with exit code {await Ended}: {Output}");
    }

    /// <summary>What Ctrl-C does in a terminal: SIGINT to all of the foreground.</summary>
    public async Task Interrupt()
    {
        // The shell's own kill: not every machine has another.
        using var kill = Process.Start("sh", ["-c", $"kill -INT -{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
            foreach (var (words, said) in waiting)
            {
                if (line?.Contains(words, StringComparison.Ordinal) == true)
                    said.TrySetResult();
            }
        }
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex Listening();

    private async Task<int> End()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
