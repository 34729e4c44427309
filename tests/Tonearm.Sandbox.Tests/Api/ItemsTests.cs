using System.Net;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class ItemsTests : Stand
{
    private async Task<JsonNode[]> Items(int playlist)
    {
        var client = await SignedIn("kitchenradio");
        var all = new List<JsonNode>();
        var next = $"/v1/playlists/{(await Library("kitchenradio"))[playlist]}/items?limit=50";
        while (next is not null)
        {
            var page = await Get(client, next);
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = page["next"]?.GetValue<string>();
        }

        return [.. all];
    }

    [Theory]
    [InlineData(3, 1200)]
    [InlineData(8, 1)]
    [InlineData(9, 3)]
    [InlineData(10, 0)]
    public async Task The_hobbyist_has_playlists_of_every_size(int playlist, int songs)
    {
        var items = await Items(playlist);
        Assert.Equal(songs, items.Select(item => item["item"]!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(songs, items.Length);
    }

    [Fact]
    public async Task The_old_tapes_hold_whatever_a_playlist_may_hold()
    {
        var items = await Items(5);
        var pieces = items.Select(item => item["item"]).ToArray();
        Assert.Equal(2, pieces.Count(piece => piece is null));
        Assert.Equal(2, items.Count(item => item["is_local"]!.GetValue<bool>()));
        Assert.Single(pieces, piece => piece?["type"]!.GetValue<string>() == "episode");
        Assert.Single(pieces, piece => piece?["is_playable"]?.GetValue<bool>() is false);
        Assert.Contains(pieces, piece => piece?["explicit"]?.GetValue<bool>() is true);
        var ids = pieces.Select(piece => piece?["id"]?.GetValue<string>()).OfType<string>().ToArray();
        Assert.Equal(2, ids.Length - ids.Distinct().Count());
    }

    [Fact]
    public async Task A_local_file_has_an_address_and_no_id()
    {
        var file = (await Items(5)).First(item => item["is_local"]!.GetValue<bool>())["item"]!;
        Assert.Null(file["id"]);
        Assert.Equal("spotify:local:Uncle+Bert:Garage:Untitled+%28take+3%29:201", file["uri"]!.GetValue<string>());
        Assert.Equal(201_000, file["duration_ms"]!.GetValue<int>());
        Assert.Equal("Untitled (take 3)", file["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_owner_may_put_any_items_into_a_playlist_but_what_there_is_not()
    {
        var track = Catalogue.Tracks[7];
        var id = (
            await Control(
                HttpMethod.Post,
                "/sandbox/people/vinylattic/library",
                new { title = "Mine", items = new[] { track.Uri, null, track.Uri } }
            )
        )["id"]!.GetValue<string>();
        var page = await Get(await SignedIn("vinylattic"), $"/v1/playlists/{id}/items");
        Assert.Equal(3, page["total"]!.GetValue<int>());
        Assert.Equal([track.Id, null, track.Id], page["items"]!.AsArray().Select(item => item!["item"]?["id"]!.GetValue<string>()));

        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { trackCount = 5 });
        Assert.Equal(5, (await Get(await SignedIn("vinylattic"), $"/v1/playlists/{id}/items"))["total"]!.GetValue<int>());
        using var refused = await Http.PatchAsync(
            $"/sandbox/playlists/{id}",
            System.Net.Http.Json.JsonContent.Create(new { items = new[] { "spotify:track:nothing" } }),
            Cancel
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task One_track_comes_with_its_album_artists_isrc_and_pictures_that_load()
    {
        var client = await SignedIn("kitchenradio");
        var asked = Catalogue.Tracks.First(one => one.Artists.Length > 1);
        var track = await Get(client, $"/v1/tracks/{asked.Id}");
        Assert.Equal(asked.Uri, track["uri"]!.GetValue<string>());
        Assert.Equal(asked.Isrc, track["external_ids"]!["isrc"]!.GetValue<string>());
        Assert.Equal(2, track["artists"]!.AsArray().Count);
        foreach (var image in track["album"]!["images"]!.AsArray())
            Assert.NotEmpty(await Http.GetByteArrayAsync(image!["url"]!.GetValue<string>(), Cancel));
        await Refused(client.GetAsync("/v1/tracks/0000000000000000000000", Cancel), HttpStatusCode.NotFound);
        await Refused(client.GetAsync("/v1/tracks/nothing", Cancel), HttpStatusCode.BadRequest);
    }
}
