using System.Net;

namespace Tonearm.Sandbox.Tests.Pages;

public sealed class PageTests : PageStand
{
    [Fact]
    public async Task Every_page_says_that_it_is_a_stand_in()
    {
        foreach (
            var path in new[]
            {
                "/",
                "/user/kitchenradio",
                $"/playlist/{(await Library("kitchenradio"))[0]}",
                "/conditions",
                "/calls",
                "/players",
                "/user/kitchenradio/player",
            }
        )
            Assert.Contains("stand-in for Spotify", (await Open(path)).QuerySelector(".coat")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_lists_everybody_with_their_playlists()
    {
        var people = (await Open("/")).QuerySelectorAll(".people a");
        Assert.Equal(7, people.Length);
        Assert.Contains(people, person => person.TextContent.Contains("1,040 playlists, 40 of them followed", StringComparison.Ordinal));
        Assert.Contains(people, person => person.TextContent.Contains("0 playlists", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_persons_page_shows_titles_descriptions_and_covers_that_load()
    {
        var page = await Open("/user/kitchenradio");
        Assert.Equal(12, page.QuerySelectorAll(".grid li").Length);
        Assert.Equal("Sunday Pancakes", page.QuerySelector(".grid strong")!.TextContent);
        Assert.Contains("butter & a second coffee", page.QuerySelector(".grid small")!.TextContent, StringComparison.Ordinal);
        foreach (var image in page.QuerySelectorAll(".grid img"))
        {
            using var response = await Http.GetAsync(image.GetAttribute("src"), Cancel);
            Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_large_library_comes_in_pages_and_is_searched()
    {
        var first = await Open("/user/northlight.archive");
        Assert.Equal(120, first.QuerySelectorAll(".grid li").Length);
        Assert.Equal(80, (await Open("/user/northlight.archive?page=9")).QuerySelectorAll(".grid li").Length);
        var found = await Open("/user/northlight.archive?q=rooftop");
        Assert.NotEmpty(found.QuerySelectorAll(".grid li"));
        Assert.Empty((await Open("/user/northlight.archive?q=nothinglikethis")).QuerySelectorAll(".grid li"));
    }

    [Theory]
    [InlineData("Take down the title", "title")]
    [InlineData("Take down the description", "description")]
    public async Task The_buttons_of_moderation_take_down(string button, string field)
    {
        var id = (await Library("kitchenradio"))[0];
        await Press(await Open($"/playlist/{id}"), button);
        Assert.Equal("", (await True(id))[field]!.GetValue<string>());
    }

    [Fact]
    public async Task The_cover_is_taken_down_and_chosen_anew()
    {
        var id = (await Library("kitchenradio"))[0];
        var page = await Press(await Open($"/playlist/{id}"), "Take down the cover");
        Assert.Null((await True(id))["coverImageId"]);
        var name = page.QuerySelector(".picker button")!.GetAttribute("value")!;
        using var chosen = await Http.PostAsync($"/playlist/{id}/cover", new FormUrlEncodedContent([new("cover", name)]), Cancel);
        Assert.Equal(name, (await True(id))["coverPicture"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_owner_edits_and_what_was_typed_is_text()
    {
        var id = (await Library("kitchenradio"))[0];
        var page = await Press(
            await Open($"/playlist/{id}"),
            "Save",
            ("title", "<b>Bold</b> & \"new\""),
            ("description", "<script>x</script>")
        );
        Assert.Equal("<b>Bold</b> & \"new\"", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main b, main script"));
        Assert.Equal("<script>x</script>", (await True(id))["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task Conditions_are_saved_and_those_not_shown_stay()
    {
        await Conditions(new { habits = new { nullItems = 3 } });
        await Press(await Open("/conditions"), "Save", ("latency", "5"), ("quota", "700"), ("renewal", "Rotate"));
        var now = await Control(HttpMethod.Get, "/sandbox/conditions");
        Assert.Equal(5, now["latency"]!["ms"]!.GetValue<int>());
        Assert.Equal(700, now["quota"]!["calls"]!.GetValue<int>());
        Assert.Null(now["rateLimit"]!["calls"]);
        Assert.Equal("rotate", now["tokens"]!["renewal"]!.GetValue<string>());
        Assert.True(now["appOwnerHasPremium"]!.GetValue<bool>());
        Assert.Equal(3, now["habits"]!["nullItems"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_fault_is_set_by_a_button_and_taken_away_by_another()
    {
        var client = await SignedIn("kitchenradio");
        var page = await Press(await Open("/conditions"), "Next call: 503");
        Assert.Contains("503", page.QuerySelector("main ul")!.TextContent, StringComparison.Ordinal);
        await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.ServiceUnavailable);
        page = await Press(await Open("/conditions"), "One call in ten: 502");
        await Press(page, "Take all faults away");
        Assert.Empty((await Control(HttpMethod.Get, "/sandbox/conditions"))["faults"]!.AsArray());
    }

    [Fact]
    public async Task Consent_is_withdrawn_by_a_button()
    {
        var client = await SignedIn("kitchenradio");
        await Press(await Open("/user/kitchenradio"), "Withdraw consent to all apps");
        await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Calls_are_shown_as_text()
    {
        var client = await SignedIn("kitchenradio");
        await Put(client, (await Library("kitchenradio"))[0], new { name = "<i>slanted</i>" });
        var page = await Open("/calls");
        Assert.Contains(
            "<i>slanted</i>",
            page.Body!.TextContent.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Empty(page.QuerySelectorAll("main i"));
    }

    [Fact]
    public async Task A_form_from_another_site_changes_nothing()
    {
        var id = (await Library("kitchenradio"))[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/playlist/{id}/takedown")
        {
            Content = new FormUrlEncodedContent([new("field", "title")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("Sunday Pancakes", (await True(id))["title"]!.GetValue<string>());
    }
}
