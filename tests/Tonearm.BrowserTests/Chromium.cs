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

    /// <summary>One that keeps pages for the back button, which the tool's own defaults switch off.</summary>
    public Task<IBrowser> Remembering() => Launch("--disable-back-forward-cache");

    private Task<IBrowser> Launch(params string[] without) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        IgnoreDefaultArgs = without,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    });

    /// <summary>A new profile, as wide as a desktop, at home in this application.</summary>
    /// <param name="who">Whose sign-in it knows already.</param>
    public async Task<IBrowserContext> Profile(TonearmApp app, Person? who, bool script = true, IBrowser? browser = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var home = app.Address.ToString();
        var profile = await (browser ?? Browser).NewContextAsync(new()
        {
            BaseURL = home,
            ViewportSize = new() { Width = 1280, Height = 800 },
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (who is not null)
            await profile.AddCookiesAsync(who.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = home }));
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
