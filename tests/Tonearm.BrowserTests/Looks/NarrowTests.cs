using System.Text.Json;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests.Looks;

/// <summary>
/// Every page where there is little room: on the smallest phone, and on a usual one with letters twice as large. And by ear: what differs
/// has names that differ.
/// </summary>
public sealed class NarrowTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen Phone = new(390, 844, Dark: false);

    /// <summary>The last is a phone whose browser shows the whole page twice as large.</summary>
    private static readonly (int Width, int Letters)[] Narrow = [(320, 100), (390, 200), (195, 100)];

    public static TheoryData<string> Names => [.. Gallery.Pages.Keys.Except([Gallery.Long])];

    /// <summary>One visit for all of it: opening a page takes longer than looking at it in another way.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_told_by_ear_seen_in_colours_of_ones_own_and_nothing_of_it_is_squeezed_out(string name)
    {
        var page = await showroom.Look(name, Phone);
        string[] troubles = [.. await Alike(page), .. await Lost(page, name), .. await Squeezed(page, name)];
        Assert.True(troubles.Length == 0, string.Join('\n', troubles));
    }

    /// <summary>Two controls that do different things and sound alike cannot be told apart by who hears them.</summary>
    private static async Task<IEnumerable<string>> Alike(IPage page)
    {
        await using var names = new SpokenNames(await page.Context.NewCDPSessionAsync(page));
        return (await names.Alike()).Select(each => $"Sounds alike: {each}");
    }

    /// <summary>Switches, marks and dots are shapes without words: they must be seen on whatever ground somebody has chosen.</summary>
    private static async Task<IEnumerable<string>> Lost(IPage page, string name)
    {
        await page.EvaluateAsync($"() => {{ {RememberShapes} }}");
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await Showroom.Picture(page, $"{name}-forced", Phone);
        var lost = await page.EvaluateAsync<string[]>(
            """
            () => window.shapes
              .filter(([element, pseudo]) => [document.body, document.documentElement]
                .some((ground) => getComputedStyle(element, pseudo).backgroundColor === getComputedStyle(ground).backgroundColor))
              .map(([element, pseudo]) => `${pseudo ?? ''} of ${element.outerHTML.slice(0, 90)}`)
            """
        );
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
        return lost.Take(8).Select(each => $"Not seen in colours of one's own: {each}");
    }

    private static async Task<IEnumerable<string>> Squeezed(IPage page, string name)
    {
        List<string> troubles = [];
        foreach (var (width, letters) in Narrow.Where(each => each.Width >= 320 || Held(name)))
        {
            await page.SetViewportSizeAsync(width, 700);
            await page.EvaluateAsync("percent => document.documentElement.style.setProperty('font-size', `${percent}%`)", letters);
            await Showroom.Picture(page, $"{name}-letters-{letters}", new(width, 700, Dark: false), whole: true);
            if (await page.EvaluateAsync<string>(Trouble) is { Length: > 0 } trouble)
                troubles.Add($"{width} pixels, letters at {letters} %:\n{trouble}");
        }

        return troubles;
    }

    /// <summary>Whether a page is made for the hand of a guest or a host.</summary>
    private static bool Held(string name) => name.Split('-')[0] is "start" or "host" or "lobby" or "room" or "key";

    /// <summary>Small, painted, without words and without an edge of its own: a shape.</summary>
    private const string RememberShapes = """
        const seen = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility());
        const parts = seen.flatMap((element) => [undefined, '::before', '::after'].map((pseudo) => [element, pseudo]));
        window.shapes = parts.filter(([element, pseudo]) => {
          const style = getComputedStyle(element, pseudo);
          if (element.matches('input')) return false;
          if (pseudo ? style.content !== '""' : element.childNodes.length || element.matches('.unseen, img, svg *')) return false;
          const isSmall = parseFloat(style.width) > 0 && parseFloat(style.width) < 24;
          return isSmall && !/, 0\)$/.test(style.backgroundColor) && style.borderTopStyle === 'none';
        });
        """;

    /// <summary>What sticks out at the sides, and words that have less room than their longest letters need.</summary>
    private const string Trouble = """
        () => {
          const room = document.documentElement.clientWidth;
          const found = [];
          const whole = document.documentElement.scrollWidth;
          if (whole > room) found.push(`The page is ${whole} wide in ${room}.`);
          const overflow = (element) => getComputedStyle(element).overflowX;
          const cut = ({ parentElement: around }) =>
            around && around !== document.documentElement && (overflow(around) !== 'visible' || cut(around));
          for (const element of document.querySelectorAll('body *')) {
            if (!element.checkVisibility() || element.closest('.unseen, .skip, .wordmark-name, svg, [data-sheet]:not([open])')) continue;
            if (cut(element)) continue;
            const start = element.outerHTML.slice(0, 90);
            const box = element.getBoundingClientRect();
            if (box.width === 0 || box.height === 0) continue;
            const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
            const isCutOff = overflow(element) === 'hidden' && element.scrollWidth > element.clientWidth + 1;
            if (box.right > room + 1 || box.left < -1) found.push(`Out by ${Math.max(box.right - room, -box.left)}: ${start}`);
            else if (words && isCutOff && element.clientWidth < 60) found.push(`Squeezed to ${element.clientWidth}: ${start}`);
            else if (words && box.width < 40 && element.textContent.trim().length > 6 && getComputedStyle(element).display !== 'inline')
              found.push(`Only ${box.width} wide: ${start}`);
          }
          return found.slice(0, 8).join('\n');
        }
        """;

    /// <summary>What a screen reader would say, from the browser's own tree.</summary>
    private sealed class SpokenNames(ICDPSession session) : IAsyncDisposable
    {
        private static readonly HashSet<string> Controls =
        [
            "button",
            "link",
            "switch",
            "checkbox",
            "radio",
            "textbox",
            "searchbox",
            "combobox",
            "DisclosureTriangle",
            "slider",
            "tab",
            "menuitem",
        ];

        /// <returns>A line for each role and name that stands for more than one thing.</returns>
        public async Task<IReadOnlyList<string>> Alike()
        {
            await session.SendAsync("Accessibility.enable");
            var tree = await session.SendAsync("Accessibility.getFullAXTree");
            return
            [
                .. from node in tree!.Value.GetProperty("nodes").EnumerateArray()
                where !node.GetProperty("ignored").GetBoolean() && node.TryGetProperty("role", out _)
                let role = node.GetProperty("role").GetProperty("value").GetString()!
                where Controls.Contains(role)
                group Deed(node) by (role, name: Name(node)) into alike
                let deeds = alike.Key.role == "link" ? alike.Distinct().Count() : alike.Count()
                where deeds > 1 || alike.Key.name.Length == 0
                select $"{deeds} × {alike.Key.role} “{alike.Key.name}”",
            ];
        }

        public async ValueTask DisposeAsync() => await session.DetachAsync();

        private static string Name(JsonElement node) =>
            node.TryGetProperty("name", out var name) ? name.GetProperty("value").GetString()!.Trim() : "";

        private static string Deed(JsonElement node) =>
            node.GetProperty("properties")
                .EnumerateArray()
                .Where(property => property.GetProperty("name").GetString() == "url")
                .Select(property => property.GetProperty("value").GetProperty("value").GetString()!)
                .FirstOrDefault("");
    }
}
