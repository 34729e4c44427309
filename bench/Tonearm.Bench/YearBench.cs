using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Sweep;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// What pages, sweeps and owners wait for on a database that has seen a year: 100,000 playlists in 20 accounts, 200,000 incidents with
/// pictures, 10,000 parties.
/// </summary>
internal static class YearBench
{
    private static readonly YearOfRows Year = new(
        Accounts: 20,
        Playlists: 100_000,
        First: 20_000,
        Second: 5_000,
        Incidents: 200_000,
        Parties: 10_000
    );

    public static async Task Run()
    {
        await using var postgres = new TestPostgres();
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None);
        var database = await postgres.CreateDatabase();
        foreach (var person in new[] { "year1", "year2" })
            await sandbox.AddPerson(person, 1);
        var app = await TonearmApp.Start(sandbox, database);
        try
        {
            using var large = await SignedIn(app, "year1");
            using var small = await SignedIn(app, "year2");
            var (first, second) = ((await large.Accounts())[0].Id, (await small.Accounts())[0].Id);
            await Row(
                $"a year of rows: {Year.Playlists:N0} playlists in {Year.Accounts} accounts, {Year.Incidents:N0} incidents with pictures, {Year.Parties:N0} parties",
                () => Year.Write(database, first, second)
            );
            foreach (var (person, count) in new[] { (small, Year.Second), (large, Year.First) })
            {
                foreach (
                    var path in new[]
                    {
                        "/guard",
                        "/guard?sort=recent",
                        "/guard?state=on-hold",
                        "/guard?q=day+1234",
                        "/api/playlists?limit=100",
                        "/guard/incidents",
                        "/api/incidents",
                    }
                )
                    await Row(
                        $"`{path}` of {count:N0} playlists",
                        () => person.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)),
                        times: 15,
                        before: 10
                    );
            }

            await Database(app, second);
            await Row(
                "the first day of retention after a year without",
                () => app.Services.GetRequiredService<Retention>().KeepDue(CancellationToken.None)
            );
            await Export(large);
            await Row(
                $"unlink an account of {Year.First:N0}",
                async () => (await large.Send(HttpMethod.Delete, $"/api/accounts/{first}")).EnsureSuccessStatusCode().Dispose()
            );
        }
        finally
        {
            await app.DisposeAsync();
        }

        await Row("a start", async () => app = await TonearmApp.Start(sandbox, database));
        await app.DisposeAsync();
    }

    private static async Task<Person> SignedIn(TonearmApp app, string account)
    {
        var person = app.Visitor();
        person.Http.Timeout = TimeSpan.FromMinutes(10);
        await person.SignIn(account);
        await person.Imported(CancellationToken.None);
        return person;
    }

    /// <summary>What a sweep of five windows asks of the database while Spotify answers.</summary>
    private static async Task Database(TonearmApp app, Guid account)
    {
        string[] ids;
        await using (var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync())
            ids =
            [
                .. await connection.QueryAsync<string>(
                    "select id from playlists where account_id = @account order by id limit 250",
                    new { account }
                ),
            ];
        var (store, listings) = (app.Services.GetRequiredService<SweepStore>(), app.Services.GetRequiredService<ListingStore>());
        await Row("a sweep's rows of 250 playlists", () => store.Load(account, ids, CancellationToken.None), times: 9);
        await Row("which accounts are due", () => listings.Due(app.Clock.GetUtcNow(), [], CancellationToken.None), times: 9);
    }

    private static async Task Export(Person person)
    {
        var (bytes, most, before) = (0L, 0L, GC.GetTotalMemory(forceFullCollection: true));
        await Row(
            $"export of {Year.First:N0}",
            async () =>
            {
                await using var export = await person.Http.GetStreamAsync(new Uri("/accounts/export", UriKind.Relative));
                var buffer = new byte[1 << 20];
                for (int read; (read = await export.ReadAsync(buffer)) > 0; bytes += read)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            }
        );
        Console.WriteLine($"| the same: bytes, and at most on the heap | | {bytes / 1e6:N0} MB, {most / 1e6:N0} MB | |");
    }

    /// <param name="before">So many are not counted: the runtime optimises what is asked for again and again.</param>
    private static async Task Row(string what, Func<Task> act, int times = 1, int before = 0)
    {
        for (var i = 0; i < before; i++)
            await act();
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine($"| {what} | | {took.Order().ElementAt(took.Count / 2):N0} ms | |");
    }
}
