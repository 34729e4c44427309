using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Quirks;
using Tonearm.Sandbox.Tests.Pages;

namespace Tonearm.Sandbox.Tests.Quirks;

/// <summary>A quirk is a file and a line; the rest of the Sandbox knows it by itself.</summary>
public sealed class QuirkTests : PageStand
{
    public static TheoryData<string> Names => [.. Quirk.All.Select(quirk => quirk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_switched_by_a_program_and_by_hand(string name)
    {
        Assert.False(await IsOn(name));

        await Conditions(new { habits = new Dictionary<string, bool> { [name] = true } });
        Assert.True(await IsOn(name));
        var page = await Open("/conditions");
        Assert.True(page.QuerySelector($"[name={name}]")!.HasAttribute("checked"));

        await Conditions(new { habits = new Dictionary<string, bool?> { [name] = null } });
        Assert.False(await IsOn(name));
        page = await Open("/conditions");
        Assert.False(page.QuerySelector($"[name={name}]")!.HasAttribute("checked"));
        await Press(page, "Save", (name, "on"));
        Assert.True(await IsOn(name));
    }

    [Theory]
    [InlineData("nobodyKnowsIt", true)]
    [InlineData("nullImages", "sometimes")]
    public async Task What_is_none_is_refused(string name, object value)
    {
        using var refused = await Http.PutAsJsonAsync(
            "/sandbox/conditions",
            new { habits = new Dictionary<string, object> { [name] = value } },
            Cancel
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(name, await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_with_an_address_is_refused_only_while_it_is_on()
    {
        var id = (await Library("kitchenradio"))[0];
        var client = await SignedIn("kitchenradio");
        var change = new { description = "All of it at https://news.example/today" };
        using (var taken = await client.PutAsJsonAsync($"/v1/playlists/{id}", change, Cancel))
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        await Conditions(new { habits = new { refusesAddresses = true } });

        using (var refused = await client.PutAsJsonAsync($"/v1/playlists/{id}", change, Cancel))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var other = await client.PutAsJsonAsync($"/v1/playlists/{id}", new { description = "All of it" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Some_of_what_is_found_is_broken_only_while_it_is_on()
    {
        var client = await SignedIn("kitchenradio");
        const string query = "/v1/search?type=track&limit=10&q=paper";
        var whole = await client.GetStringAsync(query, Cancel);
        await Conditions(new { habits = new { brokenFinds = true } });
        var broken = await client.GetStringAsync(query, Cancel);

        Assert.NotEqual(whole, broken);
        var (before, after) = (Items(whole), Items(broken));
        Assert.Equal(before.Length, after.Length);
        Assert.Contains(before.Zip(after), pair => pair.First == pair.Second);

        static string[] Items(string answer) =>
            [.. JsonNode.Parse(answer)!["tracks"]!["items"]!.AsArray().Select(item => item?.ToJsonString() ?? "null")];
    }

    [Fact]
    public void The_example_in_its_page_of_docs_is_the_file_itself()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Tonearm.slnx")))
            root = Path.GetDirectoryName(root)!;
        var quirk = File.ReadAllText(Path.Combine(root, "src/Tonearm.Sandbox/Quirks/RefusesAddresses.cs"));
        var page = File.ReadAllText(Path.Combine(root, "docs/sandbox.md"));

        Assert.Contains($"```csharp\n{quirk}```\n", page, StringComparison.Ordinal);
        var line = File.ReadLines(Path.Combine(root, "src/Tonearm.Sandbox/Quirks/Quirk.cs"))
            .Single(each => each.Contains(" All = ", StringComparison.Ordinal));
        Assert.Contains($"```csharp\n{line.Trim()}\n```\n", page, StringComparison.Ordinal);
    }

    private async Task<bool> IsOn(string name) => (await Control(HttpMethod.Get, "/sandbox/conditions"))["habits"]![name]!.GetValue<bool>();
}
