using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A guest's wish, from the search to the music.</summary>
public sealed partial class SuggestTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_song_is_searched_for_suggested_approved_voted_for_and_played()
    {
        var (host, guests) = await Playing(2);
        var (guest, other) = (guests[0], guests[1]);
        await Expect(guest.Button("Suggest a song")).ToBeHiddenAsync();
        await host.OpenDeed("How you vote");
        await host.GetByLabel("Guests may suggest songs").SelectOptionAsync("approval");
        await host.Button("Use these settings").ClickAsync();
        await Expect(host.GetByText("Saved. The ballot follows.")).ToBeVisibleAsync();

        var song = await Suggest(guest, "paper");
        await Expect(guest.GetByText("The host has yet to say yes.").First).ToBeVisibleAsync();
        var second = await Suggest(other, "harbour");
        await Expect(other.Locator("[data-suggest-turns]")).ToHaveTextAsync("One of yours waits for the host’s yes.");

        var sheet = host.GetByRole(AriaRole.Dialog, new() { Name = "Your party" });
        await sheet.GetByText("Suggestions 2 wait for you").ClickAsync();
        await host.Button($"Approve {song}").ClickAsync();
        await host.Button($"Undo: {song}").ClickAsync();
        await host.Button($"Approve {song}").ClickAsync();
        // Another yes does the first at once.
        await host.Button($"Approve {second}").ClickAsync();
        await Expect(guest.Locator("[data-suggest-turns]")).ToHaveTextAsync("Yours is next in line.");
        await Expect(guest.GetByText("First in line.")).ToBeVisibleAsync();
        await guest
            .GetByRole(AriaRole.Dialog, new() { Name = "Suggest a song" })
            .GetByRole(AriaRole.Button, new() { Name = "Close" })
            .ClickAsync();

        await UntilTheNextSong(guest);
        await Expect(guest.Votes().Filter(new() { HasText = song.Split(" by ")[0] }).GetByText("suggested")).ToBeVisibleAsync();
        await guest.Votes().GetByRole(AriaRole.Button, new() { Name = $"Like {song}", Exact = true }).ClickAsync();
        await Expect(guest.Votes().Filter(new() { HasText = song.Split(" by ")[0] }).Likes()).ToHaveTextAsync("1");
        await UntilVotingCloses(guest);
        await Expect(guest.Locator("[data-ballot-head]")).ToHaveTextAsync($"Next: {song.Split(" by ")[0]}");
        await UntilTheNextSong(guest);
        await Expect(guest.Song()).ToHaveTextAsync(song.Split(" by ")[0]);
        await Expect(host.Song()).ToHaveTextAsync(song.Split(" by ")[0]);
    }

    [Fact]
    public async Task What_is_never_to_be_played_leaves_every_phone_and_comes_back_when_it_is_allowed()
    {
        var (host, guests) = await Playing(1);
        var gone = (await Told(host)).Ballot[1].Track;

        await host.OpenDeed("Never play");
        await host.GetByLabel("What never to play").SelectOptionAsync("song");
        await host.GetByLabel("Which song").SelectOptionAsync(gone.Id);
        await host.Button("Add to the list").ClickAsync();

        await Expect(host.GetByText("It plays no more.")).ToBeVisibleAsync();
        await Expect(guests[0].Vote(gone.Id)).ToHaveCountAsync(0);
        await Expect(guests[0].Votes()).ToHaveCountAsync(4);
        await host.Button($"Allow {gone.Title} again").ClickAsync();
        await Expect(host.GetByText("It may play again.")).ToBeVisibleAsync();
        await Expect(host.Button($"Allow {gone.Title} again")).ToHaveCountAsync(0);
    }

    /// <summary>Suggests the last song that Spotify finds for these words.</summary>
    /// <returns>Its title and artists.</returns>
    private static async Task<string> Suggest(IPage page, string words)
    {
        await page.Button("Suggest a song").ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search songs" }).FillAsync(words);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "On Spotify" })).ToBeVisibleAsync();
        var button = page.GetByRole(AriaRole.Button, new() { NameRegex = ToSuggest() }).Last;
        var label = await button.GetAttributeAsync("aria-label");
        await button.ClickAsync();
        return label!["Suggest ".Length..];
    }

    [GeneratedRegex("^Suggest .* by ")]
    private static partial Regex ToSuggest();
}
