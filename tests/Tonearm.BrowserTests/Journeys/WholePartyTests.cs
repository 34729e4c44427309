using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A host and two guests, from the first tap to the end.</summary>
public sealed partial class WholePartyTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task From_two_taps_to_the_end_everyone_sees_the_same()
    {
        var (host, guests) = await Playing(2);
        IPage[] all = [host, .. guests];
        foreach (var page in all)
            await Expect(page.Locator("[data-people]").First).ToHaveTextAsync("3 are here");
        var first = await Told(host);
        foreach (var page in all)
        {
            await Expect(page.Song()).ToHaveTextAsync(first.Song!.Track.Title);
            await Expect(page.GetByText(first.Song.Track.Artists).First).ToBeVisibleAsync();
            await Expect(page.Link("Open in Spotify")).ToHaveAttributeAsync("href", OpensAt(first.Song.Track.Url));
            await Expect(page.Locator("[data-song-left]")).ToHaveTextAsync(TimeLeft());
            await Expect(page.GetByText("If two are level, the one that got there first is next.").And(page.Locator(":visible")))
                .ToBeVisibleAsync();
            await page.WaitForFunctionAsync("document.querySelector('[data-song-cover]').naturalWidth > 0");
        }

        // The last of the ballot gets two likes and the first one; one guest changes their mind.
        var (loser, winner) = (first.Ballot[0].Track, first.Ballot[3].Track);
        await host.Vote(loser.Id).Heart().ClickAsync();
        await guests[0].Vote(loser.Id).Heart().ClickAsync();
        foreach (var page in all)
            await Expect(page.Vote(loser.Id).Likes()).ToHaveTextAsync("2");
        await guests[0].Vote(winner.Id).Heart().ClickAsync();
        await guests[1].Vote(winner.Id).Heart().ClickAsync();
        foreach (var page in all)
        {
            await Expect(page.Vote(loser.Id).Likes()).ToHaveTextAsync("1");
            await Expect(page.Vote(winner.Id).Likes()).ToHaveTextAsync("2");
            await Expect(page.Vote(winner.Id)).ToHaveAttributeAsync("data-first", "");
        }

        await Expect(guests[0].Vote(winner.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(guests[0].Vote(loser.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "false");

        await UntilVotingCloses(host);
        foreach (var page in all)
            await Expect(page.Heading($"Next: {winner.Title}")).ToBeVisibleAsync();
        await Expect(guests[1].Vote(loser.Id).Heart()).ToHaveAttributeAsync("aria-disabled", "true");

        await UntilTheNextSong(host);
        foreach (var page in all)
        {
            await Expect(page.Song()).ToHaveTextAsync(winner.Title);
            await Expect(page.Heading("What plays next?")).ToBeVisibleAsync();
            await Expect(page.Locator("[aria-pressed='true']")).ToHaveCountAsync(0);
        }

        await host.Button("Pause").ClickAsync();
        foreach (var page in all)
            await Expect(page.GetByText("standing still")).ToBeVisibleAsync();
        await host.Button("Play on").ClickAsync();
        foreach (var page in all)
            await Expect(page.GetByText("standing still")).ToBeHiddenAsync();

        var second = await Told(host);
        await host.Button("Play next now").ClickAsync();
        foreach (var page in all)
            await Expect(page.Song()).ToHaveTextAsync(second.Ballot.Single(entry => entry.Track.Id == second.Leader).Track.Title);

        await host.End();
        foreach (var page in all)
        {
            await page.Arrives(page == host ? "/?ended=you" : "/?ended=host");
            await Expect(page.GetByText(page == host ? "You have ended the party." : "The host has ended the party.")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task The_set_up_says_what_plays_and_a_device_that_wakes_appears_by_itself()
    {
        var song = (await Sandbox.PlayContext(HostName, $"spotify:playlist:{(await Sandbox.Complete(HostName))[0].Id}")).Song!;
        var kitchen = (await Sandbox.Player(HostName)).Devices.Single(device => device.Active);
        var host = await Host();
        await host.Locator(".record").First.ClickAsync();
        await Expect(host.GetByText($"Now on {kitchen.Name}: {song.Name} by")).ToBeVisibleAsync();
        await Expect(host.GetByRole(AriaRole.Radio, new() { Name = kitchen.Name })).ToBeCheckedAsync();
        await host.GoBackAsync();

        foreach (var device in (await Sandbox.Player(HostName)).Devices)
            await Sandbox.Wake(HostName, device.Id, awake: false);
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

    [GeneratedRegex(@"^\d:\d\d left$")]
    private static partial Regex TimeLeft();

    /// <summary>The song's address, with where it is now.</summary>
    private static Regex OpensAt(string url) => new($"^{Regex.Escape(url)}(#\\d+:\\d\\d)?$");
}
