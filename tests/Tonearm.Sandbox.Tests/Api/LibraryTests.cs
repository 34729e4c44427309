using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class LibraryTests : Stand
{
    private static readonly string[] PageMembers = ["href", "items", "limit", "next", "offset", "previous", "total"];

    private static readonly string[] PlaylistMembers =
    [
        "collaborative",
        "description",
        "external_urls",
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
    ];

    [Fact]
    public async Task A_page_has_the_members_of_2026_and_no_others()
    {
        var page = await Get(await SignedIn("kitchenradio"), "/v1/me/playlists?limit=3");

        Assert.Equal(PageMembers, page.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        var playlist = page["items"]![0]!;
        Assert.Equal(PlaylistMembers, playlist.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["href", "total"], playlist["items"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["display_name", "external_urls", "href", "id", "type", "uri"],
            playlist["owner"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["height", "url", "width"],
            playlist["images"]![0]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_addresses_until_everything_was_seen_once()
    {
        var client = await SignedIn("northlightrecords");
        var seen = new List<string>();
        var path = "/v1/me/playlists?limit=50";
        while (path is not null)
        {
            var page = await Get(client, path);
            Assert.Equal(120, page["total"]!.GetValue<int>());
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            path = page["next"]?.GetValue<string>();
        }

        Assert.Equal(await Library("northlightrecords"), seen);
    }

    [Fact]
    public async Task Twenty_come_without_a_limit_and_the_page_before_is_named()
    {
        var page = await Get(await SignedIn("northlightrecords"), "/v1/me/playlists?offset=30");
        Assert.Equal(20, page["items"]!.AsArray().Count);
        Assert.Equal($"{Url}/v1/me/playlists?offset=10&limit=20", page["previous"]!.GetValue<string>());
        Assert.Equal($"{Url}/v1/me/playlists?offset=50&limit=20", page["next"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("limit=51")]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("offset=-1")]
    [InlineData("offset=100001")]
    public async Task A_limit_or_offset_out_of_range_is_refused(string query) =>
        await Refused((await SignedIn("kitchenradio")).GetAsync($"/v1/me/playlists?{query}", Cancel), HttpStatusCode.BadRequest);

    [Fact]
    public async Task Beyond_the_end_is_an_empty_page()
    {
        var page = await Get(await SignedIn("kitchenradio"), "/v1/me/playlists?offset=500");
        Assert.Empty(page["items"]!.AsArray());
        Assert.Null(page["next"]);
    }

    [Fact]
    public async Task A_newcomer_has_an_empty_page()
    {
        var page = await Get(await SignedIn("firstspin"), "/v1/me/playlists");
        Assert.Equal(0, page["total"]!.GetValue<int>());
        Assert.Null(page["next"]);
        Assert.Null(page["previous"]);
    }

    [Theory]
    [InlineData("kitchenradio", 12, 0)]
    [InlineData("northlightrecords", 120, 10)]
    [InlineData("northlight.ambient", 260, 20)]
    [InlineData("northlight.archive", 1040, 40)]
    public async Task The_demo_people_have_what_they_are_known_for(string person, int all, int followed)
    {
        var shown = await Control(HttpMethod.Get, $"/sandbox/people/{person}");
        Assert.Equal(all, shown["playlists"]!.GetValue<int>());
        Assert.Equal(followed, shown["followed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Followed_playlists_of_others_stand_among_the_own_ones()
    {
        var page = await Get(await SignedIn("northlightrecords"), "/v1/me/playlists?limit=50");
        var owners = page["items"]!.AsArray().Select(item => item!["owner"]!["id"]!.GetValue<string>()).ToArray();
        Assert.Contains("northlight.ambient", owners);
        Assert.Equal("northlightrecords", owners[0]);
    }

    [Fact]
    public async Task Descriptions_are_escaped_for_html_and_titles_are_not()
    {
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Put(client, id, new { name = "Salt & Vinegar <live>", description = "\"Salt\" & 'vinegar' <b>1/2</b> = `x` 🍟 塩" });

        var listed = (await Get(client, "/v1/me/playlists"))["items"]![0]!;
        Assert.Equal("Salt & Vinegar <live>", listed["name"]!.GetValue<string>());
        const string Escaped = "&quot;Salt&quot; &amp; &#x27;vinegar&#x27; &lt;b&gt;1&#x2F;2&lt;&#x2F;b&gt; &#x3D; &#x60;x&#x60; 🍟 塩";
        Assert.Equal(Escaped, listed["description"]!.GetValue<string>());
        Assert.Equal(Escaped, (await Get(client, $"/v1/playlists/{id}"))["description"]!.GetValue<string>());
        Assert.Equal("\"Salt\" & 'vinegar' <b>1/2</b> = `x` 🍟 塩", (await True(id))["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_the_scope_to_read_private_playlists_there_is_no_list() =>
        Assert.Equal(
            "Insufficient client scope",
            await Refused(
                (await SignedIn("kitchenradio", "user-read-private")).GetAsync("/v1/me/playlists", Cancel),
                HttpStatusCode.Forbidden
            )
        );

    [Fact]
    public async Task Collaborative_playlists_are_listed_only_with_their_scope()
    {
        var id = (await Library("kitchenradio"))[0];
        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { collaborative = true, @public = false });
        Assert.Equal(
            11,
            (await Get(await SignedIn("kitchenradio", "playlist-read-private"), "/v1/me/playlists"))["total"]!.GetValue<int>()
        );
        Assert.Equal(12, (await Get(await SignedIn("kitchenradio"), "/v1/me/playlists"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Null_items_and_null_images_happen_when_asked_for()
    {
        await Conditions(new { habits = new { nullItems = 2, nullImages = true } });
        var items = (await Get(await SignedIn("kitchenradio"), "/v1/me/playlists"))["items"]!.AsArray();
        Assert.Equal(12, items.Count);
        Assert.Equal(2, items.Count(item => item is null));
        Assert.All(items.Where(item => item is not null), item => Assert.Null(item!["images"]));
    }

    [Fact]
    public async Task Duplicates_happen_when_asked_for()
    {
        await Conditions(new { habits = new { duplicateItems = 2 } });
        var items = (await Get(await SignedIn("kitchenradio"), "/v1/me/playlists"))["items"]!
            .AsArray()
            .Select(item => item!["id"]!.GetValue<string>())
            .ToArray();
        Assert.Equal(12, items.Length);
        Assert.Equal(10, items.Distinct().Count());
    }

    [Fact]
    public async Task A_listing_may_run_behind_the_playlist_itself()
    {
        await Conditions(new { lag = new { listSeconds = 5 } });
        var client = await SignedIn("kitchenradio");
        var id = (await Library("kitchenradio"))[0];
        await Put(client, id, new { name = "Renamed" });

        async Task<string> Listed() => (await Get(client, "/v1/me/playlists"))["items"]![0]!["name"]!.GetValue<string>();
        Assert.Equal("Renamed", (await Get(client, $"/v1/playlists/{id}"))["name"]!.GetValue<string>());
        Assert.Equal("Sunday Pancakes", await Listed());
        Clock.Advance(4.9);
        Assert.Equal("Sunday Pancakes", await Listed());
        Clock.Advance(0.1);
        Assert.Equal("Renamed", await Listed());
    }

    [Fact]
    public async Task A_playlist_is_made_and_comes_first()
    {
        var client = await SignedIn("firstspin");
        using var response = await client.PostAsJsonAsync(
            "/v1/me/playlists",
            new
            {
                name = "First",
                description = "One & only",
                @public = false,
            },
            Cancel
        );
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("firstspin", made["owner"]!["id"]!.GetValue<string>());
        Assert.False(made["public"]!.GetValue<bool>());
        Assert.Empty(made["images"]!.AsArray());
        Assert.Equal(made["id"]!.GetValue<string>(), (await Get(client, "/v1/me/playlists"))["items"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_playlist_without_a_name_is_not_made() =>
        await Refused(
            (await SignedIn("firstspin")).PostAsJsonAsync("/v1/me/playlists", new { description = "nameless" }, Cancel),
            HttpStatusCode.BadRequest
        );

    [Fact]
    public async Task A_moved_playlist_is_found_elsewhere_and_a_removed_one_only_by_its_id()
    {
        var client = await SignedIn("kitchenradio");
        var ids = await Library("kitchenradio");
        await Control(HttpMethod.Put, $"/sandbox/people/kitchenradio/library/{ids[0]}", new { position = 5 });
        await Control(HttpMethod.Delete, $"/sandbox/people/kitchenradio/library/{ids[1]}");

        var now = (await Get(client, "/v1/me/playlists"))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ToArray();
        Assert.Equal([ids[2], ids[3], ids[4], ids[5], ids[0], .. ids[6..]], now);
        await Get(client, $"/v1/playlists/{ids[1]}");
        await Control(HttpMethod.Delete, $"/sandbox/playlists/{ids[1]}");
        Assert.Equal("Resource not found", await Refused(client.GetAsync($"/v1/playlists/{ids[1]}", Cancel), HttpStatusCode.NotFound));
    }
}
