using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.State;

public sealed class PersistenceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sandbox-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<JsonNode> Ask(HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel) is { Length: > 0 } text ? text : "{}")!;
    }

    [Fact]
    public async Task What_was_answered_outlives_kill_9()
    {
        string id,
            token,
            refresh,
            image;
        await using (var first = await OwnProcess.Start(folder, Cancel))
        {
            var http = first.Http;
            id = (await Ask(http, HttpMethod.Get, "/sandbox/people/kitchenradio/library"))[0]!["id"]!.GetValue<string>();
            var consent = await Ask(
                http,
                HttpMethod.Post,
                "/sandbox/people/kitchenradio/consent",
                new { clientId = "tests", scopes = Stand.Everything.Split(' ') }
            );
            (token, refresh) = (consent["accessToken"]!.GetValue<string>(), consent["refreshToken"]!.GetValue<string>());
            await Ask(
                http,
                HttpMethod.Put,
                "/sandbox/conditions",
                new { lag = new { listSeconds = 3 }, faults = new[] { new { path = "/v1/nothing", count = 5 } } }
            );
            await Ask(
                http,
                HttpMethod.Post,
                "/sandbox/people",
                new
                {
                    id = "extra",
                    playlists = 3,
                    onAllowList = false,
                }
            );
            await Ask(http, HttpMethod.Post, "/sandbox/clock/advance", new { seconds = 100 });

            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await Ask(http, HttpMethod.Put, $"/v1/playlists/{id}", new { name = "Still here" });
            var jpeg = await http.GetByteArrayAsync($"/sandbox/covers/{Images.Pictures.Shipped[0]}", Cancel);
            var content = new StringContent(Convert.ToBase64String(jpeg));
            content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            using (var put = await http.PutAsync($"/v1/playlists/{id}/images", content, Cancel))
                Assert.Equal(HttpStatusCode.Accepted, put.StatusCode);
            image = await http.GetStringAsync($"/v1/playlists/{id}/images", Cancel);
            await first.Kill(Cancel);
        }

        await using var second = await OwnProcess.Start(folder, Cancel);
        var truth = await Ask(second.Http, HttpMethod.Get, $"/sandbox/playlists/{id}");
        Assert.Equal("Still here", truth["title"]!.GetValue<string>());
        Assert.Equal(["details", "cover"], truth["history"]!.AsArray().Select(deed => deed!["what"]!.GetValue<string>()));
        Assert.Equal(3, (await Ask(second.Http, HttpMethod.Get, "/sandbox/conditions"))["lag"]!["listSeconds"]!.GetValue<double>());
        Assert.Single((await Ask(second.Http, HttpMethod.Get, "/sandbox/conditions"))["faults"]!.AsArray());
        Assert.False((await Ask(second.Http, HttpMethod.Get, "/sandbox/people/extra"))["onAllowList"]!.GetValue<bool>());
        Assert.Equal(100, (await Ask(second.Http, HttpMethod.Get, "/sandbox/clock"))["advancedSeconds"]!.GetValue<double>());

        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refresh,
                ["client_id"] = "tests",
            }
        );
        using (var refreshed = await second.Http.PostAsync("/api/token", form, Cancel))
            Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        second.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var shown = await second.Http.GetStringAsync($"/v1/playlists/{id}/images", Cancel);
        Assert.Equal(Trailing(image), Trailing(shown));
        Assert.NotEmpty(await second.Http.GetByteArrayAsync(JsonNode.Parse(shown)![0]!["url"]!.GetValue<string>(), Cancel));

        static string Trailing(string images) => JsonNode.Parse(images)![0]!["url"]!.GetValue<string>()[^24..];
    }

    [Fact]
    public async Task A_player_goes_on_playing_through_a_restart()
    {
        var options = new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            DataFolder = folder,
            Conditions = "calm",
        };
        var clock = new StoppedClock();
        var songs = Demo.Catalogue.Tracks;
        await using (var first = await SandboxHost.Start(options, clock, Cancel))
        {
            using var http = new HttpClient { BaseAddress = new Uri(first.Url) };
            await Ask(http, HttpMethod.Post, "/sandbox/people/kitchenradio/player/press", new { button = "play", uri = songs[1].Uri });
            await Ask(http, HttpMethod.Post, "/sandbox/people/kitchenradio/player/press", new { button = "queue", uri = songs[2].Uri });
        }

        clock.Advance(songs[1].Length + TimeSpan.FromSeconds(3));
        await using var second = await SandboxHost.Start(options, clock, Cancel);
        using var again = new HttpClient { BaseAddress = new Uri(second.Url) };
        var player = await Ask(again, HttpMethod.Get, "/sandbox/people/kitchenradio/player");
        Assert.Equal(songs[2].Uri, player["song"]!["uri"]!.GetValue<string>());
        Assert.Equal(3000, player["progressMs"]!.GetValue<double>());
        var played = (await Ask(again, HttpMethod.Get, "/sandbox/people/kitchenradio/player/played")).AsArray();
        Assert.Equal([songs[1].Uri, songs[2].Uri], played.Select(song => song!["uri"]!.GetValue<string>()));
        Assert.Equal(songs[1].DurationMs, played[0]!["heardMs"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_torn_last_line_is_forgotten_and_all_before_it_kept()
    {
        var options = new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            DataFolder = folder,
            Conditions = "calm",
        };
        string id;
        await using (var first = await SandboxHost.Start(options, cancellation: Cancel))
        {
            using var http = new HttpClient { BaseAddress = new Uri(first.Url) };
            id = (await Ask(http, HttpMethod.Get, "/sandbox/people/kitchenradio/library"))[0]!["id"]!.GetValue<string>();
            await Ask(http, HttpMethod.Patch, $"/sandbox/playlists/{id}", new { title = "Kept" });
        }

        await File.AppendAllTextAsync(Path.Combine(folder, "sandbox", "world.jsonl"), """{"playlist":{"id":"half a li""", Cancel);
        await using var second = await SandboxHost.Start(options, cancellation: Cancel);
        using var again = new HttpClient { BaseAddress = new Uri(second.Url) };
        Assert.Equal("Kept", (await Ask(again, HttpMethod.Get, $"/sandbox/playlists/{id}"))["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_amid_others_stops_the_start_instead_of_losing_what_follows()
    {
        var options = new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            DataFolder = folder,
            Conditions = "calm",
        };
        await (await SandboxHost.Start(options, cancellation: Cancel)).DisposeAsync();
        var journal = Path.Combine(folder, "sandbox", "world.jsonl");
        var lines = await File.ReadAllLinesAsync(journal, Cancel);
        lines[3] = "not json";
        await File.WriteAllLinesAsync(journal, lines, Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => SandboxHost.Start(options, cancellation: Cancel));
        Assert.Equal(lines, await File.ReadAllLinesAsync(journal, Cancel));
    }

    [Fact]
    public async Task Two_cannot_keep_their_world_in_one_folder()
    {
        var options = new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            DataFolder = folder,
            Conditions = "calm",
        };
        await using var first = await SandboxHost.Start(options, cancellation: Cancel);
        var refused = await Assert.ThrowsAsync<IOException>(() => SandboxHost.Start(options, cancellation: Cancel));
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_quota_is_not_forgiven_by_a_restart()
    {
        var options = new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            DataFolder = folder,
            Conditions = "calm",
        };
        for (var round = 1; round <= 3; round++)
        {
            await using var sandbox = await SandboxHost.Start(options, new StoppedClock(), Cancel);
            using var http = new HttpClient { BaseAddress = new Uri(sandbox.Url) };
            var consent = await Ask(
                http,
                HttpMethod.Post,
                "/sandbox/people/kitchenradio/consent",
                new { clientId = "tests", scopes = Array.Empty<string>() }
            );
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", consent["accessToken"]!.GetValue<string>());
            await Ask(http, HttpMethod.Get, "/v1/me");
            Assert.Equal(round, (await Ask(http, HttpMethod.Get, "/sandbox/quota"))["me"]!["used"]!.GetValue<int>());
        }
    }
}
