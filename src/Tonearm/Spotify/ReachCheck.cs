using System.Diagnostics;

namespace Tonearm.Spotify;

/// <summary>
/// Whether Spotify can be reached from here, and how far this machine's clock is from Spotify's. Both services are asked once without a
/// token: any answer will do, and none is counted against the app.
/// </summary>
internal sealed class ReachCheck(TimeProvider time)
{
    /// <summary>The time of an answer is in whole seconds and takes a moment to arrive; a clock this near is right.</summary>
    private static readonly TimeSpan RightClock = TimeSpan.FromSeconds(30);

    /// <summary>How long one answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<CheckResult>> Of(SpotifyOptions spotify, CancellationToken cancellation)
    {
        using var connections = new SocketsHttpHandler();
        SpotifySetup.Connections(connections);
        using var http = new HttpClient(connections);
        var accounts = Ask(http, new Uri(spotify.AccountsUrl, "authorize"), cancellation);
        var api = Ask(http, new Uri(spotify.ApiUrl, "v1/me"), cancellation);
        return
        [
            Result("Spotify’s sign-in", await accounts),
            Result("Spotify’s Web API", await api),
            Clock((await api).Offset ?? (await accounts).Offset),
        ];
    }

    private async Task<Reached> Ask(HttpClient http, Uri address, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var took = Stopwatch.GetElapsedTime(began);
            return new(
                address.Host,
                (int)response.StatusCode >= 500 ? NetworkFault.ServerError : null,
                took,
                time.GetUtcNow() - (took / 2) - response.Headers.Date
            );
        }
        catch (Exception exception) when (NetworkFaults.Is(exception, cancellation))
        {
            return new(address.Host, NetworkFaults.Of(exception), Stopwatch.GetElapsedTime(began), null);
        }
    }

    private static CheckResult Result(string what, Reached reached) =>
        reached.Fault is { } fault
            ? CheckResult.Missing(what, $"{reached.Host}: {fault.Sentence()}", fault.Remedy())
            : CheckResult.Good(what, $"{reached.Host} answered in {Math.Max(1, reached.Took.TotalMilliseconds):N0} ms.");

    private static CheckResult Clock(TimeSpan? offset) =>
        offset switch
        {
            null => CheckResult.Unknown("Clock", "Spotify has not said what time it is."),
            { } by when by.Duration() <= RightClock => CheckResult.Good("Clock", "It agrees with Spotify’s."),
            { } by => CheckResult.Missing(
                "Clock",
                $"It is {Words(by.Duration())} {(by > TimeSpan.Zero ? "ahead of" : "behind")} Spotify’s.",
                "Let the machine set it: timedatectl set-ntp true"
            ),
        };

    private static string Words(TimeSpan span) =>
        span switch
        {
            { TotalMinutes: < 2 } => $"{span.TotalSeconds:N0} seconds",
            { TotalHours: < 2 } => $"{span.TotalMinutes:N0} minutes",
            { TotalDays: < 2 } => $"{span.TotalHours:N0} hours",
            _ => $"{span.TotalDays:N0} days",
        };

    private sealed record Reached(string Host, NetworkFault? Fault, TimeSpan Took, TimeSpan? Offset);
}
