using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Tonearm.Data;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// A party's room and its likes, in a process of its own with a PostgreSQL that syncs each commit to disk; generator, phones and PostgreSQL
/// are on the same machine. The floor is a process that writes a line to each socket of a list and does nothing else, heard by the same
/// phones.
/// </summary>
internal static class PartyBench
{
    private const int FirstPhones = 1_000;

    // What was needed while they all came in at once is given back after a while.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LikesFor = TimeSpan.FromSeconds(10);

    /// <param name="only">One of the measurements by its name; all without one.</param>
    public static async Task Run(string? only)
    {
        var folder = "/tmp/tonearm-bench-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        await using (var postgres = await PrivateServer.Start(folder, new(), _ => { }, CancellationToken.None))
        {
            var database = await postgres.CreateDatabase("bench", CancellationToken.None);
            if (only is null or "latency")
                await Latency(database, 200, likes: 300);
            if (only is null or "latency")
                await Latency(database, 1_000, likes: 150);
            if (only is null or "storm")
                await AtOnce(database);
            if (only is null or "likes")
                await Throughput(database);
            if (only is null or "memory")
                await Memory(database);
            if (only is null or "page")
                await Page(database);
            if (only is null or "stop")
                await Stop(database);
            if (only is null or "quiet")
                await Quiet(database);
            if (only is null or "silence")
                await SilenceBench.Run(await postgres.CreateDatabase("silence", CancellationToken.None));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Latency(string database, int phones, int likes)
    {
        double[] floor,
            ours;
        await using (var bare = await BenchProcess.Start("Tonearm.Bench.dll", "bare-room"))
        await using (var listening = await BenchPhones.Connect(Live(bare, "/live"), phones, _ => null))
        using (var http = await BareHttp.Connect(bare.Address))
            floor = await Measure(
                listening,
                likes,
                like => $"\"c\":[{like % 9},0,0,0],\"l\":0,\"p\":{phones}",
                (_, words) =>
                    http.Ask(BareHttp.Request(bare.Address, "PUT", "/tell/" + Uri.EscapeDataString($$"""{"v":100,"r":1,{{words}}}"""), ""))
            );

        await using (var app = await Start(database))
        {
            var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
            var cookies = await Join(app, party, phones);
            await using var listening = await BenchPhones.Connect(Live(app, $"/api/parties/{party.Id}/live"), phones, i => cookies[i]);
            await Settled();
            using var http = await BareHttp.Connect(app.Address);
            ours = await Measure(
                listening,
                likes,
                like => $"\"c\":[{string.Join(',', Enumerable.Range(0, 4).Select(place => place == like % 4 ? 1 : 0))}]",
                (like, _) => http.Ask(Like(app, party, cookies[0], like % 4, like + 1))
            );
        }

        Row(
            $"a like until the last of {phones:N0} phones has it, p50 / p95 of {likes}",
            $"bare write loop: {Both(floor)} ms",
            $"{Both(ours)} ms",
            $"{At(ours, 0.5) / At(floor, 0.5):N1} × / {At(ours, 0.95) / At(floor, 0.95):N1} ×"
        );
    }

    private static async Task AtOnce(string database)
    {
        const int Guests = 200;
        const int Runs = 6;
        await using var app = await Start(database);
        var (took, bytes, each) = (new List<double>(), 0L, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
            var cookies = await Join(app, party, Guests);
            await using var phones = await BenchPhones.Connect(Live(app, $"/api/parties/{party.Id}/live"), Guests, i => cookies[i]);
            var connections = await Task.WhenAll(cookies.Select(_ => BareHttp.Connect(app.Address)));
            await Settled();
            var before = phones.Bytes;
            var right = phones.Hear(Encoding.ASCII.GetBytes("\"c\":[50,50,50,50]"));
            var started = Stopwatch.GetTimestamp();
            var statuses = await Task.WhenAll(
                connections.Select((connection, i) => Task.Run(() => connection.Ask(Like(app, party, cookies[i], i % 4, 1))))
            );
            if (statuses.Any(status => status != 200))
                throw new InvalidOperationException("A like was lost");
            took.Add(Stopwatch.GetElapsedTime(started, await right).TotalMilliseconds);
            bytes = Math.Max(bytes, phones.Bytes - before);
            each = await BytesOfOne(app, party, cookies[0], phones);
            foreach (var connection in connections)
                connection.Dispose();
        }

        Row(
            $"{Guests} likes at once until all {Guests} phones are right, p50 / worst of {Runs}",
            "the original: 8.86 s and half of them lost",
            $"{At(took, 0.5):N0} / {took.Max():N0} ms, all right, {bytes / 1024:N0} KiB in all",
            $"{8_860 / At(took, 0.5):N0} × faster"
        );
        Row("bytes a like for each guest, ballot of 4", "the original: 1,040", $"{each:N0}", $"{1_040 / each:N0} × fewer");
    }

    private static async Task<double> BytesOfOne(BenchProcess app, PartyRows party, string cookie, BenchPhones phones)
    {
        await Settled();
        var before = phones.Bytes;
        var heard = phones.Hear(Encoding.ASCII.GetBytes("\"c\":[49,50,50,51]"));
        using var http = await BareHttp.Connect(app.Address);
        await http.Ask(Like(app, party, cookie, 3, 2));
        await heard;
        return (phones.Bytes - before) / (double)phones.Count;
    }

    private static async Task Throughput(string database)
    {
        const int Parties = 5;
        // So many that none of them comes to the limit of a device.
        const int GuestsEach = 400;
        const int Connections = 256;
        await using var app = await Start(database);
        var guests = new List<(PartyRows Party, string Cookie)>();
        foreach (var _ in Enumerable.Range(0, Parties))
        {
            var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
            guests.AddRange((await Join(app, party, GuestsEach)).Select(cookie => (party, cookie)));
        }

        var counters = new int[guests.Count];
        await Storm(TimeSpan.FromSeconds(4));
        var (several, busy) = await Storm(LikesFor);
        guests.RemoveRange(GuestsEach, guests.Count - GuestsEach);
        var (one, busyOne) = await Storm(LikesFor);
        Row(
            $"likes a second over HTTP, each committed before its answer: {Parties} parties / one party",
            "–",
            $"{several:N0} / {one:N0}",
            $"the application's part of it: {busy.TotalMicroseconds / (several * LikesFor.TotalSeconds):N0} / {busyOne.TotalMicroseconds / (one * LikesFor.TotalSeconds):N0} µs of processor time a like"
        );

        async Task<(double ASecond, TimeSpan Busy)> Storm(TimeSpan span)
        {
            var (done, before, started) = (0, app.Busy(), Stopwatch.GetTimestamp());
            await Task.WhenAll(
                Enumerable
                    .Range(0, Connections)
                    .Select(number =>
                        Task.Run(async () =>
                        {
                            using var http = await BareHttp.Connect(app.Address);
                            // Each connection has guests of its own, so that no counter is overtaken.
                            for (var turn = number; Stopwatch.GetElapsedTime(started) < span; turn += Connections)
                            {
                                var guest = turn % guests.Count;
                                var n = Interlocked.Increment(ref counters[guest]);
                                var status = await http.Ask(Like(app, guests[guest].Party, guests[guest].Cookie, n % 4, n));
                                if (status != 200)
                                    throw new InvalidOperationException($"A like was answered {status}");
                                Interlocked.Increment(ref done);
                            }
                        })
                    )
            );
            return (done / Stopwatch.GetElapsedTime(started).TotalSeconds, app.Busy() - before);
        }
    }

    private static async Task Memory(string database)
    {
        const int Phones = 3_000;
        double floor,
            ours;
        await using (var bare = await BenchProcess.Start("Tonearm.Bench.dll", "bare-room"))
            floor = await Weigh(bare, "/live", Phones, _ => null);
        await using (var app = await Start(database))
        {
            var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
            var cookies = await Join(app, party, Phones);
            ours = await Weigh(app, $"/api/parties/{party.Id}/live", Phones, i => cookies[i]);
        }

        Row(
            $"memory for each connected phone, of {Phones - FirstPhones:N0} after {FirstPhones:N0} others",
            $"a raw WebSocket: {floor:N1} KiB",
            $"{ours:N1} KiB",
            $"{ours / floor:N2} ×"
        );
    }

    private static async Task Page(string database)
    {
        await using var app = await Start(database);
        var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
        await PageWeight.Measure(app.Address, party.Id, (await Join(app, party, 1))[0]);
    }

    private static async Task Stop(string database)
    {
        const int Phones = 1_000;
        await using var app = await Start(database);
        var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
        var cookies = await Join(app, party, Phones);
        await using var phones = await BenchPhones.Connect(Live(app, $"/api/parties/{party.Id}/live"), Phones, i => cookies[i]);
        await Settled();
        var (took, code) = await app.Stop();
        Row(
            $"a stop with {Phones:N0} phones connected, until the process has ended",
            "a long-lived answer holds a stop up for 30 s",
            $"{took.TotalMilliseconds:N0} ms, exit code {code}",
            "–"
        );
    }

    /// <summary>What it costs that a page knows within twenty seconds whether its line stands.</summary>
    private static async Task Quiet(string database)
    {
        const int Phones = 200;
        var minute = TimeSpan.FromMinutes(1);
        await using var app = await Start(database);
        var party = await PartyRows.Insert(database, TimeProvider.System.GetUtcNow());
        var cookies = await Join(app, party, Phones);
        await using var phones = await BenchPhones.Connect(Live(app, $"/api/parties/{party.Id}/live"), Phones, i => cookies[i]);
        await Task.Delay(Calm, TimeProvider.System);
        var (before, busy) = (phones.Bytes, app.Busy());
        await Task.Delay(minute, TimeProvider.System);
        Row(
            $"a line on which nothing happens, for each of {Phones} guests and an hour, pings aside",
            "–",
            $"{(phones.Bytes - before) * 60.0 / Phones:N0} bytes",
            $"the whole room: {(app.Busy() - busy) / minute:P1} of a core"
        );
    }

    private static async Task<double> Weigh(BenchProcess server, string path, int count, Func<int, string?> cookie)
    {
        // What the first ones cost is the program, compiled as it warms up, not the phones.
        await using var first = await BenchPhones.Connect(Live(server, path), FirstPhones, cookie);
        await Task.Delay(Calm, TimeProvider.System);
        var before = server.Memory();
        await using var phones = await BenchPhones.Connect(Live(server, path), count - FirstPhones, i => cookie(i + FirstPhones));
        await Task.Delay(Calm, TimeProvider.System);
        return (server.Memory() - before) / phones.Count;
    }

    private static async Task<double[]> Measure(BenchPhones phones, int times, Func<int, string> words, Func<int, string, Task<int>> like)
    {
        var took = new List<double>();
        for (var i = 0; i < times + 30; i++)
        {
            var heard = phones.Hear(Encoding.ASCII.GetBytes(words(i)));
            var started = Stopwatch.GetTimestamp();
            var answered = like(i, words(i));
            var last = Stopwatch.GetElapsedTime(started, await heard).TotalMilliseconds;
            if (await answered != 200)
                throw new InvalidOperationException("A like was not heeded");
            if (i >= 30)
                took.Add(last);
            // A room that was quiet: the next is told at once.
            await Task.Delay(TimeSpan.FromMilliseconds(70 + Random.Shared.Next(20)), TimeProvider.System);
        }

        return [.. took];
    }

    private static Task<BenchProcess> Start(string database) =>
        BenchProcess.Start(
            "Tonearm.dll",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Tonearm={database}",
            "--Spotify:ClientId=bench",
            "--Guard:Enabled=false",
            "--Web:TrustedProxies=127.0.0.1",
            $"--DataFolder={TestFolder.Path}"
        );

    /// <summary>Each from an address of its own.</summary>
    private static async Task<string[]> Join(BenchProcess app, PartyRows party, int count)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        var cookies = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, cancellation) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/join")
                {
                    Content = JsonContent.Create(new { secret = party.Secret }),
                };
                request.Headers.Add("X-Forwarded-For", $"10.0.{i / 250}.{i % 250 + 1}");
                using var answer = await http.SendAsync(request, cancellation);
                cookies[i] = answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            }
        );
        return cookies;
    }

    private static byte[] Like(BenchProcess app, PartyRows party, string cookie, int place, int n) =>
        BareHttp.Request(app.Address, "PUT", $"/api/parties/{party.Id}/rounds/1/likes/{party.Ballot[place]}", cookie, $$"""{"n":{{n}}}""");

    private static Uri Live(BenchProcess server, string path) => new UriBuilder(new Uri(server.Address, path)) { Scheme = "ws" }.Uri;

    private static Task Settled() => Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);

    private static double At(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));

    private static string Both(double[] values) => $"{At(values, 0.5):N1} / {At(values, 0.95):N1}";

    private static void Row(string what, string floor, string ours, string ratio) =>
        Console.WriteLine($"| {what} | {floor} | {ours} | {ratio} |");
}
