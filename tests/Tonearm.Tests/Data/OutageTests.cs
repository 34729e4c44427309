using System.Net;
using Microsoft.Extensions.Logging;
using Tonearm.Tests.Guard;

namespace Tonearm.Tests.Data;

/// <summary>PostgreSQL is stopped and comes back, with a real server of the test's own.</summary>
public sealed class OutageTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private OwnPostgres own = null!;

    [Fact]
    public async Task While_PostgreSQL_is_away_whoever_asks_is_told_so_and_the_process_is_alive()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await using var page = person.Live(Cancel).GetAsyncEnumerator(Cancel);
        await page.MoveNextAsync();
        await own.Stop();

        // Twice: the first meets connections that were cut, the second finds nobody at the door.
        for (var time = 0; time < 2; time++)
        {
            foreach (
                var path in new[]
                {
                    "/api/playlists",
                    "/api/accounts",
                    $"/api/playlists/{playlist.Id}",
                    "/guard",
                    "/accounts",
                    "/health/ready",
                }
            )
            {
                using var answer = await person.Send(
                    HttpMethod.Get,
                    path,
                    null,
                    ("Accept", path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html")
                );
                Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode}");
            }

            using var live = await person.Send(HttpMethod.Get, "/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        using var visitor = App.Visitor();
        using var start = await visitor.Send(HttpMethod.Get, "/");
        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
        await own.Start(Cancel);
        Assert.True(await page.MoveNextAsync(), "A page that was open before is told that it is to be read again");
        await IsBack(person);
        Assert.Equal("restore", (await person.Playlist(playlist.Id)).Mode);
    }

    [Theory]
    [InlineData("/v1/me/playlists", "GET", false)]
    [InlineData("/v1/playlists/*", "PUT", false)]
    [InlineData("/v1/playlists/*", "PUT", true)]
    public async Task Half_a_minute_without_PostgreSQL_in_mid_sweep_loses_nothing_and_stops_nothing(
        string path,
        string method,
        bool afterEffect
    )
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        var hold = await Sandbox.Hold(path, method, afterEffect: afterEffect);
        await App.Advance(TimeSpan.FromMinutes(5));
        await hold.Waiting();

        await own.Stop();
        await hold.DisposeAsync();
        await App.Advance(TimeSpan.FromSeconds(30));
        await own.Start(Cancel);
        await IsBack(person);
        await App.Advance(TimeSpan.FromMinutes(5));
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title);
        await App.Advance(TimeSpan.FromMinutes(5));
        await person.Until(async () => (await person.Incidents()) is [{ Drifts: [{ EndedAt: not null }] }]);

        Assert.InRange((await Sandbox.Writes(playlist.Id)).Count, 1, 2);
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
        Assert.DoesNotContain(App.Log.Lines, line => line.Level == LogLevel.Critical);
    }

    protected override async Task<string> MakeDatabase() => (own = await OwnPostgres.Make(Postgres, Cancel)).Database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await own.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // Every answer is a real one: the loop ends as soon as the node has found its database again.
    private static async Task IsBack(Person person)
    {
        while (true)
        {
            using var ready = await person.Send(HttpMethod.Get, "/health/ready");
            if (ready.IsSuccessStatusCode)
                return;
            Cancel.ThrowIfCancellationRequested();
        }
    }
}
