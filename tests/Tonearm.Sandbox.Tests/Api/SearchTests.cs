using System.Net;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class SearchTests : Stand
{
    private async Task<JsonNode> Search(string query) =>
        await Get(await SignedIn("kitchenradio", "user-read-private"), $"/v1/search?{query}");

    [Fact]
    public async Task Five_tracks_are_found_unless_more_are_asked_for()
    {
        var tracks = (await Search("q=night&type=track"))["tracks"]!;
        Assert.Equal(
            ["href", "items", "limit", "next", "offset", "previous", "total"],
            tracks.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(5, tracks["items"]!.AsArray().Count);
        Assert.Equal(10, (await Search("q=night&type=track&limit=10"))["tracks"]!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_next_page_goes_on_where_this_one_ends()
    {
        var first = (await Search("q=night%20swim&type=track&limit=2"))["tracks"]!;
        var second = (await Get(await SignedIn("kitchenradio"), first["next"]!.GetValue<string>()))["tracks"]!;
        Assert.Equal(2, second["offset"]!.GetValue<int>());
        Assert.NotEqual(first["items"]![0]!["id"]!.GetValue<string>(), second["items"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Several_types_are_answered_at_once_and_nothing_else()
    {
        var found = await Search("q=kitchen&type=track,album,artist,playlist,show");
        Assert.Equal(["tracks", "albums", "artists", "playlists", "shows"], found.AsObject().Select(member => member.Key));
        Assert.Empty(found["shows"]!["items"]!.AsArray());
    }

    [Fact]
    public async Task Filters_narrow_the_search()
    {
        var track = Catalogue.Tracks[321];
        var found = (await Search($"q=isrc:{track.Isrc}&type=track"))["tracks"]!["items"]!.AsArray();
        Assert.Equal(track.Id, Assert.Single(found)!["id"]!.GetValue<string>());
        Assert.All(
            (await Search("q=artist:%22Paper%20Lanterns%22&type=track"))["tracks"]!["items"]!.AsArray(),
            one => Assert.Contains(one!["artists"]!.AsArray(), artist => artist!["name"]!.GetValue<string>() == "Paper Lanterns")
        );
    }

    [Theory]
    [InlineData("q=night&type=track&limit=11", "Invalid limit")]
    [InlineData("q=night&type=track&limit=0", "Invalid limit")]
    [InlineData("q=night&type=track&offset=1001", "Invalid offset")]
    [InlineData("type=track", "No search query")]
    [InlineData("q=night", "Missing parameter type")]
    [InlineData("q=night&type=songs", "Bad search type field songs")]
    public async Task Wrong_searches_are_refused(string query, string message) =>
        Assert.Equal(
            message,
            await Refused((await SignedIn("kitchenradio")).GetAsync($"/v1/search?{query}", Cancel), HttpStatusCode.BadRequest)
        );
}
