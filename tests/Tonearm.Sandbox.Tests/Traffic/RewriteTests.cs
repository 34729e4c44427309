using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Traffic;

public sealed class RewriteTests : Stand
{
    private const string Person = "kitchenradio";
    private const string Listing = "/v1/me/playlists?limit=50";

    private Task<JsonNode> Rewrite(object rule) => Control(HttpMethod.Post, "/sandbox/rewrites", rule);

    private static async Task<JsonElement[]> Listed(HttpClient client)
    {
        using var page = JsonDocument.Parse(await client.GetByteArrayAsync(Listing, Cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(entry => entry.Clone())];
    }

    [Fact]
    public async Task A_member_of_one_entry_stands_as_it_was_said_and_the_others_as_they_are()
    {
        var client = await SignedIn(Person);
        var ids = await Library(Person);
        await Rewrite(
            new
            {
                path = "/v1/me/playlists",
                list = "items",
                entry = ids[1],
                members = new Dictionary<string, string> { ["name"] = "\"\\ud800\"", ["items.total"] = "null" },
            }
        );

        var entries = await Listed(client);

        Assert.Equal("\"\\ud800\"", entries[1].GetProperty("name").GetRawText());
        Assert.Equal(JsonValueKind.Null, entries[1].GetProperty("items").GetProperty("total").ValueKind);
        Assert.Equal(ids[1], entries[1].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.String, entries[0].GetProperty("name").ValueKind);
    }

    [Fact]
    public async Task A_list_is_empty_once_and_whole_again()
    {
        var client = await SignedIn(Person);
        await Rewrite(
            new
            {
                path = "/v1/me/playlists",
                members = new { items = "[]", total = "0" },
                count = 1,
            }
        );

        Assert.Empty(await Listed(client));
        Assert.NotEmpty(await Listed(client));
    }

    [Fact]
    public async Task An_entry_stands_there_twice_and_another_not_at_all()
    {
        var client = await SignedIn(Person);
        var ids = await Library(Person);
        await Rewrite(
            new
            {
                path = "/v1/me/playlists",
                list = "items",
                entry = ids[1],
                copy = ids[2],
            }
        );

        Assert.Equal([ids[0], ids[2], ids[2]], (await Listed(client)).Take(3).Select(entry => entry.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_seed_breaks_the_same_entries_in_the_same_ways_and_an_end_mends_them()
    {
        var client = await SignedIn("northlight.ambient");
        var whole = await Listed(client);
        await Rewrite(
            new
            {
                path = "/v1/me/playlists",
                list = "items",
                share = 40,
                seed = 3,
            }
        );

        var broken = (await Listed(client)).Select(entry => entry.GetRawText()).ToArray();

        Assert.InRange(broken.Zip(whole, (one, other) => one == other.GetRawText()).Count(same => !same), 5, 45);
        Assert.Equal(broken, (await Listed(client)).Select(entry => entry.GetRawText()));
        using var ended = await Http.DeleteAsync("/sandbox/rewrites", Cancel);
        Assert.Equal(
            whole.Length,
            (await Listed(client)).Count(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("name", out _))
        );
    }
}
