using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>
/// Every state of a television on a usual and on a large one: nothing cut off or over something else, legible from five metres, no barrier
/// that axe can find.
/// </summary>
public sealed class TelevisionTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen Usual = new(1920, 1080, Dark: true);
    private static readonly Screen Large = new(3840, 2160, Dark: true);

    public static TheoryData<string> Names =>
        [
            .. Gallery.Pages.Keys.Where(name =>
                name.StartsWith("screen", StringComparison.Ordinal) && !name.Contains("scanned", StringComparison.Ordinal)
            ),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fits_and_is_read_from_the_other_end_of_the_room(string name)
    {
        await using var visit = await showroom.Visit(name, Usual);
        var page = visit.Page;
        if (name != ScreenExamples.Lost)
            await Expect(page.Locator("[data-part='waiting']")).ToBeHiddenAsync();
        else
            await Expect(page.Locator("[data-lost]")).ToBeVisibleAsync();

        Assert.Equal("", await page.BarriersOf());
        foreach (var screen in new[] { Usual, Large })
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await Showroom.Picture(page, name, screen);
            Assert.Equal("", await page.EvaluateAsync<string>(Trouble));
        }

        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await Showroom.Picture(page, $"{name}-forced", Usual);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
    }

    [Fact]
    public async Task The_hosts_sheet_of_televisions_is_open_to_everyone()
    {
        foreach (var phone in new[] { new Screen(390, 844, Dark: true), new Screen(390, 844, Dark: false) })
        {
            await using var visit = await showroom.Visit("room-host", phone);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.GetByText("Television", new() { Exact = true }).ClickAsync();
            await Expect(page.GetByText("Television 2")).ToBeVisibleAsync();
            await page.GetByText("Show your Wi-Fi there, too").ClickAsync();
            await Expect(page.GetByText("Televisions show the QR code of Harbour Lights.")).ToBeVisibleAsync();
            await Showroom.Picture(page, "sheet-screens", phone);
            Assert.Equal("", await page.BarriersOf());
        }
    }

    /// <summary>
    /// What leaves the screen, what stands over something else, and what is small. A letter of a fiftieth of the height is 14 mm on a
    /// television of 55 inches, its small letters half of that: what eyes of full strength can read at five metres (5 minutes of arc).
    /// What matters most is twice as large.
    /// </summary>
    private const string Trouble = """
        () => {
          const { innerWidth: width, innerHeight: height } = window;
          const found = [];
          const seen = [...document.querySelectorAll('main *')]
            .filter((element) => element.checkVisibility() && !element.closest('.unseen'));
          const clipped = (element, box) => {
            for (let around = element.parentElement; around; around = around.parentElement) {
              if (getComputedStyle(around).overflow !== 'hidden') continue;
              const edge = around.getBoundingClientRect();
              const [left, top] = [Math.max(box.left, edge.left), Math.max(box.top, edge.top)];
              box = { left, top, right: Math.min(box.right, edge.right), bottom: Math.min(box.bottom, edge.bottom) };
            }
            return box;
          };
          for (const element of seen) {
            const box = clipped(element, element.getBoundingClientRect());
            if (box.right <= box.left || box.bottom <= box.top) continue;
            if (box.left < 0 || box.top < 0 || box.right > width + 1 || box.bottom > height + 1)
              found.push(`Out: ${element.outerHTML.slice(0, 90)}`);
          }
          const texts = seen
            .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
          const boxes = texts.map((element) => [element, clipped(element, element.getBoundingClientRect())]);
          boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
            if (one.contains(other) || other.contains(one)) return;
            const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            // Lines of letters may touch, as their boxes are higher than the letters.
            if (over > 2 && under > height / 100) found.push(`${one.textContent.slice(0, 30)} over ${other.textContent.slice(0, 30)}`);
          }));
          const rows = [...document.querySelectorAll('.row')]
            .filter((row) => row.checkVisibility())
            .map((row) => row.getBoundingClientRect().bottom);
          const wayIn = document.querySelector('.way-in').getBoundingClientRect().top;
          if (rows.some((bottom) => bottom > wayIn)) found.push('The ballot stands over the way in');
          const large = { '.title': 25, '.row-title': 31, '.row-count': 27, '.way-in .digits': 9,
            '.lobby .digits': 6, '.letters': 8, '[data-lost]': 36 };
          for (const element of texts) {
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (element.matches('.from') || element.closest('.wifi')) continue;
            const [, share] = Object.entries(large).find(([selector]) => element.closest(selector)) ?? ['', 50];
            if (size < height / share) found.push(`Small, ${size}: ${element.outerHTML.slice(0, 90)}`);
          }
          for (const qr of seen.filter((element) => element.matches('.qr') && !element.closest('.wifi'))) {
            const side = qr.getBoundingClientRect().width;
            if (side < height / 5) found.push(`A QR code of ${side}`);
          }
          return found.slice(0, 8).join('\n');
        }
        """;
}
