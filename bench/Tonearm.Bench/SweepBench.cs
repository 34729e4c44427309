using System.Diagnostics;
using System.Net.Http.Headers;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// One sweep of 4,500 protected playlists over 20 accounts while Spotify takes 120 ms for each call, against the bare calls it cannot do
/// without: the same windows, asked by a loop that reads the bodies and thinks nothing.
/// </summary>
internal static class SweepBench
{
    private const int Accounts = 20;
    private const int PlaylistsEach = 225;
    private const int Latency = 120;
    private const int InFlight = 64;
    private const int Windows = Accounts * ((PlaylistsEach + 49) / 50);
    private const int Rounds = 15;

    public static async Task Run()
    {
        await using var postgres = new TestPostgres();
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None);
        string[] people = [.. Enumerable.Range(1, Accounts).Select(number => $"bench{number}")];
        foreach (var person in people)
            await sandbox.AddPerson(person, PlaylistsEach);
        await using var app = await TonearmApp.Start(sandbox, await postgres.CreateDatabase());
        using var owner = app.Visitor();
        await owner.SignIn(people[0]);
        foreach (var person in people[1..])
            await owner.Link(person);
        await owner.Sweep();
        var playlists = await owner.Playlists();
        await Parallel.ForEachAsync(
            playlists,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (playlist, _) => await owner.Protect(playlist.Id)
        );

        await sandbox.Conditions(new { latency = new { ms = Latency } });
        var token = await AnyToken(sandbox, people[0]);
        // A running application is warm.
        for (var warming = 0; warming < 10; warming++)
            await Once(owner, sandbox);
        var (ours, floors, singles) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await Bare(sandbox, token, Windows, InFlight));
            ours.Add(await Once(owner, sandbox));
            if (round < 3)
                singles.Add(await Bare(sandbox, token, 5, 1) / 5);
        }

        var (floor, our, single) = (Median(floors), Median(ours), Median(singles));
        Console.WriteLine(
            $"| sweep of {playlists.Count:N0} protected playlists over {Accounts} accounts at {Latency} ms a call, median of {Rounds} | one by one: {single * playlists.Count / 1000:N0} s (from {single:N0} ms a call); two round trips: {2 * Latency} ms; the bare {Windows} calls: {floor:N0} ms | {our:N0} ms, {Windows} calls | {our / (2 * Latency):N2} × two round trips; {our / floor:N2} × the bare calls |"
        );
    }

    private static async Task<double> Once(Person owner, SandboxProcess sandbox)
    {
        await sandbox.ForgetCalls();
        var started = Stopwatch.GetTimestamp();
        var report = await owner.Sweep();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (report.Calls != Windows || report.Looked != Accounts * PlaylistsEach)
            throw new InvalidOperationException($"Not the fewest calls: {report}");
        return took;
    }

    private static async Task<double> Bare(SandboxProcess sandbox, string token, int calls, int inFlight)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight })
        {
            BaseAddress = new Uri(sandbox.Url),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Connections are open before the clock starts, as they are in a running application.
        await Ask(http, inFlight, inFlight);
        var started = Stopwatch.GetTimestamp();
        await Ask(http, calls, inFlight);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static Task Ask(HttpClient http, int calls, int inFlight) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, calls),
            new ParallelOptions { MaxDegreeOfParallelism = inFlight },
            async (call, cancellation) =>
                await http.GetByteArrayAsync(new Uri($"/v1/me/playlists?limit=50&offset={call % 4 * 50}", UriKind.Relative), cancellation)
        );

    /// <summary>An access token of its own, as any client gets one.</summary>
    private static async Task<string> AnyToken(SandboxProcess sandbox, string person) => await BareClient.SignIn(sandbox, person);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
