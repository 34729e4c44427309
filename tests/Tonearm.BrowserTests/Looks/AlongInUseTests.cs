using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What a guest opens to play along, and a host to see who does.</summary>
public sealed class AlongInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen[] Screens = [new(390, 844, Dark: true), new(320, 640, Dark: false), new(1280, 800, Dark: false)];

    [Theory]
    [InlineData("room-along", "Play along", "Sign in at Spotify")]
    [InlineData("room-along-ready", "Play along", "Play along here")]
    [InlineData("room-along-on", "Change", "Play there instead")]
    [InlineData("room-along-premium", "See why", "Stop and sign out")]
    [InlineData("room-along-budget", "See why", "Stop and sign out")]
    public async Task The_guests_sheet_is_open_to_everyone(string room, string way, string shown)
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit(room, screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = way }).ClickAsync();
            await Expect(page.GetByText(shown).First).ToBeVisibleAsync();
            if (room != "room-along")
                await Expect(page.Locator("[data-along] [data-device-list] li").First).ToBeVisibleAsync();
            await Seen(page, $"sheet-{room}", screen);
        }
    }

    [Fact]
    public async Task The_host_sees_how_many_and_what_it_takes()
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit("room-along-host", screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator("[data-deed=along] summary").ClickAsync();
            await Expect(page.GetByText("So far they have taken 96 calls.")).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Switch it off" })).ToBeVisibleAsync();
            await Seen(page, "sheet-along-host", screen);
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
