using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A host and two guests, from the first tap to the end.</summary>
public sealed class WholePartyTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task From_two_taps_to_the_end_everyone_sees_the_same()
    {
        var (host, guests) = await Playing(2);
        IPage[] all = [host, .. guests];
        foreach (var page in all) await Expect(page.Locator("[data-people]").First).ToHaveTextAsync("3 are here");
        var first = await Told(host);
        foreach (var page in all) await Expect(page.Song()).ToHaveTextAsync(first.Song!.Track.Title);

        // The last of the ballot gets two likes and the first one; one guest changes their mind.
        var (loser, winner) = (first.Ballot[0].Track, first.Ballot[3].Track);
        await host.Vote(loser.Id).Heart().ClickAsync();
        await guests[0].Vote(loser.Id).Heart().ClickAsync();
        foreach (var page in all) await Expect(page.Vote(loser.Id).Likes()).ToHaveTextAsync("2");
        await guests[0].Vote(winner.Id).Heart().ClickAsync();
        await guests[1].Vote(winner.Id).Heart().ClickAsync();
        foreach (var page in all)
        {
            await Expect(page.Vote(loser.Id).Likes()).ToHaveTextAsync("1");
            await Expect(page.Vote(winner.Id).Likes()).ToHaveTextAsync("2");
            await Expect(page.Votes().First).ToHaveAttributeAsync("data-track", winner.Id);
        }

        await Expect(guests[0].Vote(winner.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(guests[0].Vote(loser.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "false");

        await UntilVotingCloses(host);
        foreach (var page in all) await Expect(page.Heading($"Next: {winner.Title}")).ToBeVisibleAsync();
        await Expect(guests[1].Vote(loser.Id).Heart()).ToHaveAttributeAsync("aria-disabled", "true");

        await UntilTheNextSong(host);
        foreach (var page in all)
        {
            await Expect(page.Song()).ToHaveTextAsync(winner.Title);
            await Expect(page.Heading("What plays next?")).ToBeVisibleAsync();
            await Expect(page.Locator("[aria-pressed='true']")).ToHaveCountAsync(0);
        }

        await host.Button("Pause").ClickAsync();
        foreach (var page in all) await Expect(page.GetByText("standing still")).ToBeVisibleAsync();
        await host.Button("Play on").ClickAsync();
        foreach (var page in all) await Expect(page.GetByText("standing still")).ToBeHiddenAsync();

        var second = await Told(host);
        await host.Button("Play next now").ClickAsync();
        foreach (var page in all) await Expect(page.Song()).ToHaveTextAsync(second.Ballot.Single(entry => entry.Track.Id == second.Leader).Track.Title);

        await host.Button("More").ClickAsync();
        await host.GetByText("End the party").ClickAsync();
        await host.Button("End it for everyone").ClickAsync();
        foreach (var page in all)
        {
            await page.WaitForURLAsync("**/?ended=host");
            await Expect(page.GetByText("The host has ended the party.")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task The_set_up_says_what_plays_and_a_device_that_wakes_appears_by_itself()
    {
        foreach (var device in (await Sandbox.Player(HostName)).Devices) await Sandbox.Wake(HostName, device.Id, awake: false);
        var host = await Host();
        await host.Locator(".record").First.ClickAsync();
        await Expect(host.GetByText("No device is awake.")).ToBeVisibleAsync();

        await Sandbox.AddDevice(HostName, "Balcony");
        var balcony = host.GetByRole(AriaRole.Radio, new() { Name = "Balcony" });
        // The only one is the one.
        await Expect(balcony).ToBeCheckedAsync();
        await Expect(host.GetByText("No device is awake.")).ToBeHiddenAsync();

        await host.GoBackAsync();
        await Expect(host.Heading("What may be played?")).ToBeVisibleAsync();
        await host.Locator(".record").Nth(1).ClickAsync();
        await host.GetByText("Settings").ClickAsync();
        await host.GetByLabel("Songs to choose from").SelectOptionAsync("6");
        await Expect(host.GetByText("6 songs · until shortly before the end · one like each")).ToBeVisibleAsync();
        await host.Button("Show the code").ClickAsync();
        await Expect(host.Button("Start the music")).ToBeVisibleAsync();
        Assert.Equal(6, (await Told(host)).Settings.BallotSize);

        await host.GotoAsync("/party");
        await host.Link("Back to it").ClickAsync();
        await Expect(host.Button("Start the music")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_code_is_told_kindly_and_what_was_typed_stays()
    {
        Meets(HttpStatusCode.NotFound);
        var host = await HostInLobby();
        var code = await host.Code();
        var wrong = code == "000000" ? "000001" : "000000";
        var guest = await Open();
        var field = guest.GetByLabel("The six digits on the host’s screen");
        await field.PressSequentiallyAsync(wrong);
        await Expect(guest.GetByText("No party has this code.")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync($"{wrong[..3]} {wrong[3..]}");

        // Pasted as it was sent to them.
        await field.FillAsync($" {code[..3]}-{code[3..]} ");
        await Expect(guest.GetByText("You are in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_a_code_leads_in_too_and_the_page_says_what_it_lacks()
    {
        Meets(HttpStatusCode.NotFound);
        var host = await HostInLobby();
        var guest = await Open("/", script: false);
        await guest.GetByLabel("The six digits on the host’s screen").FillAsync("999 998");
        await guest.Button("Come in").ClickAsync();
        await Expect(guest.GetByText("No party has this code.")).ToBeVisibleAsync();
        await Expect(guest.GetByLabel("The six digits on the host’s screen")).ToHaveValueAsync("999 998");
        await guest.GetByLabel("The six digits on the host’s screen").FillAsync(await host.Code());
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
        var guest = await Open((await Told(host)).Link);
        await Expect(guest.GetByText("You are in")).ToBeVisibleAsync();
        await Expect(guest.Button("Start the music")).ToHaveCountAsync(0);

        await host.Button("More").ClickAsync();
        await host.GetByText("Host from a second device").ClickAsync();
        await host.Button("Show the code for it").ClickAsync();
        await Expect(host.GetByAltText("QR code for a second host device")).ToBeVisibleAsync();
        var key = await host.Locator("[data-key-link]").InnerTextAsync();
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
