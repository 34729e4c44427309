using System.Net;

namespace Tonearm.Sandbox.Tests.Traffic;

public sealed class BreakpointTests : Stand
{
    private async Task<string> Hold(object asked) => (await Control(HttpMethod.Post, "/sandbox/holds", asked))["id"]!.GetValue<string>();

    [Fact]
    public async Task A_held_request_waits_without_effect_until_it_is_let_go()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        var hold = await Hold(new { method = "PUT", path = "/v1/playlists/*" });

        var put = Put(client, id, new { name = "Held" });
        var waiting = await Control(HttpMethod.Get, $"/sandbox/holds/{hold}?waiting=1");
        Assert.Equal($"PUT /v1/playlists/{id}", waiting["waiting"]![0]!.GetValue<string>());
        Assert.False(put.IsCompleted);
        Assert.Equal("Sunday Pancakes", (await True(id))["title"]!.GetValue<string>());
        await Get(client, "/v1/me");

        await Control(HttpMethod.Delete, $"/sandbox/holds/{hold}");
        using var response = await put;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Held", (await True(id))["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Held_after_its_effect_a_request_has_had_it()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        var hold = await Hold(new { method = "PUT", afterEffect = true });
        var put = Put(client, id, new { name = "Done" });
        await Control(HttpMethod.Get, $"/sandbox/holds/{hold}?waiting=1");
        Assert.Equal("Done", (await True(id))["title"]!.GetValue<string>());
        await Control(HttpMethod.Delete, $"/sandbox/holds/{hold}");
        using var response = await put;
    }

    [Fact]
    public async Task Held_after_its_effect_a_request_is_told_nothing_of_its_answer_yet()
    {
        var client = await SignedIn("kitchenradio");
        var hold = await Hold(new { path = "/v1/me", afterEffect = true });
        var get = client.GetAsync("/v1/me", Cancel);
        await Control(HttpMethod.Get, $"/sandbox/holds/{hold}?waiting=1");
        await Get(client, "/v1/me/playlists");
        Assert.False(get.IsCompleted);
        await Control(HttpMethod.Delete, $"/sandbox/holds/{hold}");
        using var response = await get;
        Assert.Contains("kitchenradio", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_away_while_held_leaves_nothing_done()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        var hold = await Hold(new { method = "PUT" });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var put = client.PutAsync($"/v1/playlists/{id}", new StringContent("""{"name":"Never"}"""), leaving.Token);
        await Control(HttpMethod.Get, $"/sandbox/holds/{hold}?waiting=1");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        await Control(HttpMethod.Get, $"/sandbox/holds/{hold}?waiting=0");
        await Control(HttpMethod.Delete, $"/sandbox/holds/{hold}");
        Assert.Equal("Sunday Pancakes", (await True(id))["title"]!.GetValue<string>());
    }
}
