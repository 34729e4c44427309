using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests;

/// <summary>
/// What keeps people from using a page, as far as axe can find it. Run in the page itself: the library for Playwright opens another page
/// for each result, which takes longer than the examination.
/// </summary>
internal static class Barriers
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <param name="coloursOnly">Only what changes with the colours: their contrast.</param>
    /// <returns>A line for each kind, and some places below it.</returns>
    public static async Task<string> BarriersOf(this IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string>(
            """
            async (rules) => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
              return violations
                .map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, 3).map((node) => node.html)].join('\n  '))
                .join('\n');
            }
            """,
            coloursOnly ? new[] { "color-contrast" } : null
        );
    }
}
