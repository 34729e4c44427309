using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What was played, printed: the songs and nothing to press, dark on white whatever the screen is.</summary>
public sealed class PlayedOnPaperTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen Paper = new(794, 1123, Dark: true);

    [Fact]
    public async Task On_paper_stand_the_songs_and_nothing_to_press()
    {
        await using var visit = await showroom.Visit("played", Paper);
        var page = visit.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        await Expect(page.Locator(".played-list > li").First).ToBeVisibleAsync();
        await Expect(page.Locator("button:visible, nav:visible, form:visible")).ToHaveCountAsync(0);
        var colour = await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.played-song a')).color");
        Assert.Equal("rgb(0, 0, 0)", colour);
        // 46 songs are one sheet and a little of the second.
        var pdf = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.InRange(System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b"), 1, 2);
        await Showroom.Picture(page, "played-on-paper", Paper, whole: true);
    }
}
