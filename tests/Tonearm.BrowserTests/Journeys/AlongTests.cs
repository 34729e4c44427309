using Microsoft.Playwright;
using Npgsql;
using Tonearm.Data;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>Two friends far away sign in from the party and hear what plays there.</summary>
public sealed class AlongTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : PartyJourney(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_host_allows_it_two_play_along_one_goes_elsewhere_and_joins_again_and_the_host_switches_it_off()
    {
        var (host, guests) = await Playing(2);
        var (one, two) = (guests[0], guests[1]);
        await Expect(one.Button("Play along")).ToBeHiddenAsync();
        await host.OpenDeed("How you vote");
        await host.GetByLabel("Guests may play along").CheckAsync();
        await host.Button("Use these settings").ClickAsync();
        await Expect(host.GetByText("Saved. The ballot follows.")).ToBeVisibleAsync();

        await SignIn(one, "Vinyl Attic");
        await SignIn(two, "First Spin");
        foreach (var page in guests)
        {
            await Expect(page.GetByText("calls to Spotify an hour")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Radio, new() { Name = "Phone" }).CheckAsync();
            await page.Button("Play along here").ClickAsync();
            await Expect(page.GetByText("You play along on Phone.")).ToBeVisibleAsync();
            Assert.Equal("", await page.BarriersOf());
            await Sheet(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Expect(page.Locator("[data-along-words]")).ToHaveTextAsync("You play along.");
        }

        await Until(async () => await Hears("vinylattic") && await Hears("firstspin"));
        await UntilTheNextSong(one);
        await Until(async () => (await Told(one)).Round == 2);
        await TimeGoesOn(async () => await Hears("vinylattic") && await Hears("firstspin"));

        await App.Advance(TimeSpan.FromSeconds(30));
        await Until(() => IsSo("bool_and((told->>'seenAt')::timestamptz > (told->>'toldAt')::timestamptz)"));
        await Sandbox.Press("vinylattic", "pause");
        // A player is looked at before the end of a song, and once more before a look is believed.
        await UntilBeforeEnd(one, TimeSpan.FromSeconds(7.9));
        await Until(() => IsSo("bool_or((told->>'odd')::int = 1)"));
        await App.Advance(TimeSpan.FromSeconds(4.1));
        await Expect(one.Button("Join again")).ToBeVisibleAsync();
        await one.Button("Join again").ClickAsync();
        await Expect(one.Locator("[data-along-words]")).ToHaveTextAsync("You play along.");
        await TimeGoesOn(() => Hears("vinylattic"));

        await two.Button("Change").ClickAsync();
        await two.Button("Stop and sign out").ClickAsync();
        await Expect(two.Button("Play along")).ToBeVisibleAsync();
        await Expect(two.Locator("[data-along-words]")).ToBeEmptyAsync();
        await TimeGoesOn(async () => !(await Sandbox.Player("firstspin")).IsPlaying);

        var sheet = host.GetByRole(AriaRole.Dialog, new() { Name = "Your party" });
        await sheet.Locator("[data-deed=along] summary").ClickAsync();
        await Expect(sheet.Locator("[data-along-count]")).ToHaveTextAsync("1");
        await Expect(sheet.GetByText("So far they have taken")).ToBeVisibleAsync();
        await host.Button("Switch it off").ClickAsync();
        await Expect(one.Button("Play along")).ToBeHiddenAsync();
        await TimeGoesOn(async () => !(await Sandbox.Player("vinylattic")).IsPlaying);
        Assert.True((await Sandbox.Player(HostName)).IsPlaying);
    }

    [Fact]
    public async Task The_song_opens_in_spotify_where_it_is_now()
    {
        var (_, guests) = await Playing(1);
        await App.Advance(TimeSpan.FromSeconds(63));
        var link = guests[0].GetByRole(AriaRole.Link, new() { Name = "Open in Spotify", Exact = true });
        var track = (await Told(guests[0])).Song!.Track;

        await guests[0].ReloadAsync();
        var at = await guests[0].Locator("[data-song-at]").InnerTextAsync();

        Assert.StartsWith("1:", at, StringComparison.Ordinal);
        await Expect(link).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"^{track.Url}#1:\\d\\d$"));
    }

    private static async Task SignIn(IPage page, string account)
    {
        await page.Button("Play along").ClickAsync();
        await Sheet(page).GetByRole(AriaRole.Link, new() { Name = "Sign in at Spotify" }).ClickAsync();
        await page.AgreeAs(account);
        await Expect(Sheet(page).GetByText("On which device?")).ToBeVisibleAsync();
    }

    private static ILocator Sheet(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "Play along" });

    private async Task<bool> Hears(string account)
    {
        var (host, far) = (await Sandbox.Player(HostName), await Sandbox.Player(account));
        return far.IsPlaying && far.Song?.Uri == host.Song?.Uri && Math.Abs(far.ProgressMs - host.ProgressMs) <= 1_000;
    }

    private async Task UntilBeforeEnd(IPage page, TimeSpan before)
    {
        var told = await Told(page);
        var ends = told.Song!.StartedAt!.Value + told.Song.Track.DurationMs;
        await App.Advance(TimeSpan.FromMilliseconds(ends - told.Now) - before);
    }

    /// <summary>Of those who play along, as they are stored.</summary>
    private async Task<bool> IsSo(string what)
    {
        await using var connection = new NpgsqlConnection(App.Database);
        return await connection.ExecuteScalarAsync<bool>($"select {what} from party_alongs", null, TestContext.Current.CancellationToken);
    }
}
