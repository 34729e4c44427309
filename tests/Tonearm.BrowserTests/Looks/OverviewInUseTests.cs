using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>The overview under the hands of its owner: mouse and keyboard.</summary>
public sealed class OverviewInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen Desk = new(1280, 800, Dark: true);

    [Fact]
    public async Task A_page_asks_again_when_a_promised_look_may_not_have_come()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;
        await page.Clock.InstallAsync(new() { TimeDate = Examples.Now.UtcDateTime });
        await page.ReloadAsync();
        await Expect(page.Locator("[data-until]")).ToBeVisibleAsync();

        var asked = await page.RunAndWaitForResponseAsync(
            () => page.Clock.FastForwardAsync(302_000),
            response => response.Url.EndsWith("/look/overview", StringComparison.Ordinal)
        );

        Assert.True(asked.Ok);
    }

    [Fact]
    public async Task Search_answers_as_one_types_and_overlooks_accents()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("cafe");

        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(3);
        await Expect(page.Locator(".row:visible .row-title").First).ToContainTextAsync("Café del Norte");
        await Expect(page.GetByText("3 of 60 playlists")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{showroom.Address}/look/overview?q=cafe");
    }

    [Fact]
    public async Task A_search_without_a_match_offers_the_way_back()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("polka");

        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();

        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(60);
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_state_filters_the_rows()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "On hold" }).ClickAsync();

        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(2);
        await Expect(page.Locator(".row:visible .state").First).ToHaveTextAsync("On hold");
    }

    [Fact]
    public async Task All_of_it_works_by_keyboard()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;

        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("late");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".row:visible .row-title").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+Space");
        await Expect(page.GetByText("3 selected")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "With the selected playlists" })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(60);
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Select_all_takes_only_what_is_shown_and_says_what_is_not()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("cafe");

        await page.GetByLabel("Select all that are shown").CheckAsync();
        await Expect(page.GetByText("3 selected")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Searchbox).FillAsync("late");
        await Expect(page.GetByText("3 selected, 3 of them not shown")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_would_be_taken_is_shown_before_it_is()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Switch, new() { Name = "Protect Songs my neighbour hums", Exact = true }).ClickAsync();

        var question = page.GetByRole(AriaRole.Dialog);
        await Expect(question.GetByRole(AriaRole.Heading, new() { Name = "Protect 3 playlists?" })).ToBeVisibleAsync();
        await Expect(question.GetByText("an empty title cannot be kept")).ToBeVisibleAsync();
        await question.GetByText("Not now").ClickAsync();
        await Expect(question).ToBeHiddenAsync();
    }

    [Fact]
    public async Task News_leave_search_selection_and_focus_where_they_are()
    {
        await using var visit = await showroom.Visit("overview", Desk);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("late");
        await page.Locator(".row:visible .tick").First.CheckAsync();
        await page.Locator(".row:visible .row-title").Nth(1).FocusAsync();

        await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))"),
            response => response.Url.Contains("/look/overview", StringComparison.Ordinal)
        );

        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(3);
        await Expect(page.GetByText("1 selected")).ToBeVisibleAsync();
        await Expect(page.Locator(".row:visible .row-title").Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Fifteen_hundred_rows_are_searched_and_walked_like_fifteen()
    {
        await using var visit = await showroom.Visit(Gallery.Long, Desk);
        var page = visit.Page;

        await page.GetByLabel("Select all that are shown").CheckAsync();
        await Expect(page.GetByText("1,500 selected")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Slow Disco 75");
        await Expect(page.Locator(".row:visible")).ToHaveCountAsync(1);
    }
}
