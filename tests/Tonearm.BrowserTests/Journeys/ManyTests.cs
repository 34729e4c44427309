using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class ManyTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_label_protects_a_thousand_at_once_and_finds_its_way_among_them_without_the_server()
    {
        var page = await Open();
        await page.SignIn("Northlight Records / Archive");
        await Expect(page.GetByText("1,000 playlists", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("40 more in the library belong to others.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all that are shown" }).CheckAsync();
        await Expect(page.GetByText("1,000 selected")).ToBeVisibleAsync();
        await page.Button("Protect").ClickAsync();
        await page.Question("Protect 1,000 playlists?").Answer("Protect these 1,000").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("1,000 playlists are protected.", new() { Timeout = 90_000 });
        await Expect(page.Heading("1,000 of 1,000 protected playlists are as you want them.")).ToBeVisibleAsync();

        // From here on the server is silent.
        await page.RouteAsync("**/guard*", _ => Task.CompletedTask);
        var harbours = (await Sandbox.Library("northlight.archive")).Count(each =>
            each.Owner == "northlight.archive" && each.Title.Contains("harbour", StringComparison.OrdinalIgnoreCase)
        );
        Assert.InRange(harbours, 2, 500);
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search playlists" });
        await search.FillAsync("harbour");
        await Expect(page.GetByText($"{harbours} of 1,000 playlists")).ToBeVisibleAsync();
        await Expect(page.Rows()).ToHaveCountAsync(harbours);
        await page.GetByRole(AriaRole.Link, new() { Name = "As you want it 1,000" }).ClickAsync();
        await Expect(page.Rows()).ToHaveCountAsync(harbours);
        await search.FillAsync("polka polka");
        await Expect(page.GetByText("No playlist matches.")).ToBeVisibleAsync();
        await page.Link("Show all").ClickAsync();
        await Expect(page.GetByText("1,000 playlists", new() { Exact = true })).ToBeVisibleAsync();
    }
}
