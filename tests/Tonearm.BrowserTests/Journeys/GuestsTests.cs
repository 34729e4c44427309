using System.Net;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A host and three phones, one of which is too loud.</summary>
public sealed partial class GuestsTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_phone_is_muted_removed_and_blocked_and_each_is_taken_back_by_a_tap()
    {
        Meets(HttpStatusCode.Forbidden);
        var (host, guests) = await Playing(3);
        var (loud, other) = (guests[0], guests[1]);
        var (code, ballot) = ((await Told(host)).Code, (await Told(host)).Ballot);
        var figure = Seen().Match(await loud.Locator(".own-figure").InnerTextAsync()).Groups[1].Value;
        await loud.Vote(ballot[1].Track.Id).Heart().ClickAsync();
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("1");

        await host.Button("More").ClickAsync();
        await host.Locator("[data-deed=guests] > summary").ClickAsync();
        await Expect(host.Locator("[data-others] > li")).ToHaveCountAsync(4);
        await Expect(host.Locator("[data-others] > li").Filter(new() { HasText = "this device" })).ToHaveCountAsync(1);
        Assert.Equal("", await host.BarriersOf());

        await host.GetByLabel($"Mute or remove the {figure}").ClickAsync();
        await host.Button($"Mute the {figure}").ClickAsync();
        await Expect(host.GetByText($"The {figure} is muted: it watches, and nothing it says counts.")).ToBeVisibleAsync();
        await Expect(loud.Locator("[data-muted]")).ToBeVisibleAsync();
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("0");
        // Disabled for the ear, and tapped all the same.
        await loud.Vote(ballot[2].Track.Id).Heart().ClickAsync(new() { Force = true });
        await Expect(loud.Locator("[data-say]")).ToContainTextAsync("The host has muted this device");
        await Expect(loud.Vote(ballot[2].Track.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal("", await loud.BarriersOf());

        await host.Button($"Unmute the {figure}").ClickAsync();
        await Expect(loud.Locator("[data-muted]")).ToBeHiddenAsync();
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("1");

        await host.Button($"Remove the {figure}").ClickAsync();
        await Expect(loud.GetByText("The host has removed this device from the party.")).ToBeVisibleAsync();
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("0");
        await loud.ComeIn(code);
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("1");
        await Expect(loud.Vote(ballot[1].Track.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Contains($"the {figure}.", await loud.Locator(".own-figure").InnerTextAsync(), StringComparison.Ordinal);

        await host.Button($"Block the {figure}").ClickAsync();
        await Expect(loud.GetByText("The host has blocked this device for this party.")).ToBeVisibleAsync();
        Assert.Equal("", await loud.BarriersOf());
        await loud.GetByLabel(CodeField).PressSequentiallyAsync(code);
        await Expect(loud.Locator("[data-join-said]")).ToContainTextAsync("blocked");

        await host.Button($"Let in the {figure}").ClickAsync();
        await Expect(host.Locator("[data-held] > li")).ToHaveCountAsync(0);
        await loud.GotoAsync("/");
        await loud.Link("Back to the party").ClickAsync();
        await Expect(loud.Vote(ballot[1].Track.Id).Heart()).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(other.Vote(ballot[1].Track.Id).Likes()).ToHaveTextAsync("1");
    }

    [GeneratedRegex("as the (.+)\\.$")]
    private static partial Regex Seen();
}
