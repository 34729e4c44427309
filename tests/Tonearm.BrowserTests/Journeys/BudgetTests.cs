using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>The day's calls to Spotify, where a person meets them: before more is protected, beside the last look, and as a page.</summary>
public sealed class BudgetTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : Journey(chromium, postgres, sandboxes)
{
    protected override (string Name, string? Value)[] Settings => [("Spotify:DailyBudget", "100")];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Before_protecting_the_cost_is_told_and_afterwards_the_interval_and_where_the_day_went(bool script)
    {
        var owner = await SignedIn("kitchenradio");
        var page = await Open("/guard", owner, script);
        await page.Tick("Sunday Pancakes").CheckAsync();
        await page.Button("Protect").ClickAsync();
        await Expect(
                page.GetByText("Looking at it takes 1 call more to Spotify each time, 288 a day every 5 minutes. Guard then looks every")
            )
            .ToBeVisibleAsync();
        await page.Button("Protect it").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("is protected.");
        await Expect(page.GetByText("because 1 account needs 288 calls a day and about 9")).ToBeVisibleAsync();

        await page.Link("How today's calls are spent").ClickAsync();
        await Expect(page.Heading("Calls to Spotify")).ToBeVisibleAsync();
        await Expect(page.GetByText("sets them to 100 of each kind.")).ToBeVisibleAsync();
        await Expect(page.GetByText("because looking at 1 account every 5 minutes needs 288 calls a day")).ToBeVisibleAsync();
        await Expect(
                page.GetByRole(Microsoft.Playwright.AriaRole.Img, new() { NameRegex = new("for what somebody waited for.* free") }).First
            )
            .ToBeVisibleAsync();
    }
}
