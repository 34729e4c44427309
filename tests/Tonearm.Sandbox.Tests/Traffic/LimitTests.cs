using System.Net;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Traffic;

public sealed class LimitTests : Stand
{
    private static async Task<(HttpStatusCode Status, int? RetryAfter, string? Reason)> Ask(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancel);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        return (response.StatusCode, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds, body["error"]?["reason"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_rate_limit_rolls_over_thirty_seconds_and_says_how_long_to_wait()
    {
        await Conditions(new { rateLimit = new { calls = 3 } });
        var client = await SignedIn("kitchenradio");
        await Get(client, "/v1/me");
        Clock.Advance(10);
        await Get(client, "/v1/me");
        await Get(client, "/v1/me");
        Assert.Equal((HttpStatusCode.TooManyRequests, 20, null), await Ask(client, "/v1/me"));
        Clock.Advance(20);
        await Get(client, "/v1/me");
        Assert.Equal((HttpStatusCode.TooManyRequests, 10, null), await Ask(client, "/v1/me"));
    }

    [Fact]
    public async Task The_rate_limit_is_the_apps_whoever_it_calls_for()
    {
        await Conditions(new { rateLimit = new { calls = 1 } });
        await Get(await SignedIn("kitchenradio"), "/v1/me");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(await SignedIn("vinylattic"), "/v1/me")).Status);
        var other = await Control(
            HttpMethod.Post,
            "/sandbox/people/vinylattic/consent",
            new { clientId = "another app", scopes = Array.Empty<string>() }
        );
        await Get(With(other["accessToken"]!.GetValue<string>()), "/v1/me");
    }

    [Fact]
    public async Task Uploading_covers_has_a_lower_limit_of_its_own()
    {
        await Conditions(new { rateLimit = new { calls = 100, coverCalls = 1 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        var body = Convert.ToBase64String(await ShippedCover());
        using var first = await PutCover(client, id, body);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        using var second = await PutCover(client, id, body);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        await Get(client, "/v1/me");
    }

    [Fact]
    public async Task The_daily_quota_is_counted_for_each_family_and_its_wait_is_long()
    {
        await Conditions(new { quota = new { calls = 2 } });
        var client = await SignedIn("kitchenradio");
        await Get(client, "/v1/me/playlists");
        Clock.Advance(TimeSpan.FromHours(2));
        client = await SignedIn("kitchenradio");
        await Get(client, "/v1/me/playlists");

        var (status, retryAfter, reason) = await Ask(client, "/v1/me/playlists");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal("QUOTA_EXCEEDED", reason);
        Assert.Equal(22 * 3600, retryAfter);
        await Get(client, "/v1/me");

        var used = (await Control(HttpMethod.Get, "/sandbox/quota"))["playlists"]!;
        Assert.Equal(2, used["used"]!.GetValue<int>());
        Assert.Equal(2, used["limit"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_hidden_quota_is_told_to_nobody_and_is_the_same_each_time()
    {
        await Conditions(
            new
            {
                quota = new
                {
                    hidden = new
                    {
                        seed = 7,
                        least = 3,
                        most = 40,
                    },
                },
            }
        );
        var client = await SignedIn("kitchenradio");
        var first = await CallsUntilRefused(client, "/v1/me/playlists");
        Assert.InRange(first, 3, 40);
        Assert.True((await Control(HttpMethod.Get, "/sandbox/quota"))["playlists"]!["limit"] is null);
        Assert.Equal(1, (await Control(HttpMethod.Get, "/sandbox/quota"))["playlists"]!["refused"]!.GetValue<int>());

        Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(first, await CallsUntilRefused(await SignedIn("kitchenradio"), "/v1/me/playlists"));
    }

    [Fact]
    public async Task A_quota_belongs_to_the_developer_whatever_account_and_app_a_call_is_made_for()
    {
        await Conditions(new { quota = new { calls = 1 } });
        await Get(await SignedIn("kitchenradio"), "/v1/me");
        Assert.Equal("QUOTA_EXCEEDED", (await Ask(await SignedIn("vinylattic"), "/v1/me")).Reason);
    }

    [Fact]
    public async Task Both_refusals_can_be_silent_on_how_long_to_wait()
    {
        await Conditions(new { rateLimit = new { calls = 2, tellsWait = false }, quota = new { calls = 1, tellsWait = false } });
        var client = await SignedIn("kitchenradio");
        await Get(client, "/v1/me");
        Assert.Equal((HttpStatusCode.TooManyRequests, null, "QUOTA_EXCEEDED"), await Ask(client, "/v1/me"));
        Assert.Equal((HttpStatusCode.TooManyRequests, (int?)null, (string?)null), await Ask(client, "/v1/me"));
    }

    [Fact]
    public async Task A_call_can_count_for_longer_than_a_day()
    {
        await Conditions(new { quota = new { calls = 1, lookBackHours = 30 } });
        await Get(await SignedIn("kitchenradio"), "/v1/me");
        Clock.Advance(TimeSpan.FromHours(29));
        Assert.Equal("QUOTA_EXCEEDED", (await Ask(await SignedIn("kitchenradio"), "/v1/me")).Reason);
        Clock.Advance(TimeSpan.FromHours(1));
        await Get(await SignedIn("kitchenradio"), "/v1/me");
    }

    private static async Task<int> CallsUntilRefused(HttpClient client, string path)
    {
        for (var calls = 0; ; calls++)
            if ((await Ask(client, path)).Status != HttpStatusCode.OK)
                return calls;
    }

    [Fact]
    public async Task The_day_rolls()
    {
        await Conditions(new { quota = new { families = new { me = 1 } } });
        await Get(await SignedIn("kitchenradio"), "/v1/me");
        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("QUOTA_EXCEEDED", (await Ask(await SignedIn("kitchenradio"), "/v1/me")).Reason);
        Clock.Advance(1);
        await Get(await SignedIn("kitchenradio"), "/v1/me");
    }

    [Fact]
    public async Task Latency_keeps_an_answer_back_and_families_may_have_their_own()
    {
        await Conditions(new { latency = new { ms = 600_000, families = new { playlists = 1 } } });
        var client = await SignedIn("kitchenradio");
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var late = client.GetAsync("/v1/me", impatient.Token);
        await Get(client, "/v1/me/playlists");
        Assert.False(late.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
    }
}
