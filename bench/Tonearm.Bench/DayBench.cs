using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tonearm.Data;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>A day of looking every five minutes at 100 protected playlists that stand within two windows, counted by the Sandbox.</summary>
internal static class DayBench
{
    private const int Protected = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly int Looks = (int)(TimeSpan.FromDays(1) / Interval);

    public static async Task Run()
    {
        await using var postgres = new TestPostgres();
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None);
        await sandbox.AddPerson("bench", 400);
        await using var app = await TonearmApp.Start(sandbox, await postgres.CreateDatabase());
        using var owner = app.Visitor();
        await owner.SignIn("bench");
        await owner.Sweep();
        var library = await sandbox.Library("bench");
        // Two clusters of fifty, far apart.
        foreach (var entry in library.Where(each => each.Position is (>= 60 and < 110) or (>= 300 and < 350)))
            await owner.Protect(entry.Id);

        var database = app.Services.GetRequiredService<NpgsqlDataSource>();
        using var changes = app.Services.GetRequiredService<ChangeFeed>().Subscribe($"owner:{await Owner(database)}");
        var sweeps = await Sweeps(database);
        await sandbox.ForgetCalls();
        for (var look = 0; look < Looks; look++)
        {
            await app.Advance(Interval);
            while (await Sweeps(database) <= sweeps + look)
                await changes.Changed(CancellationToken.None);
        }

        var calls = (await sandbox.Calls(path: "/v1/*", take: 0))
            .Counts.Where(each => each.Endpoint.StartsWith("GET /v1/", StringComparison.Ordinal))
            .Sum(each => each.Count);
        Console.WriteLine(
            $"| calls a day for {Protected} protected playlists within two windows, every {Interval.TotalMinutes:N0} minutes | one GET each: {Looks * Protected:N0} | {calls:N0} | {(double)Looks * Protected / calls:N0} × fewer |"
        );
    }

    private static async Task<long> Sweeps(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from sweeps");
    }

    private static async Task<Guid> Owner(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<Guid>("select id from owners");
    }
}
