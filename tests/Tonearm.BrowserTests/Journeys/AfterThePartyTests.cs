using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>From the last song to a playlist in Spotify, for the host; and what guests see of it.</summary>
public sealed class AfterThePartyTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task What_was_played_is_seen_during_and_after_the_party_and_saved_in_Spotify()
    {
        var (host, guests) = await Playing(1);
        var guest = guests[0];
        var first = await Told(host);
        var winner = first.Ballot[2].Track;
        await guest.Vote(winner.Id).Heart().ClickAsync();
        await Expect(host.Vote(winner.Id).Likes()).ToHaveTextAsync("1");
        await UntilVotingCloses(host);
        await Expect(host.Heading($"Next: {winner.Title}")).ToBeVisibleAsync();
        await UntilTheNextSong(host);
        await Expect(guest.Song()).ToHaveTextAsync(winner.Title);

        // The room stays open beside it.
        var soFar = await guest.RunAndWaitForPopupAsync(() => guest.Link("What was played").ClickAsync());
        await Expect(soFar.Heading("What was played so far")).ToBeVisibleAsync();
        await Expect(soFar.Locator(".played-list > li")).ToHaveCountAsync(2);
        await Expect(soFar.Locator(".played-list > li").Nth(1)).ToContainTextAsync("1 like");
        await Expect(guest.Song()).ToHaveTextAsync(winner.Title);
        await soFar.CloseAsync();

        await host.End();
        await guest.Arrives("/?ended=host");
        await guest.Link("What was played").ClickAsync();
        await Expect(guest.Heading("What was played")).ToBeVisibleAsync();
        // Another song may have the same title.
        await Expect(guest.Link(winner.Title).First).ToBeVisibleAsync();
        await Expect(guest.Button("Save as a playlist in Spotify")).ToHaveCountAsync(0);
        await Expect(guest.Button("Print")).ToBeVisibleAsync();
        var download = await guest.RunAndWaitForDownloadAsync(() => guest.Link("As a spreadsheet").ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);

        await host.Arrives("/?ended=you");
        await host.Link("What was played").ClickAsync();
        await host.Button("Save as a playlist in Spotify").ClickAsync();
        await Expect(host.GetByText("Tonearm needs one more permission")).ToBeVisibleAsync();
        await host.Link("Go on to Spotify").ClickAsync();
        await host.AgreeAs("Kitchen Radio");
        await host.Arrives("/played");
        await Expect(host.GetByText("Saved in Spotify as a private playlist")).ToBeVisibleAsync();

        var saved = (await Sandbox.Library(HostName))[0];
        Assert.StartsWith(first.PlaylistTitle, saved.Title, StringComparison.Ordinal);
        Assert.Equal(2, (await Sandbox.Items(saved.Id)).Count(uri => uri is not null));
        await Expect(host.Link("Open in Spotify")).ToHaveAttributeAsync("href", $"https://open.spotify.com/playlist/{saved.Id}");
        Assert.Equal("", await host.BarriersOf());
    }
}
