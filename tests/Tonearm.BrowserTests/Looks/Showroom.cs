using System.Collections.Concurrent;
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
    private readonly ConcurrentQueue<string> complaints = [];
    private WebApplication? app;
    private IPage? looked;

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

    /// <summary>What the browser has found wrong with the page that is being looked at.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>A new page at the examples' time, in UTC, with nothing moving.</summary>
    public async Task<Visit> Visit(string name, Screen screen)
    {
        var page = await (await Context(screen)).NewPageAsync();
        await page.GotoAsync(Place(name));
        return new(page);
    }

    /// <summary>
    /// The same for who touches nothing: the page that was looked at last goes on to this one, because a new one would be a new process.
    /// </summary>
    public async Task<IPage> Look(string name, Screen screen)
    {
        if (looked is null or { IsClosed: true })
        {
            looked = await (await Context(screen)).NewPageAsync();
            looked.PageError += (_, error) => complaints.Enqueue(error);
            looked.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    complaints.Enqueue($"{message.Text} ({message.Location})");
            };
        }

        // What the last one still said is not said of this one.
        await looked.GotoAsync(Place(Gallery.Blank));
        complaints.Clear();
        await looked.SetViewportSizeAsync(screen.Width, screen.Height);
        await looked.EmulateMediaAsync(
            new() { ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light, ForcedColors = ForcedColors.None }
        );
        await looked.GotoAsync(Place(name));
        // A television's picture wanders by a few pixels with the browser's own time, which goes on: it is looked at where it began.
        await looked.EvaluateAsync(
            """
            () => {
              const still = new CSSStyleSheet();
              still.replaceSync('[data-screen] { transform: none !important }');
              document.adoptedStyleSheets.push(still);
            }
            """
        );
        return looked;
    }

    private string Place(string name) => $"{Address}/look/{name}";

    private async Task<IBrowserContext> Context(Screen screen)
    {
        if (contexts.TryGetValue(screen, out var made))
            return made;
        var context = contexts[screen] = await chromium.Browser.NewContextAsync(
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
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts.Values)
            await context.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
    }
}
