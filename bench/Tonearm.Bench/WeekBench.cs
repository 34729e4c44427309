using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tonearm.Data;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// A week of five accounts of one window each against a quota that Spotify tells nobody, with what strangers do to their playlists: once
/// with the budget that is learned, once without any.
/// </summary>
internal static class WeekBench
{
    private const int Accounts = 5;
    private const int Seed = 7;
    private const int TakeDowns = 80;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static async Task Run()
    {
        var (without, with) = (await Run("unlimited"), await Run("auto"));
        Console.WriteLine(
            $"| a week of {Accounts} accounts, {TakeDowns} titles taken down, a hidden quota of {without.Quota} calls a day: calls answered / refused | without a budget: {without.Answered:N0} / {without.Refused:N0} | {with.Answered:N0} / {with.Refused:N0} | |"
        );
        Console.WriteLine(
            $"| the same: lock-outs, and how long nothing was looked at | {without.LockOuts}, {without.Blind.TotalHours:N0} h | {with.LockOuts}, {with.Blind.TotalHours:N0} h | |"
        );
        Console.WriteLine($"| the same: from taken down to put back, median / 95 % / worst | {without.Times} | {with.Times} | |");
    }

    private static async Task<Outcome> Run(string budget)
    {
        await using var postgres = new TestPostgres();
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None, ("Sandbox:ClockSpeed", "0"));
        string[] people = [.. Enumerable.Range(1, Accounts).Select(number => $"week{number}")];
        foreach (var person in people)
            await sandbox.AddPerson(person, 20);
        await sandbox.Conditions(
            new
            {
                quota = new
                {
                    hidden = new
                    {
                        seed = Seed,
                        least = 550,
                        most = 900,
                    },
                },
            }
        );
        await using var app = await TonearmApp.Start(sandbox, await postgres.CreateDatabase(), settings: [("Spotify:DailyBudget", budget)]);
        using var owner = app.Visitor();
        await owner.SignIn(people[0]);
        foreach (var person in people[1..])
            await owner.Link(person);
        await owner.Sweep();
        var playlists = new List<LibraryEntry>();
        foreach (var person in people)
            playlists.AddRange((await sandbox.Complete(person)).Take(4));
        foreach (var playlist in playlists)
            await owner.Protect(playlist.Id);
        await owner.Sweep();

        var database = app.Services.GetRequiredService<NpgsqlDataSource>();
        using var changes = app
            .Services.GetRequiredService<ChangeFeed>()
            .Subscribe($"owner:{await Scalar<Guid>(database, "select id from owners")}");
        var (random, lockOuts, blind) = (new Random(Seed), new HashSet<DateTime>(), TimeSpan.Zero);
        var end = app.Clock.GetUtcNow() + Week;
        var strikes = new Queue<DateTimeOffset>(
            Enumerable.Range(0, TakeDowns).Select(_ => app.Clock.GetUtcNow() + (Week * 0.97 * random.NextDouble())).Order()
        );
        while (true)
        {
            var now = app.Clock.GetUtcNow();
            var next = new[] { await Due(database) ?? end, strikes.TryPeek(out var strike) ? strike : end, end }.Min();
            if (next > now)
                await app.Advance(next - now);
            if (next >= end)
                break;
            if (strikes.TryPeek(out strike) && strike <= next)
            {
                strikes.Dequeue();
                await sandbox.TakeDown(playlists[random.Next(playlists.Count)].Id, "title");
            }

            while (await Due(database) <= app.Clock.GetUtcNow())
                await changes.Changed(CancellationToken.None);
            if (
                await Scalar<DateTime?>(
                    database,
                    "select until from spotify_cooldowns where family = 'playlist-list' and until > @now",
                    new { now = app.Clock.GetUtcNow() }
                )
                    is { } until
                && lockOuts.Add(until)
            )
                blind += new DateTimeOffset(until, TimeSpan.Zero) - app.Clock.GetUtcNow();
        }

        var list = (await sandbox.Calls(path: "/v1/me/playlists", take: 0))
            .Counts.Where(each => each.Endpoint == "GET /v1/me/playlists")
            .ToArray();
        return new(
            list.Sum(each => each.Status.GetValueOrDefault(200)),
            list.Sum(each => each.Status.GetValueOrDefault(429)),
            lockOuts.Count,
            blind,
            await Scalar<int?>(database, "select min(counted) from spotify_lessons where kind = 'refused'"),
            await Times(sandbox, playlists)
        );
    }

    /// <summary>How long each take-down stood, as the Sandbox saw it.</summary>
    private static async Task<string> Times(SandboxProcess sandbox, List<LibraryEntry> playlists)
    {
        var times = new List<TimeSpan>();
        var open = 0;
        foreach (var playlist in playlists)
        {
            DateTimeOffset? since = null;
            foreach (var deed in (await sandbox.Truth(playlist.Id)).History)
            {
                if (deed.What.Contains("taken down", StringComparison.Ordinal))
                    since ??= deed.At;
                else if (deed.By == "tonearm-demo" && since is { } at)
                {
                    times.Add(deed.At - at);
                    since = null;
                }
            }

            if (since is not null)
                open++;
        }

        times.Sort();
        return $"{Words(times[times.Count / 2])} / {Words(times[times.Count * 95 / 100])} / {Words(times[^1])}{(open > 0 ? $", {open} not yet" : "")}";
    }

    private static string Words(TimeSpan time) =>
        time.TotalMinutes < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h");

    private static async Task<DateTimeOffset?> Due(NpgsqlDataSource database) =>
        await Scalar<DateTime?>(
            database,
            """
            select min(least(l.due_at, l.urgent_at, l.list_at, (select min(look_at) from protections g where g.account_id = l.account_id)))
              from listings l
            """
        )
            is { } due
            ? new DateTimeOffset(due, TimeSpan.Zero)
            : null;

    private static async Task<T?> Scalar<T>(NpgsqlDataSource database, string sql, object? parameters = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    /// <param name="Quota">What had been answered when Spotify first refused; null when it never did.</param>
    private sealed record Outcome(int Answered, int Refused, int LockOuts, TimeSpan Blind, int? Quota, string Times);
}
