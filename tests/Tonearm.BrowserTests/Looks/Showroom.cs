using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests.Looks;

/// <param name="Examined">Whether axe looks at it too: once in each colour is enough for what does not change with the width.</param>
public sealed record Screen(int Width, int Height, bool Dark, bool Examined = false);

/// <summary>A page that is closed when it has been seen: open ones hold connections, of which a browser has few.</summary>
public sealed record Visit(IPage Page) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}

/// <summary>
/// The gallery and a browser in it. With <c>TONEARM_LOOKS=1</c> in the environment it leaves pictures of what it saw in
/// <c>artifacts/looks</c>, for people.
/// </summary>
public sealed class Showroom(Chromium chromium) : IAsyncLifetime
{
    public static readonly Screen[] Screens =
    [
        new(390, 844, Dark: true, Examined: true),
        new(820, 1180, Dark: true),
        new(1280, 800, Dark: false, Examined: true),
        new(390, 844, Dark: false),
    ];

    private readonly Dictionary<Screen, IBrowserContext> contexts = [];
    private WebApplication? app;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync() => (app, Address) = await Gallery.Start();

    /// <summary>Takes a picture of the page, if somebody wants pictures: they cost more than all that is checked.</summary>
    public static async Task Picture(IPage page, string name, Screen screen, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("TONEARM_LOOKS") is not "1")
            return;
        var file = $"{name}-{screen.Width}-{(screen.Dark ? "dark" : "light")}.png";
        await page.ScreenshotAsync(
            new() { Path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "looks", file)), FullPage = whole }
        );
    }

    /// <summary>A new page at the examples' time, in UTC, with nothing moving.</summary>
    /// <param name="complaints">Takes what the browser finds wrong.</param>
    public async Task<Visit> Visit(string name, Screen screen, List<string>? complaints = null)
    {
        if (!contexts.TryGetValue(screen, out var context))
        {
            context = contexts[screen] = await chromium.Browser.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = screen.Width, Height = screen.Height },
                    ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
                    ReducedMotion = ReducedMotion.Reduce,
                    HasTouch = screen.Width < 1000,
                    TimezoneId = "UTC",
                }
            );
            await context.Clock.SetFixedTimeAsync(Examples.Now.UtcDateTime);
        }

        var page = await context.NewPageAsync();
        page.PageError += (_, error) => complaints?.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints?.Add($"{message.Text} ({message.Location})");
        };
        await page.GotoAsync($"{Address}/look/{name}");
        return new(page);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts.Values)
            await context.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
    }
}
