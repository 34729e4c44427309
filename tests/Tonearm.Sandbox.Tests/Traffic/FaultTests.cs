using System.Net;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Traffic;

public sealed class FaultTests : Stand
{
    private Task<JsonNode> Fault(object rule) => Control(HttpMethod.Post, "/sandbox/faults", rule);

    private async Task<(HttpClient Client, string Id)> One() => (await SignedIn("kitchenradio"), (await Library("kitchenradio"))[0]);

    private async Task<string> Title(string id) => (await True(id))["title"]!.GetValue<string>();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_server_error_has_spotifys_body_and_the_work_is_not_done(int status)
    {
        var (client, id) = await One();
        await Fault(
            new
            {
                method = "PUT",
                status,
                count = 1,
            }
        );
        await Refused(Put(client, id, new { name = "Never" }), (HttpStatusCode)status);
        Assert.Equal("Sunday Pancakes", await Title(id));
        using var next = await Put(client, id, new { name = "Now" });
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_fault_may_come_after_the_work_is_done()
    {
        var (client, id) = await One();
        await Fault(
            new
            {
                method = "PUT",
                status = 502,
                afterEffect = true,
            }
        );
        await Refused(Put(client, id, new { name = "Done all the same" }), HttpStatusCode.BadGateway);
        Assert.Equal("Done all the same", await Title(id));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(null, null)]
    [InlineData(50_400, "QUOTA_EXCEEDED")]
    public async Task Too_many_requests_come_with_and_without_retry_after_and_reason(int? retryAfter, string? reason)
    {
        var client = await SignedIn("kitchenradio");
        await Fault(
            new
            {
                status = 429,
                retryAfter,
                reason,
            }
        );
        using var response = await client.GetAsync("/v1/me", Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(retryAfter, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(reason, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["error"]!["reason"]?.GetValue<string>());
    }

    [Theory]
    [InlineData(false, "Sunday Pancakes")]
    [InlineData(true, "Cut off")]
    public async Task A_dropped_connection_gives_no_answer_before_or_after_the_work(bool afterEffect, string title)
    {
        var (client, id) = await One();
        await Fault(
            new
            {
                method = "PUT",
                kind = "drop",
                afterEffect,
            }
        );
        await Assert.ThrowsAsync<HttpRequestException>(() => Put(client, id, new { name = "Cut off" }));
        Assert.Equal(title, await Title(id));
    }

    [Fact]
    public async Task Half_a_body_ends_in_its_middle()
    {
        var client = await SignedIn("kitchenradio");
        var whole = await client.GetByteArrayAsync("/v1/me", Cancel);
        await Fault(new { path = "/v1/me", kind = "half" });
        using var response = await client.GetAsync("/v1/me", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(whole.Length, response.Content.Headers.ContentLength);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var received = new byte[whole.Length];
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(received, Cancel));
        Assert.Equal(whole[..(whole.Length / 2)], received[..(whole.Length / 2)]);
        Assert.Equal(0, received[^1]);
    }

    [Theory]
    [InlineData("html", 200, "text/html")]
    [InlineData("html", 503, "text/html")]
    [InlineData("text", 403, "text/plain")]
    public async Task Html_and_plain_text_come_where_json_was_expected(string kind, int status, string type)
    {
        var client = await SignedIn("kitchenradio");
        await Fault(new { kind, status });
        using var response = await client.GetAsync("/v1/me/playlists", Cancel);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_body_may_be_empty_with_any_status()
    {
        var client = await SignedIn("kitchenradio");
        await Fault(new { kind = "empty", status = 200 });
        using var response = await client.GetAsync("/v1/me", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_slow_body_is_right_in_the_end()
    {
        var client = await SignedIn("kitchenradio");
        var whole = await client.GetStringAsync("/v1/me/playlists", Cancel);
        await Fault(
            new
            {
                kind = "slow",
                slowMs = 100,
                path = "/v1/me/playlists",
            }
        );
        Assert.Equal(whole, await client.GetStringAsync("/v1/me/playlists", Cancel));
    }

    [Fact]
    public async Task A_slow_body_comes_drop_by_drop()
    {
        var client = await SignedIn("kitchenradio");
        await Fault(
            new
            {
                kind = "slow",
                slowMs = 6_000_000,
                path = "/v1/me/playlists",
            }
        );
        using var response = await client.GetAsync("/v1/me/playlists", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var first = await body.ReadAsync(new byte[1 << 20], Cancel);
        Assert.InRange(first, 1, (int)response.Content.Headers.ContentLength! - 1);
        client.Dispose();
    }

    [Fact]
    public async Task A_rule_skips_then_hits_so_many_then_is_gone()
    {
        var client = await SignedIn("kitchenradio");
        await Fault(
            new
            {
                path = "/v1/me",
                skip = 1,
                count = 2,
                status = 500,
            }
        );
        var seen = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.GetAsync("/v1/me", Cancel);
            seen.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 500, 500, 200], seen);
        Assert.Empty((await Control(HttpMethod.Get, "/sandbox/conditions"))["faults"]!.AsArray());
    }

    [Fact]
    public async Task A_rule_for_one_person_and_path_leaves_all_others_alone()
    {
        var (client, id) = await One();
        await Fault(new { person = "kitchenradio", path = "/v1/playlists/*" });
        await Refused(client.GetAsync($"/v1/playlists/{id}", Cancel), HttpStatusCode.InternalServerError);
        await Get(client, $"/v1/playlists/{id}/images");
        await Get(await SignedIn("vinylattic"), $"/v1/playlists/{id}");
    }

    [Fact]
    public async Task A_rule_for_a_person_hits_the_refresh_of_that_persons_token()
    {
        var consent = await Control(
            HttpMethod.Post,
            "/sandbox/people/kitchenradio/consent",
            new { clientId = "tests", scopes = new[] { "playlist-read-private" } }
        );
        await Fault(
            new
            {
                path = "/api/token",
                person = "kitchenradio",
                status = 503,
            }
        );
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = consent["refreshToken"]!.GetValue<string>(),
                ["client_id"] = "tests",
            }
        );
        await Refused(Http.PostAsync("/api/token", form, Cancel), HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_probability_of_nothing_never_hits()
    {
        var client = await SignedIn("kitchenradio");
        await Fault(new { probability = 0 });
        for (var i = 0; i < 20; i++)
            await Get(client, "/v1/me");
    }

    [Fact]
    public async Task A_fault_is_taken_away_by_its_id()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Fault(new { path = "/v1/me" }))["id"]!.GetValue<string>();
        await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.InternalServerError);
        await Control(HttpMethod.Delete, $"/sandbox/faults/{id}");
        await Get(client, "/v1/me");
    }
}
