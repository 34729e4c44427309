using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class PlaylistTests : Stand
{
    [Fact]
    public async Task An_own_playlist_comes_with_its_items_and_without_tracks()
    {
        var playlist = await Get(await SignedIn("kitchenradio"), $"/v1/playlists/{(await Library("kitchenradio"))[0]}");

        Assert.Equal(
            [
                "collaborative",
                "description",
                "external_urls",
                "followers",
                "href",
                "id",
                "images",
                "items",
                "name",
                "owner",
                "primary_color",
                "public",
                "snapshot_id",
                "type",
                "uri",
            ],
            playlist.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(playlist["items"]!["total"]!.GetValue<int>(), playlist["items"]!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Of_other_peoples_playlists_the_items_are_absent_and_forbidden()
    {
        var client = await SignedIn("kitchenradio");
        var other = (await Library("vinylattic"))[0];
        Assert.DoesNotContain("items", (await Get(client, $"/v1/playlists/{other}")).AsObject().Select(member => member.Key));
        await Refused(client.GetAsync($"/v1/playlists/{other}/items", Cancel), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Items_are_tracks_with_the_fields_that_were_kept()
    {
        var client = await SignedIn("kitchenradio");
        var page = await Get(client, $"/v1/playlists/{(await Library("kitchenradio"))[0]}/items?limit=5");
        Assert.Equal(5, page["items"]!.AsArray().Count);
        var entry = page["items"]![0]!;
        Assert.Equal(
            ["added_at", "added_by", "is_local", "item"],
            entry.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "album",
                "artists",
                "disc_number",
                "duration_ms",
                "explicit",
                "external_ids",
                "external_urls",
                "href",
                "id",
                "is_local",
                "is_playable",
                "name",
                "track_number",
                "type",
                "uri",
            ],
            entry["item"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Items_come_fifty_at_most()
    {
        var client = await SignedIn("kitchenradio");
        await Refused(
            client.GetAsync($"/v1/playlists/{(await Library("kitchenradio"))[0]}/items?limit=51", Cancel),
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task An_unknown_playlist_is_not_found_and_a_malformed_id_is_refused()
    {
        var client = await SignedIn("kitchenradio");
        Assert.Equal(
            "Resource not found",
            await Refused(client.GetAsync("/v1/playlists/0000000000000000000000", Cancel), HttpStatusCode.NotFound)
        );
        Assert.Equal("Invalid base62 id", await Refused(client.GetAsync("/v1/playlists/short", Cancel), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Details_that_are_not_sent_stay()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        using var response = await Put(client, id, new { name = "Only the name" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        var playlist = await True(id);
        Assert.Equal("Only the name", playlist["title"]!.GetValue<string>());
        Assert.StartsWith("Slow songs", playlist["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_description_is_refused_and_changes_nothing()
    {
        var id = (await Library("kitchenradio"))[0];
        Assert.Equal(
            "Attribute description is empty",
            await Refused(Put(await SignedIn("kitchenradio"), id, new { name = "New", description = "" }), HttpStatusCode.BadRequest)
        );
        Assert.Equal("Sunday Pancakes", (await True(id))["title"]!.GetValue<string>());
    }

    public static TheoryData<string, string> TooMuch =>
        new()
        {
            { "description", "two\nlines" },
            { "description", "two\r\nlines" },
            { "description", new string('d', 301) },
            { "name", new string('n', 101) },
            { "name", "" },
        };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Line_breaks_and_overlong_texts_are_refused(string field, string value)
    {
        var id = (await Library("kitchenradio"))[0];
        await Refused(
            Put(await SignedIn("kitchenradio"), id, new Dictionary<string, string> { [field] = value }),
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Texts_of_exactly_the_longest_length_pass()
    {
        using var response = await Put(
            await SignedIn("kitchenradio"),
            (await Library("kitchenradio"))[0],
            new { name = new string('n', 100), description = new string('d', 300) }
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("[]")]
    [InlineData("{\"name\": 5}")]
    public async Task What_is_no_json_of_the_right_shape_is_refused(string body)
    {
        var client = await SignedIn("kitchenradio");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(
            "Error parsing JSON.",
            await Refused(
                client.PutAsync($"/v1/playlists/{(await Library("kitchenradio"))[0]}", content, Cancel),
                HttpStatusCode.BadRequest
            )
        );
    }

    [Fact]
    public async Task Only_the_owner_may_write()
    {
        var id = (await Library("vinylattic"))[0];
        await Refused(Put(await SignedIn("kitchenradio"), id, new { name = "Mine now" }), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_public_playlist_wants_the_public_scope_and_a_private_one_the_private()
    {
        var id = (await Library("kitchenradio"))[0];
        var onlyPrivate = await SignedIn("kitchenradio", "playlist-modify-private");
        Assert.Equal("Insufficient client scope", await Refused(Put(onlyPrivate, id, new { name = "x" }), HttpStatusCode.Forbidden));
        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { @public = false });
        using var now = await Put(onlyPrivate, id, new { name = "x" });
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task Collaborative_goes_only_with_private()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Refused(Put(client, id, new { collaborative = true }), HttpStatusCode.BadRequest);
        using var both = await Put(client, id, new { collaborative = true, @public = false });
        Assert.Equal(HttpStatusCode.OK, both.StatusCode);
    }

    [Fact]
    public async Task Written_details_are_seen_after_the_lag_and_the_snapshot_later_still()
    {
        await Conditions(new { lag = new { detailsSeconds = 1, snapshotSeconds = 30 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        async Task<(string Name, string Snapshot)> Seen()
        {
            var playlist = await Get(client, $"/v1/playlists/{id}?fields=name,snapshot_id");
            return (playlist["name"]!.GetValue<string>(), playlist["snapshot_id"]!.GetValue<string>());
        }

        var before = await Seen();
        await Put(client, id, new { name = "Later" });
        Assert.Equal(before, await Seen());
        Clock.Advance(1);
        Assert.Equal(("Later", before.Snapshot), await Seen());
        Clock.Advance(29);
        Assert.NotEqual(before.Snapshot, (await Seen()).Snapshot);
    }

    [Fact]
    public async Task A_put_without_a_length_wants_one()
    {
        var client = await SignedIn("kitchenradio");
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(Http.BaseAddress!.Host, Http.BaseAddress.Port, Cancel);
        await using var stream = tcp.GetStream();
        var token = client.DefaultRequestHeaders.Authorization!.Parameter;
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"PUT /v1/playlists/{(await Library("kitchenradio"))[0]} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
            ),
            Cancel
        );
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 411", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_kept_with_when_by_whom_and_what()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Put(client, id, new { name = "Noted" });
        var deed = (await True(id))["history"]!.AsArray()[^1]!;
        Assert.Equal("details", deed["what"]!.GetValue<string>());
        Assert.Equal("tests", deed["by"]!.GetValue<string>());
        Assert.Equal("""{"name":"Noted"}""", deed["sent"]!.GetValue<string>());
        Assert.Equal(Clock.GetUtcNow(), deed["at"]!.GetValue<DateTimeOffset>());
    }
}
