using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Every page on a phone, a tablet and a desktop, in light and dark: no barrier that axe can find, nothing wider than the screen.</summary>
public sealed partial class LooksTests(Showroom showroom) : IClassFixture<Showroom>
{
    /// <summary>Without those that begin as another one does: their second step is looked at when they are used.</summary>
    public static TheoryData<string> Names => [.. Gallery.Pages.Keys.Except([Gallery.Long, "host-no-devices", "host-no-premium"])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_fits_every_screen_and_is_open_to_everyone(string name)
    {
        foreach (var screens in Showroom.Screens.GroupBy(screen => screen.Dark))
        {
            List<string> complaints = [];
            await using var visit = await showroom.Visit(name, screens.First(), complaints);
            var page = visit.Page;
            foreach (var screen in screens)
            {
                await page.SetViewportSizeAsync(screen.Width, screen.Height);
                Assert.Equal(screen.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                await Showroom.Picture(page, name, screen, whole: true);
                if (!screen.Examined) continue;
                // Dark changes colours and nothing else.
                var axe = await page.RunAxe(screen.Dark ? new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") } : null);
                Assert.True(axe.Violations.Length == 0, $"{screen}: {string.Join('\n', axe.Violations.Select(Tell))}");
            }

            if (name == Gallery.Unreachable) complaints.RemoveAll(words => words.Contains("503", StringComparison.Ordinal));
            Assert.True(complaints.Count == 0, string.Join('\n', complaints));
            Assert.DoesNotMatch(Unfilled(), await page.ContentAsync());
        }
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}";

    /// <summary>An expression that a component was given as a text.</summary>
    [GeneratedRegex(@"\b(View|Row|Drift|Wanted|Cure|Looks)\.[A-Z]|\{ [A-Z]\w+ = ", RegexOptions.CultureInvariant)]
    private static partial Regex Unfilled();
}
