using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Where a host gives a party its time.</summary>
public sealed class PreparedInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen[] Phones = [new(390, 844, Dark: true), new(320, 640, Dark: false)];

    [Fact]
    public async Task In_the_hosts_sheet_the_time_that_is_set_stands_in_its_field()
    {
        foreach (var phone in Phones)
        {
            await using var visit = await showroom.Visit("lobby-prepared-host", phone);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator("summary", new() { HasText = "When it begins" }).ClickAsync();
            await Expect(page.GetByLabel("Day and time")).Not.ToHaveValueAsync("");
            await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "It starts by itself" })).ToBeCheckedAsync();
            await Showroom.Picture(page, "sheet-starts", phone);
            Assert.Equal(phone.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal("", await page.BarriersOf());
        }
    }

    [Fact]
    public async Task In_the_set_up_it_is_hidden_until_it_is_wanted()
    {
        foreach (var phone in Phones)
        {
            await using var visit = await showroom.Visit("host", phone);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search playlists" }).FillAsync("kitchen");
            await page.GetByRole(AriaRole.Button, new() { Name = "Kitchen Dancing" }).ClickAsync();
            await Expect(page.GetByLabel("Day and time")).ToBeHiddenAsync();
            await page.Locator("summary", new() { HasText = "Start later" }).ClickAsync();
            await page.GetByLabel("Day and time").FillAsync("2026-11-28T20:00");
            await Expect(page.Locator("[data-later-line]")).ToContainTextAsync("28 November");
            await Showroom.Picture(page, "host-later", phone, whole: true);
            Assert.Equal(phone.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal("", await page.BarriersOf());
        }
    }
}
