using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What a guest and a host open to suggest, to approve, and to bar.</summary>
public sealed class SuggestInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen[] Screens = [new(390, 844, Dark: true), new(320, 640, Dark: false), new(1280, 800, Dark: false)];

    [Theory]
    [InlineData("", "From the playlist")]
    [InlineData("summer", "On Spotify")]
    [InlineData("quota", "The songs of the playlist can be suggested all the same.")]
    public async Task The_guests_sheet_is_open_to_everyone(string words, string shown)
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit("room-suggest", screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "Suggest a song" }).ClickAsync();
            await Expect(page.GetByText("Third in line.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search songs" }).FillAsync(words);
            await Expect(page.GetByText(shown).First).ToBeVisibleAsync();
            await Seen(page, $"suggest-{(words.Length > 0 ? words : "playlist")}", screen);
        }
    }

    [Theory]
    [InlineData("suggestions", "Suggestions 2 wait for you", "Approve Sundial by Marble Arcade")]
    [InlineData("never", "Never play", "Allow karaoke again")]
    public async Task The_hosts_lists_are_open_to_everyone(string deed, string words, string button)
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit("room-suggest-host", screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator($"[data-deed={deed}] summary").ClickAsync();
            await Expect(page.Locator($"[data-deed={deed}] summary")).ToHaveTextAsync(words);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = button })).ToBeVisibleAsync();
            await Seen(page, $"sheet-{deed}", screen);
        }
    }

    [Fact]
    public async Task What_can_be_set_about_suggestions_shows_when_they_are_wanted()
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit("room-host", screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator("[data-deed=settings] summary").ClickAsync();
            var longest = page.GetByLabel("No longer than");
            await Expect(longest).ToBeHiddenAsync();
            await page.GetByLabel("Guests may suggest songs").SelectOptionAsync("open");
            await Expect(longest).ToBeVisibleAsync();
            await Seen(page, "sheet-settings-suggest", screen);
        }
    }

    private static async Task Seen(IPage page, string name, Screen screen)
    {
        await Showroom.Picture(page, name, screen);
        Assert.Equal(screen.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(
            await page.EvaluateAsync<bool>("(sheet => sheet.scrollWidth <= sheet.clientWidth)(document.querySelector('dialog[open]'))")
        );
        Assert.Equal("", await page.BarriersOf());
    }
}
