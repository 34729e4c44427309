using System.Net;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>The ways into a party: six digits, the link that the QR code carries, a key for a second host.</summary>
public sealed class ComingInTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_wrong_code_is_told_kindly_and_what_was_typed_stays()
    {
        Meets(HttpStatusCode.NotFound);
        var host = await HostInLobby();
        var code = await host.Code();
        var wrong = code == "000000" ? "000001" : "000000";
        var guest = await Open();
        var field = guest.GetByLabel(PartyJourney.CodeField);
        await Expect(field).ToHaveAttributeAsync("inputmode", "numeric");
        await field.PressSequentiallyAsync(wrong);
        await Expect(guest.GetByText("No party has this code.")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync($"{wrong[..3]} {wrong[3..]}");

        // All at once over the old one, which stands selected: pasted as it was sent to them.
        await guest.Keyboard.InsertTextAsync($" {code[..3]}-{code[3..]} ");
        await Expect(guest.GetByText("You are in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_code_of_an_ended_party_is_told_kindly_and_its_link_leads_to_the_start_page()
    {
        Meets(HttpStatusCode.Gone);
        var host = await HostInLobby();
        var (code, link) = (await host.Code(), (await Told(host)).Link);
        await host.End();
        await host.Arrives("/?ended=you");

        var guest = await Open();
        var field = guest.GetByLabel(PartyJourney.CodeField);
        await field.PressSequentiallyAsync(code);
        await Expect(guest.GetByText("This party is over.")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync($"{code[..3]} {code[3..]}");

        await guest.GotoAsync(link);
        await Expect(guest.GetByText("This party is over. It was good to have you.")).ToBeVisibleAsync();
        await Expect(guest.Heading("Join the party")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_a_code_leads_in_too_and_the_page_says_what_it_lacks()
    {
        Meets(HttpStatusCode.NotFound);
        var host = await HostInLobby();
        var guest = await Open("/", script: false);
        await guest.GetByLabel(PartyJourney.CodeField).FillAsync("999 998");
        await guest.Button("Come in").ClickAsync();
        await Expect(guest.GetByText("No party has this code.")).ToBeVisibleAsync();
        await Expect(guest.GetByLabel(PartyJourney.CodeField)).ToHaveValueAsync("999 998");
        await guest.GetByLabel(PartyJourney.CodeField).FillAsync(await host.Code());
        await guest.Button("Come in").ClickAsync();
        await Expect(guest.GetByText("You are in")).ToBeVisibleAsync();
        // Which only a browser that was started without scripts shows.
        Assert.Contains("Allow scripts for this address to vote", await guest.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_leads_straight_in_and_a_one_time_key_makes_a_second_host()
    {
        Meets(HttpStatusCode.NotFound);
        var host = await HostInLobby();
        await host.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        // At the machine's name for itself there is nothing to share, but the cure to copy.
        await Expect(host.Button("Share the link")).ToHaveCountAsync(0);
        await host.Button("Copy").First.ClickAsync();
        await Expect(host.Button("Copied").First).ToBeVisibleAsync();
        Assert.StartsWith("./run --urls", await host.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        var guest = await Open((await Told(host)).Link);
        await Expect(guest.GetByText("You are in")).ToBeVisibleAsync();
        await Expect(guest.Button("Start the music")).ToHaveCountAsync(0);

        await host.OpenDeed("Host from a second device");
        await Expect(host.Locator("dialog").GetByText("No phone can come in at")).ToBeVisibleAsync();
        var key = await host.EvaluateAsync<string>(
            "async () => (await (await fetch('/api' + location.pathname.replace('party', 'parties') + '/keys', { method: 'POST' })).json()).url"
        );
        var second = await Open(key);
        await second.Button("Host from here").ClickAsync();
        await Expect(second.Button("Start the music")).ToBeVisibleAsync();
        await second.Button("Start the music").ClickAsync();
        await Expect(guest.Votes()).ToHaveCountAsync(4);

        await guest.GotoAsync(key);
        await guest.Button("Host from here").ClickAsync();
        await Expect(guest.GetByText("It was used already")).ToBeVisibleAsync();
    }
}
