using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Tests.Api;

/// <summary>A program makes a playlist and fills it.</summary>
public sealed class ItemsChangeTests : Stand
{
    private static readonly string[] Tracks = [.. Catalogue.Tracks.Take(230).Select(track => track.Uri)];

    [Fact]
    public async Task A_new_playlist_is_filled_a_hundred_at_a_time_and_shows_it_everywhere()
    {
        using var client = await SignedIn("kitchenradio");
        var id = await Made(client);

        await Changed(client, HttpMethod.Put, id, new { uris = Tracks[..100] }, HttpStatusCode.OK);
        await Changed(client, HttpMethod.Post, id, new { uris = Tracks[100..200], position = 100 }, HttpStatusCode.Created);
        var snapshot = await Changed(client, HttpMethod.Post, id, new { uris = Tracks[200..] }, HttpStatusCode.Created);

        Assert.Equal(Tracks, await Items(id));
        var playlist = await Get(client, $"/v1/playlists/{id}");
        Assert.Equal((230, false), (playlist["items"]!["total"]!.GetValue<int>(), playlist["public"]!.GetValue<bool>()));
        Assert.Equal(snapshot, (await True(id))["snapshot"]!.GetValue<string>());
        Assert.Equal(230, (await Get(client, "/v1/me/playlists?limit=1"))["items"]![0]!["items"]!["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Items_go_where_they_are_put_and_replacing_leaves_nothing_else()
    {
        using var client = await SignedIn("kitchenradio");
        var id = await Made(client);
        await Changed(client, HttpMethod.Post, id, new { uris = Tracks[..2] }, HttpStatusCode.Created);
        await Changed(client, HttpMethod.Post, id, new { uris = Tracks[2..4], position = 1 }, HttpStatusCode.Created);
        Assert.Equal([Tracks[0], Tracks[2], Tracks[3], Tracks[1]], await Items(id));

        using (var byQuery = await client.PostAsync($"/v1/playlists/{id}/items?position=0&uris={Tracks[9]}", null, Cancel))
            Assert.Equal(HttpStatusCode.Created, byQuery.StatusCode);
        Assert.Equal(Tracks[9], (await Items(id))[0]);

        await Changed(client, HttpMethod.Put, id, new { uris = Tracks[5..6] }, HttpStatusCode.OK);
        Assert.Equal([Tracks[5]], await Items(id));
    }

    [Fact]
    public async Task What_Spotify_refuses_is_refused_and_changes_nothing()
    {
        using var client = await SignedIn("kitchenradio");
        var id = await Made(client);
        await Changed(client, HttpMethod.Put, id, new { uris = Tracks[..3] }, HttpStatusCode.OK);

        foreach (
            var (body, message) in new (object, string)[]
            {
                (new { uris = Tracks[..101] }, "You can add a maximum of 100 tracks per request."),
                (new { uris = new[] { "spotify:album:x" } }, "Invalid track uri: spotify:album:x"),
                (new { uris = new[] { "spotify:track:0000000000000000000000" } }, "Payload contains a non-existing ID"),
                (new { uris = Tracks[..1], position = 9 }, "Index out of bounds."),
                (new { uris = "all" }, "Error parsing JSON."),
                (new { }, "No uris provided"),
            }
        )
            Assert.Equal(
                message,
                await Refused(client.PostAsJsonAsync($"/v1/playlists/{id}/items", body, Cancel), HttpStatusCode.BadRequest)
            );
        using var reader = await SignedIn("kitchenradio", "playlist-read-private");
        using var stranger = await SignedIn("firstspin");
        Assert.Equal("Insufficient client scope", await Refused(Send(reader, id), HttpStatusCode.Forbidden));
        Assert.Equal("You cannot edit a playlist you don't own", await Refused(Send(stranger, id), HttpStatusCode.Forbidden));

        Assert.Equal(Tracks[..3], await Items(id));
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string id) =>
        client.PutAsJsonAsync($"/v1/playlists/{id}/items", new { uris = Tracks[..1] }, Cancel);

    private static async Task<string> Made(HttpClient client)
    {
        using var made = await client.PostAsJsonAsync("/v1/me/playlists", new { name = "A party", @public = false }, Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    /// <returns>The snapshot that the answer names.</returns>
    private static async Task<string> Changed(HttpClient client, HttpMethod method, string id, object body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, $"/v1/playlists/{id}/items") { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((expected, text), (answer.StatusCode, text));
        return JsonNode.Parse(text)!["snapshot_id"]!.GetValue<string>();
    }

    private async Task<string[]> Items(string id) =>
        [.. (await Control(HttpMethod.Get, $"/sandbox/playlists/{id}/items")).AsArray().Select(uri => uri!.GetValue<string>())];
}
