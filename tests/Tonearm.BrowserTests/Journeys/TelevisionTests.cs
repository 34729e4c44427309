using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A television in the room: paired, cut off, back alone, taken off, and there again.</summary>
public sealed class TelevisionTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task The_host_types_its_letters_and_it_shows_the_party_until_the_end_and_then_asks_for_another()
    {
        Meets(HttpStatusCode.NotFound);
        var television = await Television();
        var host = await HostInLobby();
        await Expect(television.Letters()).ToHaveTextAsync(new Regex("^[A-Z]{5}$"));

        await host.OpenTelevision();
        await host.GetByLabel("The five letters on the television").FillAsync("fffff");
        await host.Button("Show the party there").ClickAsync();
        await Expect(host.GetByText("No television shows this code.")).ToBeVisibleAsync();
        await host.GetByLabel("The five letters on the television").FillAsync(await television.Letters().InnerTextAsync());
        await host.Button("Show the party there").ClickAsync();
        await Expect(host.GetByText("Television 1")).ToBeVisibleAsync();
        await Expect(television.Part("lobby").Locator("[data-join-code]")).ToHaveTextAsync((await Told(host)).Code.Insert(3, " "));
        await Expect(television.Part("lobby").Locator("[data-people]")).ToHaveTextAsync("1 is here");
        await host.Button("Close").ClickAsync();

        await host.Button("Start the music").ClickAsync();
        await Expect(host.Votes()).ToHaveCountAsync(4);
        await App.Advance(TimeSpan.FromSeconds(2));
        var song = (await Told(host)).Song!.Track;
        await Expect(television.Locator("[data-title]")).ToHaveTextAsync(song.Title);
        await Expect(television.Votes()).ToHaveCountAsync(4);
        var liked = (await Told(host)).Ballot[2].Track;
        await host.Vote(liked.Id).Heart().ClickAsync();
        await Expect(television.Votes().First).ToContainTextAsync(liked.Title);
        await Expect(television.Votes().First).ToContainTextAsync("1");

        await UntilTheNextSong(host);
        await Expect(television.Locator("[data-title]")).ToHaveTextAsync(liked.Title);
        await host.End();
        await Expect(television.Part("ended")).ToContainTextAsync("The host has ended the party.");
        await App.Advance(TimeSpan.FromMinutes(2));
        await Expect(television.Letters()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cut_off_and_switched_off_it_is_back_alone_and_what_is_taken_off_can_be_undone()
    {
        LosesItsNetwork();
        var (host, _) = await Playing(0);
        var television = await Television();
        await host.OpenTelevision();
        await host.GetByLabel("The five letters on the television").FillAsync(await television.Letters().InnerTextAsync());
        await host.Button("Show the party there").ClickAsync();
        await Expect(television.Votes()).ToHaveCountAsync(4);

        await television.Context.SetOfflineAsync(true);
        await Expect(television.GetByText("No connection. It comes back by itself.")).ToBeVisibleAsync();
        await Expect(television.Votes()).ToHaveCountAsync(4);
        var liked = (await Told(host)).Ballot[3].Track;
        await host.Button("Close").ClickAsync();
        await host.Vote(liked.Id).Heart().ClickAsync();
        await television.Context.SetOfflineAsync(false);
        await Expect(television.Votes().First).ToContainTextAsync(liked.Title);
        await Expect(television.GetByText("No connection.")).ToBeHiddenAsync();

        // The power is cut: the same browser opens the same address.
        await television.GotoAsync("about:blank");
        await television.GotoAsync("/screen");
        await Expect(television.Votes().First).ToContainTextAsync(liked.Title);

        await host.Button("More").ClickAsync();
        await host.Button("Take off Television 1").ClickAsync();
        await host.Button("Undo: take off Television 1").ClickAsync();
        await host.Button("Take off Television 1").ClickAsync();
        await Expect(television.Letters()).ToBeVisibleAsync();
        await Expect(host.GetByText("Television 1 is off.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_host_scans_it_and_shows_the_Wi_Fi_and_the_picture_is_moved()
    {
        var host = await HostInLobby();
        var television = await Television();
        var letters = await television.Letters().InnerTextAsync();
        var party = host.Url;

        await host.GotoAsync($"/screen/{letters}");
        await host.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show .* there$") }).ClickAsync();
        await host.Arrives(new Uri(party).AbsolutePath);
        await Expect(host.GetByText("The television shows your party.")).ToBeVisibleAsync();
        await Expect(television.Part("lobby")).ToBeVisibleAsync();

        await host.OpenTelevision();
        await host.GetByText("Show your Wi-Fi there, too").ClickAsync();
        await host.GetByLabel("Name of the Wi-Fi").FillAsync("Harbour");
        await host.GetByLabel("Its password, if it has one").FillAsync("lantern-street");
        await host.Button("Show it").ClickAsync();
        await Expect(host.GetByText("Televisions show the QR code of Harbour.")).ToBeVisibleAsync();
        await television.ReloadAsync();
        await Expect(television.Part("lobby").GetByAltText("QR code of the Wi-Fi")).ToBeVisibleAsync();

        Assert.StartsWith(
            "translate(",
            await television.EvaluateAsync<string>("document.querySelector('main').style.transform"),
            StringComparison.Ordinal
        );
    }

    private async Task<IPage> Television()
    {
        var page = await Open("/screen");
        await page.SetViewportSizeAsync(1920, 1080);
        await Expect(page.Letters()).ToBeVisibleAsync();
        return page;
    }
}

/// <summary>What is seen of a television.</summary>
internal static class TelevisionSight
{
    public static ILocator Letters(this IPage page) => page.Locator("[data-code]");

    public static async Task OpenTelevision(this IPage page)
    {
        await page.Button("More").ClickAsync();
        await page.GetByText("Television", new() { Exact = true }).ClickAsync();
    }

    public static ILocator Part(this IPage page, string name) => page.Locator($"[data-part='{name}']");
}
