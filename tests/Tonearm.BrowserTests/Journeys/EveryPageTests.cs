using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>
/// Every page of a house that is lived in, and of the stand-in: nothing wider than a phone, a tablet or a desktop, no barrier that axe can
/// find in light or dark, and no complaint from the browser.
/// </summary>
public sealed class EveryPageTests(Chromium chromium, LivedInHouse house) : IClassFixture<LivedInHouse>
{
    private static readonly ViewportSize[] Sizes =
    [
        new() { Width = 390, Height = 844 },
        new() { Width = 820, Height = 1180 },
        new() { Width = 1280, Height = 800 },
    ];

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/?ended=left", HttpStatusCode.OK)]
    [InlineData("/setup", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/signin/spotify?code=old&state=old", HttpStatusCode.BadRequest)]
    public Task Before_anyone_has_signed_in(string address, HttpStatusCode status) => Look(address, null, status);

    [Theory]
    [InlineData("/guard")]
    [InlineData("/guard?q=polka")]
    [InlineData("/guard/playlists/{drifted}")]
    [InlineData("/guard/playlists/{unprotected}")]
    [InlineData("/guard/incidents")]
    [InlineData("/guard/notifications")]
    [InlineData("/guard/notifications/new/ntfy")]
    [InlineData("/accounts")]
    [InlineData("/accounts/calls")]
    [InlineData("/setup")]
    public Task With_something_drifted(string address) => Look(address, house.Drifted);

    [Theory]
    [InlineData("/guard")]
    [InlineData("/guard/incidents")]
    public Task With_everything_as_wanted(string address) => Look(address, house.Calm);

    [Theory]
    [InlineData("/guard")]
    [InlineData("/accounts")]
    public Task Without_any_playlist(string address) => Look(address, house.Empty);

    [Theory]
    [InlineData("/guard")]
    [InlineData("/accounts")]
    public Task With_an_account_that_needs_a_new_sign_in(string address) => Look(address, house.Locked);

    [Fact]
    public Task The_question_before_protecting() =>
        Look(
            "/guard",
            house.Drifted,
            then: async page =>
            {
                await page.Tick("Rainy Window").CheckAsync();
                await page.Button("Protect").ClickAsync();
                await Expect(page.Question("Protect “Rainy Window”?")).ToBeVisibleAsync();
            }
        );

    [Theory]
    [InlineData("/")]
    [InlineData("/user/kitchenradio")]
    [InlineData("/user/kitchenradio/player")]
    [InlineData("/user/vinylattic/player")]
    [InlineData("/players")]
    [InlineData("/playlist/{drifted}")]
    [InlineData("/playlist/{unprotected}")]
    [InlineData("/conditions")]
    [InlineData("/calls")]
    public Task At_the_stand_in(string address) => Look(house.Sandbox.Url + address, null);

    [Fact]
    public Task The_stand_ins_question_who_one_is() => Look("/signin?for=guard", null);

    private async Task Look(string address, Person? who, HttpStatusCode status = HttpStatusCode.OK, Func<IPage, Task>? then = null)
    {
        var complaints = new Complaints();
        if (status != HttpStatusCode.OK)
            complaints.Expect(status);
        await using var browser = await chromium.Profile(house.App, who);
        var page = await browser.NewPageAsync();
        complaints.Hear(page);
        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        var answer = await page.GotoAsync(house.Fill(address));
        Assert.Equal((int)status, answer!.Status);
        if (then is not null)
            await then(page);
        foreach (var size in Sizes)
        {
            await page.SetViewportSizeAsync(size.Width, size.Height);
            Assert.Equal(size.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            // The gallery examines desktops.
            if (size.Width == 390)
                Assert.Equal("", await page.BarriersOf());
        }

        // Dark changes colours and nothing else.
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("", await page.BarriersOf(coloursOnly: true));
        Assert.Empty(complaints.All);
    }
}
