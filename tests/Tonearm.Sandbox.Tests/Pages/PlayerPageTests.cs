using AngleSharp.Dom;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Tests.Guests;

namespace Tonearm.Sandbox.Tests.Pages;

public sealed class PlayerPageTests : PageStand
{
    private const string Player = "/user/kitchenradio/player";

    private static string On(IDocument page) => page.QuerySelector("#on")!.TextContent;

    [Fact]
    public async Task The_buttons_play_pause_skip_seek_and_go_back()
    {
        var page = await Press(await Open(Player), "Play it", ("context", (await Library("kitchenradio"))[3]));
        var first = page.QuerySelector("#on strong")!.TextContent;
        Assert.Contains("plays on Phone", On(page), StringComparison.Ordinal);
        Clock.Advance(30);
        Assert.Contains("0:30 of", On(await Open(Player)), StringComparison.Ordinal);

        page = await Press(page, "Pause");
        Assert.Contains("paused on Phone", On(page), StringComparison.Ordinal);
        page = await Press(page, "Resume");
        page = await Press(page, "30 seconds on");
        Assert.Contains("1:00 of", On(page), StringComparison.Ordinal);
        page = await Press(page, "Skip");
        Assert.NotEqual(first, page.QuerySelector("#on strong")!.TextContent);
        page = await Press(page, "Previous");
        Assert.Equal(first, page.QuerySelector("#on strong")!.TextContent);
        page = await Press(page, "To the last 15 seconds");
        Clock.Advance(16);
        page = await Open(Player);
        Assert.Contains("0:01 of", On(page), StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll("#played tbody tr").Length);
        Assert.Contains("0 ms", page.QuerySelector("#played tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_are_opened_closed_and_chosen()
    {
        var page = await Press(await Open(Player), "Play some other song");
        page = await Press(page, "Open Living room");
        page = await Press(page, "Play on Living room");
        Assert.Contains("plays on Living room", On(page), StringComparison.Ordinal);
        page = await Press(page, "Close Living room");
        Assert.Contains("no active device", On(page), StringComparison.Ordinal);
        page = await Press(page, "Skip");
        Assert.Equal("There is no active device: choose one below.", page.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Premium_is_lost_and_regained()
    {
        var page = await Press(await Open(Player), "Lose Premium");
        Assert.False((await Control(HttpMethod.Get, "/sandbox/people/kitchenradio"))["premium"]!.GetValue<bool>());
        await Press(page, "Regain Premium");
        Assert.True((await Control(HttpMethod.Get, "/sandbox/people/kitchenradio"))["premium"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_comes_next_tells_what_was_queued()
    {
        await Control(HttpMethod.Post, "/sandbox/people/kitchenradio/player/press", new { button = "play", uri = Catalogue.Tracks[1].Uri });
        await Control(
            HttpMethod.Post,
            "/sandbox/people/kitchenradio/player/press",
            new { button = "queue", uri = Catalogue.Tracks[2].Uri }
        );
        var songs = (await Open(Player)).QuerySelectorAll("#next li");
        Assert.Equal(10, songs.Length);
        Assert.Contains("from the queue", songs[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("from the queue", songs[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_all_players_sends_guests_to_a_party_and_home_again()
    {
        await using var site = await PartySite.Start(Cancel);
        var page = await Press(await Open("/players"), "Send them", ("address", site.Url), ("code", PartySite.Code), ("guests", "4"));
        Assert.Contains("4 of 4 are at it", page.QuerySelector("#guests")!.TextContent, StringComparison.Ordinal);
        page = await Press(page, "Send them home");
        Assert.Contains("0 of 4 are at it", page.QuerySelector("#guests")!.TextContent, StringComparison.Ordinal);
        page = await Press(page, "Send them", ("address", "http://example.org"), ("code", PartySite.Code));
        Assert.Contains("this machine", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_no_player()
    {
        using var response = await Http.GetAsync("/user/nobody/player", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }
}
