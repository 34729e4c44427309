using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;

namespace Tonearm.Sandbox.Tests.Control;

public sealed class ControlTests : Stand
{
    [Fact]
    public async Task A_takedown_blanks_only_the_reported_part_and_is_seen_at_once()
    {
        await Conditions(new { lag = new { detailsSeconds = 60, coverSeconds = 60 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        async Task<(string Name, string? Description, int Images)> Seen()
        {
            var playlist = await Get(client, $"/v1/playlists/{id}");
            return (playlist["name"]!.GetValue<string>(), playlist["description"]?.GetValue<string>(), playlist["images"]!.AsArray().Count);
        }

        var (_, description, _) = await Seen();
        await Control(HttpMethod.Post, $"/sandbox/playlists/{id}/takedown", new { field = "title" });
        Assert.Equal(("", description, 1), await Seen());
        await Control(HttpMethod.Post, $"/sandbox/playlists/{id}/takedown", new { field = "cover" });
        Assert.Equal(("", description, 3), await Seen());
        await Control(HttpMethod.Post, $"/sandbox/playlists/{id}/takedown", new { field = "description" });
        Assert.Equal(("", "", 3), await Seen());
    }

    [Fact]
    public async Task The_api_may_lag_behind_what_happens_in_the_app()
    {
        await Conditions(new { lag = new { appSeconds = 60 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Control(HttpMethod.Post, $"/sandbox/playlists/{id}/takedown", new { field = "title" });
        async Task<string> Seen() => (await Get(client, $"/v1/playlists/{id}"))["name"]!.GetValue<string>();
        Assert.Equal("Sunday Pancakes", await Seen());
        Clock.Advance(60);
        Assert.Equal("", await Seen());
    }

    [Fact]
    public async Task A_takedown_while_a_write_is_on_its_way_wins()
    {
        await Conditions(new { lag = new { coverSeconds = 20 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        using var upload = await PutCover(client, id, Convert.ToBase64String(await ShippedCover()));
        Clock.Advance(5);
        await Control(HttpMethod.Post, $"/sandbox/playlists/{id}/takedown", new { field = "cover" });
        Clock.Advance(20);
        Assert.Equal(3, (await Get(client, $"/v1/playlists/{id}/images")).AsArray().Count);
    }

    [Fact]
    public async Task A_takedown_of_something_else_is_refused()
    {
        using var response = await Http.PostAsJsonAsync(
            $"/sandbox/playlists/{(await Library("kitchenradio"))[0]}/takedown",
            new { field = "tracks" },
            Cancel
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_owner_may_do_in_the_app_what_the_api_refuses()
    {
        var id = (await Library("kitchenradio"))[0];
        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { title = "Edited in the app", description = "" });
        var seen = await Get(await SignedIn("kitchenradio"), $"/v1/playlists/{id}");
        Assert.Equal("Edited in the app", seen["name"]!.GetValue<string>());
        Assert.Equal("", seen["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_owner_sets_a_cover_by_bytes_or_by_a_shipped_name()
    {
        var id = (await Library("kitchenradio"))[0];
        var jpeg = await ShippedCover(1);
        using (var put = await Http.PutAsync($"/sandbox/playlists/{id}/cover", new ByteArrayContent(jpeg), Cancel))
            put.EnsureSuccessStatusCode();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(jpeg)), (await True(id))["coverSha256"]!.GetValue<string>());
        var before = (await True(id))["coverImageId"]!.GetValue<string>();

        var shipped = (await Control(HttpMethod.Get, "/sandbox/covers"))[0]!.GetValue<string>();
        await Control(HttpMethod.Put, $"/sandbox/playlists/{id}/cover", new { cover = shipped });
        Assert.Equal(shipped, (await True(id))["coverPicture"]!.GetValue<string>());
        Assert.NotEqual(before, (await True(id))["coverImageId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Conditions_are_changed_in_part_and_null_sets_one_back()
    {
        await Conditions(new { lag = new { coverSeconds = 7, listSeconds = 2 }, quota = new { calls = 5 } });
        var now = await Conditions(new { lag = new { coverSeconds = (int?)null }, habits = new { nullItems = 1 } });
        Assert.Equal(0, now["lag"]!["coverSeconds"]!.GetValue<double>());
        Assert.Equal(2, now["lag"]!["listSeconds"]!.GetValue<double>());
        Assert.Equal(5, now["quota"]!["calls"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"latencyy":{"ms":1}}""")]
    [InlineData("""{"latency":{"milliseconds":1}}""")]
    [InlineData("""{"faults":[{"kind":"explode"}]}""")]
    [InlineData("""{"latency":{"ms":"fast"}}""")]
    public async Task A_misspelt_condition_is_refused_and_changes_nothing(string body)
    {
        var before = (await Control(HttpMethod.Get, "/sandbox/conditions")).ToJsonString();
        using var response = await Http.PutAsync(
            "/sandbox/conditions",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before, (await Control(HttpMethod.Get, "/sandbox/conditions")).ToJsonString());
    }

    [Fact]
    public async Task Calls_are_counted_by_endpoint_and_person_and_what_was_sent_is_kept()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        var cover = Convert.ToBase64String(await ShippedCover());
        for (var i = 0; i < 3; i++)
            await Get(client, "/v1/me/playlists");
        await Put(client, id, new { name = "Counted", description = "" });
        await PutCover(client, id, cover);
        await Get(await SignedIn("vinylattic"), "/v1/me/playlists");

        var report = await Control(HttpMethod.Get, "/sandbox/calls");
        Assert.Equal(6, report["total"]!.GetValue<int>());
        var listing = report["counts"]!
            .AsArray()
            .Single(count =>
                count!["endpoint"]!.GetValue<string>() == "GET /v1/me/playlists" && count["person"]!.GetValue<string>() == "kitchenradio"
            )!;
        Assert.Equal(3, listing["status"]!["200"]!.GetValue<int>());

        var writes = (await Control(HttpMethod.Get, "/sandbox/calls?method=PUT"))["recent"]!.AsArray();
        Assert.Equal("""{"name":"Counted","description":""}""", writes[0]!["sent"]!["text"]!.GetValue<string>());
        Assert.Equal(400, writes[0]!["status"]!.GetValue<int>());
        Assert.Equal(cover.Length, writes[1]!["sent"]!["bytes"]!.GetValue<int>());
        Assert.NotNull(writes[1]!["sent"]!["sha256"]);

        await Control(HttpMethod.Delete, "/sandbox/calls");
        Assert.Equal(0, (await Control(HttpMethod.Get, "/sandbox/calls"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_control_surface_is_not_counted_as_calls()
    {
        await Control(HttpMethod.Get, "/sandbox/people");
        Assert.Equal(0, (await Control(HttpMethod.Get, "/sandbox/calls"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task People_are_made_with_as_many_playlists_as_a_load_test_wants()
    {
        var made = await Control(
            HttpMethod.Post,
            "/sandbox/people",
            new
            {
                id = "load-1",
                playlists = 225,
                followed = 5,
            }
        );
        Assert.Equal(230, made["playlists"]!.GetValue<int>());
        Assert.Equal(230, (await Get(await SignedIn("load-1"), "/v1/me/playlists"))["total"]!.GetValue<int>());
        using var again = await Http.PostAsJsonAsync("/sandbox/people", new { id = "load-1" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task The_clock_is_advanced()
    {
        var client = await SignedIn("kitchenradio");
        await Control(HttpMethod.Post, "/sandbox/clock/advance", new { seconds = 3600 });
        Assert.Equal("The access token expired", await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized));
        Assert.Equal(3600, (await Control(HttpMethod.Get, "/sandbox/clock"))["advancedSeconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_reset_brings_back_the_demo_people_the_clock_and_the_first_conditions()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Put(client, id, new { name = "Changed" });
        await Control(HttpMethod.Post, "/sandbox/people", new { id = "extra" });
        await Control(HttpMethod.Post, "/sandbox/clock/advance", new { seconds = 60 });
        await Conditions(new { latency = new { ms = 5 } });

        await Control(HttpMethod.Post, "/sandbox/reset");
        Assert.Equal("Sunday Pancakes", (await True(id))["title"]!.GetValue<string>());
        Assert.Equal(7, (await Control(HttpMethod.Get, "/sandbox/people")).AsArray().Count);
        Assert.Equal(0, (await Control(HttpMethod.Get, "/sandbox/clock"))["advancedSeconds"]!.GetValue<double>());
        Assert.Equal(0, (await Control(HttpMethod.Get, "/sandbox/conditions"))["latency"]!["ms"]!.GetValue<int>());
        Assert.Equal("Invalid access token", await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_reset_may_keep_the_consents()
    {
        var client = await SignedIn("kitchenradio");
        await Control(HttpMethod.Post, "/sandbox/reset?keepConsents=true");
        await Get(client, "/v1/me");
    }
}
