using System.Diagnostics;
using System.Net.Http.Headers;
using Dapper;
using Npgsql;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// One sweep of thousands of protected playlists over 20 accounts while Spotify takes 120 ms for each call, against the bare calls it
/// cannot do without: the same windows, asked by a loop that reads the bodies and thinks nothing.
/// </summary>
internal static class SweepBench
{
    private const int Accounts = 20;
    private const int Latency = 120;
    private const int InFlight = 64;

    /// <param name="total">How many playlists, evenly over the accounts.</param>
    public static async Task Run(int total)
    {
        var each = total / Accounts;
        var windows = Accounts * ((each + 49) / 50);
        var rounds = total <= 5_000 ? 15 : 5;
        await using var postgres = new TestPostgres();
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None);
        string[] people = [.. Enumerable.Range(1, Accounts).Select(number => $"bench{number}")];
        foreach (var person in people)
            await sandbox.AddPerson(person, each);
        var database = await postgres.CreateDatabase();
        await using var app = await TonearmApp.Start(sandbox, database);
        using var owner = app.Visitor();
        await owner.SignIn(people[0]);
        foreach (var person in people[1..])
            await owner.Link(person);
        await owner.Sweep();
        await ProtectAll(database);

        await sandbox.Conditions(new { latency = new { ms = Latency } });
        var token = await AnyToken(sandbox, people[0]);
        // A running application is warm.
        for (var warming = 0; warming < 10; warming++)
            await Once();
        var (ours, floors, singles) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(await Bare(sandbox, token, windows, InFlight));
            ours.Add(await Once());
            if (round < 3)
                singles.Add(await Bare(sandbox, token, 5, 1) / 5);
        }

        async Task<double> Once()
        {
            await sandbox.ForgetCalls();
            var started = Stopwatch.GetTimestamp();
            var report = await owner.Sweep();
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (report.Calls != windows || report.Looked != total)
                throw new InvalidOperationException($"Not the fewest calls: {report}");
            return took;
        }

        var (floor, our, single) = (Median(floors), Median(ours), Median(singles));
        Console.WriteLine(
            $"| sweep of {total:N0} protected playlists over {Accounts} accounts at {Latency} ms a call, median of {rounds} | one by one: {single * total / 1000:N0} s (from {single:N0} ms a call); the bare {windows} calls: {floor:N0} ms | {our:N0} ms, {windows} calls | {our / floor:N2} × the bare calls |"
        );
    }

    /// <summary>As if each had been protected by itself, a while ago.</summary>
    private static async Task ProtectAll(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(
            """
            create temporary table own as
              select *, case when image_kind = 3 then md5(id) || md5(image_id) end as cover from playlists where owned;
            insert into protections (account_id, playlist_id, mode, fields, version, on_at)
              select account_id, id, 2, 7, 1, now() - interval '1 day' from own;
            insert into covers (account_id, hash, jpeg, stored_at)
              select account_id, cover, '', now() - interval '1 day' from own where cover is not null;
            insert into wanted (account_id, playlist_id, version, title, description, cover_hash, origin, made_at)
              select account_id, id, 1, title, description, cover, 'taken', now() - interval '1 day' from own;
            insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
              select account_id, id, image_id, cover, cover, now() - interval '1 day' from own where cover is not null;
            analyze
            """
        );
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
