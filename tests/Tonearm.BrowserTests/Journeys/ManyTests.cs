using System.Text.RegularExpressions;
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

    [Fact]
    public async Task A_list_of_many_pages_is_searched_walked_and_selected_as_one()
    {
        string[] label = ["northlightrecords", "northlight.ambient", "northlight.archive"];
        using var owner = await SignedIn(label);
        var page = await Open("/guard", owner);
        await Expect(page.GetByText("1–100 of 1,350 playlists")).ToBeVisibleAsync();
        await Expect(page.Rows()).ToHaveCountAsync(100);

        // News change what they are about, and what is looked at stays where it is.
        var last = page.Rows().Last;
        await last.ScrollIntoViewIfNeededAsync();
        var seen = page.Locator($"[data-id='{await page.Rows().Nth(97).GetAttributeAsync("data-id")}']");
        var before = (await seen.BoundingBoxAsync())!.Y;
        await owner.Protect((await last.GetAttributeAsync("data-id"))!, "watch");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Watching only 1" })).ToBeAttachedAsync();
        Assert.InRange((await seen.BoundingBoxAsync())!.Y, before - 60, before + 60);

        // The keys go on from page to page, and so does the selection.
        await page.Rows().First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Rows().Last.GetByRole(AriaRole.Link).FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.GetByText("101–200 of 1,350 playlists")).ToBeVisibleAsync();
        await Expect(page.Rows().First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("2 selected, 1 of them not shown")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.GetByText("1–100 of 1,350 playlists")).ToBeVisibleAsync();
        await Expect(page.Rows().Last.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Expect(page.GetByText("101–200 of 1,350 playlists")).ToBeVisibleAsync();
        await Expect(page.GetByText("2 selected, 1 of them not shown")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        // A search looks through all pages and begins with the first.
        var found = 0;
        foreach (var account in label)
            found += (await Sandbox.Library(account)).Count(each =>
                each.Owner == account && each.Title.Contains("harbour", StringComparison.OrdinalIgnoreCase)
            );
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search playlists" });
        await search.FillAsync("HARBOUR");
        await Expect(page.GetByText($"{found} of 1,350 playlists")).ToBeVisibleAsync();
        await Expect(page.Rows()).ToHaveCountAsync(found);
        await Expect(page).ToHaveURLAsync(new Regex("/guard\\?q=HARBOUR$"));
        await search.FillAsync("polka polka");
        await Expect(page.GetByText("No playlist matches.")).ToBeVisibleAsync();
        await page.Link("Show all").ClickAsync();
        await Expect(page.Rows()).ToHaveCountAsync(100);

        await page.GetByRole(AriaRole.Link, new() { Name = "Not protected 1,349" }).ClickAsync();
        await Expect(page.GetByText("1–100 of 1,349 that match")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all that are shown" }).CheckAsync();
        await page.Button("Select all 1,349 that match").ClickAsync();
        await Expect(page.GetByText("1,349 selected, 1,249 of them not shown")).ToBeVisibleAsync();
        await page.Button("Protect").ClickAsync();
        await page.Question("Protect 1,349 playlists?").GetByText("Not now").ClickAsync();
        await page.Rows().First.GetByRole(AriaRole.Checkbox).UncheckAsync();
        await Expect(page.GetByText("99 selected")).ToBeVisibleAsync();
    }
}
