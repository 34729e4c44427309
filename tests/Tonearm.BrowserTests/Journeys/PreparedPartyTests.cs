using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A party that is prepared, from the field of its time to its first song.</summary>
public sealed class PreparedPartyTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task Prepared_voted_for_and_begun_by_itself()
    {
        var host = await Host();
        await host.Locator(".record").First.ClickAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Kitchen computer" }).CheckAsync();
        await host.GetByText("Start later").ClickAsync();
        var at = App.Clock.GetUtcNow().AddHours(3);
        at = at.AddSeconds(-at.Second);
        await host.GetByLabel("Day and time").FillAsync(await OnWall(host, at));
        await host.GetByRole(AriaRole.Checkbox, new() { Name = "It starts by itself" }).CheckAsync();
        await Expect(host.Locator("[data-later-line]")).ToContainTextAsync("by itself");
        await host.Button("Show the code").ClickAsync();
        await Expect(host.GetByText("You may close this page: the party waits for its time.")).ToBeVisibleAsync();
        Assert.Equal("", await host.BarriersOf());
        Assert.Equal(at.ToUnixTimeMilliseconds(), (await Told(host)).Starts?.At);

        var guest = await GuestOf(host);
        await Expect(guest.GetByText("in 3 hours").Or(guest.GetByText("in 2 hours"))).ToBeVisibleAsync();
        await Expect(guest.GetByRole(AriaRole.Link, new() { Name = "Add to calendar" })).ToBeVisibleAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "What plays first?" })).ToBeVisibleAsync();
        Assert.Equal("", await guest.BarriersOf());
        var liked = (await Told(guest)).Ballot[2].Track;
        await guest.Vote(liked.Id).Heart().ClickAsync();
        await Expect(host.Vote(liked.Id).Likes()).ToHaveTextAsync("1");

        // The host changes it in the room, and closes the page.
        await host.OpenDeed("When it begins");
        await host.GetByLabel("Day and time").FillAsync(await OnWall(host, at.AddMinutes(-60)));
        await host.Button("Use this time").ClickAsync();
        await Expect(host.GetByText("It begins ").And(host.Locator("[data-sheet-said]"))).ToBeVisibleAsync();
        await Expect(guest.GetByText("in 2 hours").Or(guest.GetByText("in 1 hour "))).ToBeVisibleAsync();
        await host.CloseAsync();

        await App.Advance(at.AddMinutes(-60) - App.Clock.GetUtcNow());
        await Expect(guest.Song()).ToHaveTextAsync(liked.Title);
    }

    /// <summary>As somebody there would fill the field.</summary>
    private static Task<string> OnWall(IPage page, DateTimeOffset at) =>
        page.EvaluateAsync<string>(
            "at => { const d = new Date(at); d.setMinutes(d.getMinutes() - d.getTimezoneOffset()); return d.toISOString().slice(0, 16); }",
            at.ToUnixTimeMilliseconds()
        );
}
