using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>
/// The program as a person starts it, with a client id and nothing else, while Spotify's own host names are answered on this machine: what
/// a default that only the demo replaces would break.
/// </summary>
public sealed partial class RealServiceTests(Chromium chromium, TestPostgres postgres)
{
    /// <summary>What the Web API and the accounts service have, of all that we could ask.</summary>
    private static readonly string[] WhatSpotifyHas =
    [
        "POST accounts.spotify.com/api/token",
        "GET api.spotify.com/v1/me",
        "GET api.spotify.com/v1/me/playlists",
        "GET api.spotify.com/v1/playlists/{id}",
        "PUT api.spotify.com/v1/playlists/{id}",
        "GET api.spotify.com/v1/playlists/{id}/images",
        "PUT api.spotify.com/v1/playlists/{id}/images",
        "GET api.spotify.com/v1/playlists/{id}/items",
        "GET api.spotify.com/v1/me/player",
        "PUT api.spotify.com/v1/me/player",
        "GET api.spotify.com/v1/me/player/devices",
        "GET api.spotify.com/v1/me/player/queue",
        "POST api.spotify.com/v1/me/player/queue",
        "PUT api.spotify.com/v1/me/player/play",
        "PUT api.spotify.com/v1/me/player/pause",
        "POST api.spotify.com/v1/me/player/next",
        "PUT api.spotify.com/v1/me/player/seek",
        "PUT api.spotify.com/v1/me/player/repeat",
        "PUT api.spotify.com/v1/me/player/shuffle",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_with_a_client_id_and_nothing_else_covers_show_a_takedown_comes_back_and_a_party_plays()
    {
        Assert.SkipUnless(NamedSpotify.IsPossible, NamedSpotify.WhyNot);
        await using var spotify = await NamedSpotify.Start(Cancel);
        await using var tonearm = TonearmProcess.Start(
            [
                ("Spotify:ClientId", "0123456789abcdef0123456789abcdef"),
                ("ConnectionStrings:Tonearm", await postgres.CreateEmptyDatabase(Cancel)),
                ("DataFolder", TestFolder.Path),
                ("urls", "http://127.0.0.1:0"),
            ],
            inside: spotify.Inside,
            environment: spotify.Trust
        );
        await tonearm.Started(Cancel);
        await using var browser = await chromium.Led(spotify);
        var complaints = new Complaints();
        var owner = await Open(browser, tonearm, complaints, 1280);

        await owner.Link("Sign in with Spotify").ClickAsync();
        Assert.StartsWith("https://accounts.spotify.com/authorize?", owner.Url, StringComparison.Ordinal);
        await owner.AgreeAs("Kitchen Radio");
        await Expect(owner.Rows()).ToHaveCountAsync(12);
        await PicturesShow(owner, atLeast: 12);

        await owner.Tick("Sunday Pancakes").CheckAsync();
        await owner.Button("Protect").ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Protect" }).First.ClickAsync();
        await Expect(owner.Said()).ToContainTextAsync("protected");
        var playlist = (await spotify.Sandbox.Library("kitchenradio")).Single(each => each.Title == "Sunday Pancakes");
        foreach (var field in new[] { "title", "description", "cover" })
            await spotify.Sandbox.TakeDown(playlist.Id, field);
        await owner.Button("Look now").ClickAsync();
        await Expect(owner.Said()).ToContainTextAsync("put back");
        var back = await spotify.Sandbox.Truth(playlist.Id);
        Assert.Equal((playlist.Title, playlist.Description), (back.Title, back.Description));
        Assert.NotNull(back.CoverImageId);
        await PicturesShow(owner, atLeast: 12);

        await Party(owner, await Open(browser, tonearm, complaints, 390));

        Assert.All(
            (await spotify.Sandbox.Calls()).Recent,
            call =>
            {
                Assert.Contains($"{call.Method} {call.Host}{Id().Replace(call.Path, "/{id}")}", WhatSpotifyHas);
                Assert.InRange(call.Status, 200, 299);
            }
        );
        Assert.Empty(complaints.All);
    }

    /// <summary>From the code to the second song.</summary>
    private static async Task Party(IPage host, IPage guest)
    {
        await host.GotoAsync("/signin?for=party&returnUrl=/party");
        while (host.Url.StartsWith("https://accounts.spotify.com/", StringComparison.Ordinal))
            await host.Button("Agree").ClickAsync();
        await host.Locator(".record").First.ClickAsync();
        await host.GetByRole(AriaRole.Radio, new() { Name = "Kitchen computer" }).CheckAsync();
        await host.Button("Show the code").ClickAsync();
        await Expect(host.Button("Start the music")).ToBeVisibleAsync();
        await guest.ComeIn(await host.Code());
        await host.Button("Start the music").ClickAsync();
        foreach (var page in new[] { host, guest })
        {
            await Expect(page.Votes()).ToHaveCountAsync(4);
            await PicturesShow(page, atLeast: 5);
        }

        var first = await guest.Song().InnerTextAsync();
        var second = guest.Votes().Last;
        var title = await second.Locator(".vote-title").InnerTextAsync();
        await second.Heart().ClickAsync();
        await Expect(host.Votes().Last.Likes()).ToHaveTextAsync("1");
        await host.Button("Play next now").ClickAsync();
        foreach (var page in new[] { host, guest })
        {
            await Expect(page.Song()).ToHaveTextAsync(title);
            await PicturesShow(page, atLeast: 5);
        }

        Assert.NotEqual(first, title);
    }

    private static async Task<IPage> Open(IBrowser browser, TonearmProcess tonearm, Complaints complaints, int width)
    {
        var profile = await browser.NewContextAsync(
            new()
            {
                BaseURL = tonearm.Address.ToString(),
                ViewportSize = new() { Width = width, Height = 844 },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await profile.NewPageAsync();
        complaints.Hear(page);
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>Every picture of the page is there, those below the fold too.</summary>
    private static async Task PicturesShow(IPage page, int atLeast)
    {
        await page.WaitForFunctionAsync("least => document.querySelectorAll('main img[src]').length >= least", atLeast);
        var missing = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const pictures = [...document.querySelectorAll('main img[src]')];
              for (const picture of pictures) picture.loading = 'eager';
              await Promise.allSettled(pictures.map(picture => picture.decode()));
              return pictures.filter(picture => picture.naturalWidth === 0).map(picture => picture.src);
            }
            """
        );
        Assert.Empty(missing);
    }

    [GeneratedRegex("/[0-9A-Za-z]{22}")]
    private static partial Regex Id();
}
