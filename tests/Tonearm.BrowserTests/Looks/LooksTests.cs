using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests.Looks;

/// <summary>
/// Every page on a phone, a tablet and a desktop, in light and dark: no barrier that axe can find, nothing wider than the screen.
/// </summary>
public sealed partial class LooksTests(Showroom showroom) : IClassFixture<Showroom>
{
    /// <summary>Without those that begin as another one does: their second step is looked at when they are used.</summary>
    public static TheoryData<string> Names =>
        [.. Gallery.Pages.Keys.Except([Gallery.Long, "host-no-devices", "host-no-premium", "host-had-no-premium"])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_fits_every_screen_and_is_open_to_everyone(string name)
    {
        var page = await showroom.Look(name, Showroom.Screens[0]);
        foreach (var screen in Showroom.Screens)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light });
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            Assert.Equal(screen.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await Showroom.Picture(page, name, screen, whole: true);
            if (!screen.Examined)
                continue;
            // Dark changes colours and nothing else.
            Assert.Equal("", await page.BarriersOf(coloursOnly: screen.Dark));
        }

        var complaints = showroom.Complaints.Where(words =>
            name is not (Gallery.Unreachable or ScreenExamples.Lost) || !words.Contains("503", StringComparison.Ordinal)
        );
        Assert.Equal("", string.Join('\n', complaints));
        Assert.DoesNotMatch(Unfilled(), await page.ContentAsync());
    }

    [Fact]
    public async Task Barriers_are_found()
    {
        await using var visit = await showroom.Visit(Gallery.Pages.Keys.First(), Showroom.Screens[0]);
        await visit.Page.EvaluateAsync(
            """
            const main = document.querySelector('main');
            main.innerHTML = '<img src="data:,"><p>Pale</p>';
            main.style.cssText = 'color: #888; background: #999';
            """
        );

        Assert.Contains("image-alt", await visit.Page.BarriersOf(), StringComparison.Ordinal);
        Assert.StartsWith("color-contrast", await visit.Page.BarriersOf(coloursOnly: true), StringComparison.Ordinal);
    }

    /// <summary>An expression that a component was given as a text.</summary>
    [GeneratedRegex(@"\b(View|Row|Drift|Wanted|Remedy|Looks)\.[A-Z]|\{ [A-Z]\w+ = ", RegexOptions.CultureInvariant)]
    private static partial Regex Unfilled();
}
