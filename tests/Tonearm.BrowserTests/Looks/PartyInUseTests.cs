using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>What a host opens, and what a guest's phone has to load.</summary>
public sealed partial class PartyInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private const int MostBytes = 25_000;

    private static readonly Screen[] Phones = [new(390, 844, Dark: true), new(390, 844, Dark: false)];

    [Theory]
    [InlineData("device", "Where it plays")]
    [InlineData("settings", "How you vote")]
    [InlineData("songs", "The songs")]
    [InlineData("fallback", "When all have played")]
    [InlineData("choice", "Play this one next")]
    [InlineData("off", "Take a song off")]
    [InlineData("end", "End the party")]
    public async Task The_hosts_sheet_is_open_to_everyone(string deed, string words)
    {
        foreach (var phone in Phones)
        {
            await using var visit = await showroom.Visit("room-host", phone);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator("summary", new() { HasText = words }).ClickAsync();
            if (deed == "device")
                await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Kitchen speaker" })).ToBeCheckedAsync();
            await Showroom.Picture(page, $"sheet-{deed}", phone);
            Assert.Equal("", await page.BarriersOf());
        }
    }

    [Theory]
    [InlineData("host", "Kitchen speaker")]
    [InlineData("host-no-devices", "No device is awake.")]
    [InlineData("host-had-no-premium", "had no Premium")]
    [InlineData("host-no-premium", "Spotify lets only Premium accounts be played from here")]
    public async Task The_second_step_of_the_set_up_is_open_to_everyone(string name, string words)
    {
        foreach (var screen in Showroom.Screens)
        {
            await using var visit = await showroom.Visit(name, screen);
            var page = visit.Page;
            await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search playlists" }).FillAsync("kitchen");
            await page.GetByRole(AriaRole.Button, new() { Name = "Kitchen Dancing" }).ClickAsync();
            await Expect(page.GetByText(words).First).ToBeVisibleAsync();
            await Showroom.Picture(page, $"{name}-device", screen);
            Assert.Equal(screen.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            if (!screen.Examined)
                continue;
            Assert.Equal("", await page.BarriersOf());
        }
    }

    [Fact]
    public async Task Without_a_network_the_room_says_so_and_is_open_to_everyone()
    {
        foreach (var phone in Phones)
        {
            await using var visit = await showroom.Visit("room", phone);
            var page = visit.Page;
            await page.Context.SetOfflineAsync(true);
            try
            {
                await Expect(page.GetByText("No connection. It comes back by itself.")).ToBeVisibleAsync();
                await Showroom.Picture(page, "room-offline", phone);
                Assert.Equal(phone.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                Assert.Equal("", await page.BarriersOf());
            }
            finally
            {
                await page.Context.SetOfflineAsync(false);
            }
        }
    }

    [Fact]
    public async Task What_waits_can_be_taken_back_and_moves_nothing()
    {
        foreach (var screen in Showroom.Screens)
        {
            await using var visit = await showroom.Visit("room-host", screen);
            var page = visit.Page;
            const string tops =
                "() => [...document.querySelectorAll('main *')].filter((each) => !each.closest('.toast')).map((each) => each.getBoundingClientRect().top).join()";
            var before = await page.EvaluateAsync<string>(tops);
            // It waits as long as it is looked at here, however slow the machine.
            await page.EvaluateAsync(
                "() => { const wait = window.setTimeout; window.setTimeout = (what, after, ...more) => wait(what, after === 5000 ? 600_000 : after, ...more); }"
            );
            await page.GetByRole(AriaRole.Button, new() { Name = "Play next now" }).ClickAsync();
            await Expect(page.GetByText("The next song plays in a moment.")).ToBeVisibleAsync();
            await Showroom.Picture(page, "room-host-undo", screen);
            Assert.Equal(before, await page.EvaluateAsync<string>(tops));
            Assert.Equal("", await page.BarriersOf());
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.GetByText("The next song plays in a moment.")).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task News_move_no_row_and_hide_none()
    {
        foreach (var name in new[] { "room", "room-ten-host" })
        {
            await using var visit = await showroom.Visit(name, Phones[1]);
            var page = visit.Page;
            const string tops =
                "() => [...document.querySelectorAll('.vote, .now')].map((each) => each.getBoundingClientRect().top + scrollY).join()";
            var before = await page.EvaluateAsync<string>(tops);
            // A twin of the notice: its script, which knows of no pause, would hide the notice itself whenever it draws.
            await page.EvaluateAsync(
                """
                () => {
                  const news = document.querySelector('[data-trouble=paused]');
                  const twin = news.cloneNode(true);
                  delete twin.dataset.trouble;
                  twin.dataset.twin = '';
                  twin.hidden = false;
                  news.after(twin);
                }
                """
            );
            await Expect(page.Locator("[data-twin]")).ToBeInViewportAsync();
            await Showroom.Picture(page, $"{name}-news", Phones[1]);
            Assert.Equal(before, await page.EvaluateAsync<string>(tops));
            // The last row comes out from under it at the end of the page.
            await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
            Assert.True(
                await page.EvaluateAsync<bool>(
                    "[...document.querySelectorAll('.vote')].at(-1).getBoundingClientRect().bottom <= document.querySelector('.room-news').getBoundingClientRect().top"
                )
            );
        }
    }

    [Fact]
    public async Task The_link_is_shared_by_the_clipboard_where_the_phone_has_no_way_of_its_own()
    {
        await using var visit = await showroom.Visit("lobby", Phones[0]);
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Share the link" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Link copied" })).ToBeVisibleAsync();
        Assert.StartsWith(
            "https://tonearm.example.org/j/",
            await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );
    }

    /// <summary>Every thing to tap on a phone, in the pages of a party, is as large as a thumb needs.</summary>
    [Theory]
    [InlineData("start")]
    [InlineData("host")]
    [InlineData("host-running")]
    [InlineData("lobby")]
    [InlineData("lobby-host")]
    [InlineData("room")]
    [InlineData("room-ten-host")]
    [InlineData("room-no-device")]
    [InlineData("key")]
    public async Task Whatever_is_tapped_is_large_enough(string name)
    {
        await using var visit = await showroom.Visit(name, Phones[0]);
        var small = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main :is(a, button, input, select, summary)')]
              .map((thing) => thing.closest('label') ?? thing)
              .filter((thing) => thing.checkVisibility() && !thing.closest('p.small, .unseen'))
              .map((thing) => ({ thing, box: thing.getBoundingClientRect() }))
              .filter(({ box }) => box.width < 44 || box.height < 44)
              .map(({ thing, box }) => `${thing.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`)
            """
        );
        Assert.Empty(small);
    }

    [Fact]
    public async Task A_guests_page_is_light()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var phone = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None })
        {
            BaseAddress = new(showroom.Address),
        };
        phone.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var plain = new HttpClient { BaseAddress = new(showroom.Address) };
        var files = Files()
            .Matches(await plain.GetStringAsync(new Uri("/look/room", UriKind.Relative), cancel))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToArray();
        Assert.Equal(4, files.Length);

        var bytes = 0;
        foreach (var file in files.Prepend("/look/room"))
            bytes += (await phone.GetByteArrayAsync(new Uri(file, UriKind.Relative), cancel)).Length;
        Assert.InRange(bytes, 1, MostBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
    }

    // What is loaded with the page; a part that is loaded when it is wanted stands in an attribute of its own.
    [GeneratedRegex("(?:href|src)=\"(/app/[^\"]+\\.(?:css|js|svg))\"", RegexOptions.CultureInvariant)]
    private static partial Regex Files();
}
