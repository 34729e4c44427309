using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>What comes next but for the likes: the guests have had enough, and the host says which.</summary>
public sealed class NextSongTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task More_than_half_skip_a_song_once_the_host_lets_them()
    {
        var (host, guests) = await Playing(2);
        await Expect(guests[0].Button("Next song, please")).ToBeHiddenAsync();
        await host.OpenDeed("How you vote");
        await host.GetByLabel("A song can be skipped by vote").CheckAsync();
        await host.Button("Use these settings").ClickAsync();
        await Expect(guests[0].GetByText("From 0:30 on you can vote for the next song.")).ToBeVisibleAsync();
        var song = (await Told(host)).Song!.Track.Title;

        await App.Advance(TimeSpan.FromSeconds(40));
        foreach (var page in guests.Append(host))
            await page.ReloadAsync();
        await Expect(guests[0].GetByText("2 of the 3 here can skip this song.")).ToBeVisibleAsync();
        await guests[0].Button("Next song, please").ClickAsync();
        await Expect(guests[0].GetByRole(AriaRole.Button, new() { Name = "Next song, please", Pressed = true })).ToBeVisibleAsync();
        await Expect(guests[1].GetByText("1 of 3 wants the next song; 2 are needed.")).ToBeVisibleAsync();
        await guests[1].Button("Next song, please").ClickAsync();

        await Until(async () => (await Told(host)).Round == 2);
        foreach (var page in guests.Append(host))
            await Expect(page.Song()).Not.ToHaveTextAsync(song);
        await Expect(guests[0].GetByRole(AriaRole.Button, new() { Name = "Next song, please", Pressed = false })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_hosts_choice_is_seen_by_all_and_taken_back()
    {
        var (host, guests) = await Playing(1);
        var liked = (await Told(host)).Ballot[1].Track;
        await guests[0].Vote(liked.Id).Heart().ClickAsync();
        await Expect(host.Vote(liked.Id).Likes()).ToHaveTextAsync("1");
        await host.OpenDeed("Play this one next");
        var rows = host.Locator("[data-pool] > li");
        await Expect(rows.Nth(5)).ToBeVisibleAsync();
        var title = await rows.Nth(5).Locator("strong").InnerTextAsync();
        await host.GetByLabel("Find a song of this party").FillAsync(title);
        await Expect(rows.First.Locator("strong")).ToContainTextAsync(title);

        await rows.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(guests[0].Locator("[data-ballot-head]")).ToContainTextAsync($"Next: {title}");
        await Expect(guests[0].GetByText("Your likes stand for the song after it.")).ToBeVisibleAsync();
        await Expect(host.Vote(liked.Id).Likes()).ToHaveTextAsync("1");

        await host.Button("Take it back").ClickAsync();
        await Expect(guests[0].Locator("[data-ballot-head]")).ToHaveTextAsync("What plays next?");
        await Expect(host.Button("Take it back")).ToBeHiddenAsync();
    }
}
