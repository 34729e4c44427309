using Microsoft.Playwright;

namespace Tonearm.BrowserTests;

/// <summary>One browser for the whole run; every visitor gets a profile of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        // Long enough for a machine that does other things too; whoever is right is right at once.
        Assertions.SetDefaultExpectTimeout(30_000);
        Browser = await Launch();
    }

    /// <summary>
    /// All of Chromium, slower: it keeps pages for the back button and its screen awake. The tool's own defaults switch the former off.
    /// </summary>
    public Task<IBrowser> Whole() => Launch(whole: true, without: ["--disable-back-forward-cache"]);

    /// <summary>One that finds Spotify's names on this machine.</summary>
    public Task<IBrowser> Led(NamedSpotify spotify)
    {
        ArgumentNullException.ThrowIfNull(spotify);
        return Launch(with: spotify.ForChromium);
    }

    private Task<IBrowser> Launch(bool whole = false, IEnumerable<string>? without = null, IEnumerable<string>? with = null) =>
        playwright!.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = whole ? "/usr/bin/chromium" : "/usr/bin/chromium-headless-shell",
                IgnoreDefaultArgs = without ?? [],
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    .. with ?? [],
                ],
            }
        );

    /// <summary>A new profile, as wide as a desktop, at home in this application.</summary>
    /// <param name="who">Whose sign-in it knows already.</param>
    public async Task<IBrowserContext> Profile(TonearmApp app, Person? who, bool script = true, IBrowser? browser = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var home = app.Address.ToString();
        var profile = await (browser ?? Browser).NewContextAsync(
            new()
            {
                BaseURL = home,
                ViewportSize = new() { Width = 1280, Height = 800 },
                JavaScriptEnabled = script,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        if (who is not null)
            await profile.AddCookiesAsync(
                who.Cookies.Select(cookie => new Cookie
                {
                    Name = cookie.Name,
                    Value = cookie.Value,
                    Url = home,
                })
            );
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
