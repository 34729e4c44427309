using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tonearm.Party;
using Tonearm.Party.Joining;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>A host and guests, each with a phone of their own, and music whose time only the test moves.</summary>
public abstract class PartyJourney(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : Journey(chromium, postgres, sandboxes)
{
    protected const string HostName = "kitchenradio";

    /// <summary>How the field of the start page is labelled.</summary>
    internal static readonly string CodeField = $"The {PartyCodes.Words} on the host’s screen";

    protected override bool StillClock => true;

    /// <summary>Guard would make calls of its own.</summary>
    protected override (string Name, string? Value)[] Settings => [("Guard:Enabled", "false")];

    /// <summary>The host's phone, at the set-up.</summary>
    /// <param name="browser">Another than the usual one.</param>
    protected async Task<IPage> Host(IBrowser? browser = null)
    {
        var person = Visitor();
        await person.SignIn(HostName, "/signin?for=party");
        var page = await Open("/party", person, browser: browser);
        await page.SetViewportSizeAsync(390, 844);
        return page;
    }

    /// <summary>The host's phone, showing the code.</summary>
    protected async Task<IPage> HostInLobby(IBrowser? browser = null)
    {
        var page = await Host(browser);
        await page.Locator(".record").First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Kitchen computer" }).CheckAsync();
        await page.Button("Show the code").ClickAsync();
        await Expect(page.Button("Start the music")).ToBeVisibleAsync();
        return page;
    }

    protected async Task<IPage> GuestOf(IPage host, IBrowser? browser = null)
    {
        var page = await Open(browser: browser);
        await page.SetViewportSizeAsync(390, 844);
        await page.ComeIn((await Told(host)).Code);
        return page;
    }

    /// <summary>The host and so many guests, at the first song.</summary>
    protected async Task<(IPage Host, IPage[] Guests)> Playing(int guests, IBrowser? browser = null)
    {
        var host = await HostInLobby(browser);
        var all = new List<IPage>();
        for (var i = 0; i < guests; i++)
            all.Add(await GuestOf(host, browser));
        await host.Button("Start the music").ClickAsync();
        await Expect(host.Votes()).ToHaveCountAsync(4);
        await App.Advance(TimeSpan.FromSeconds(2));
        foreach (var guest in all)
            await Expect(guest.Votes()).ToHaveCountAsync(4);
        return (host, [.. all]);
    }

    /// <summary>The party as the server tells it to this phone.</summary>
    protected static async Task<Snapshot> Told(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var json = await page.EvaluateAsync<string>(
            "async () => (await fetch('/api' + location.pathname.replace('party', 'parties'))).text()"
        );
        return JsonSerializer.Deserialize<Snapshot>(json, JsonSerializerOptions.Web)!;
    }

    protected static async Task Until(Func<Task<bool>> isTrue)
    {
        while (!await isTrue())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Second by second, until this is so.</summary>
    protected Task TimeGoesOn(Func<Task<bool>> until) =>
        Until(async () =>
        {
            await App.Advance(TimeSpan.FromSeconds(1));
            return await until();
        });

    /// <summary>Lets the song run until voting closes.</summary>
    protected async Task UntilVotingCloses(IPage page)
    {
        var told = await Told(page);
        await App.Advance(TimeSpan.FromMilliseconds(told.ClosesAt!.Value - told.Now));
    }

    /// <summary>Lets the song run out, and two seconds of the next pass.</summary>
    protected async Task UntilTheNextSong(IPage page)
    {
        var told = await Told(page);
        var left = told.Song!.StartedAt!.Value + told.Song.Track.DurationMs - told.Now;
        await App.Advance(TimeSpan.FromMilliseconds(left));
        await App.Advance(TimeSpan.FromSeconds(2));
    }
}

/// <summary>What is seen of a party.</summary>
internal static class PartySight
{
    public static ILocator Votes(this IPage page) => page.Locator("[data-votes] > li");

    public static ILocator Vote(this IPage page, string track) => page.Locator($"[data-votes] > [data-track='{track}']");

    public static ILocator Heart(this ILocator vote) => vote.GetByRole(AriaRole.Button);

    public static ILocator Likes(this ILocator vote) => vote.Locator("[data-count]");

    public static ILocator Song(this IPage page) => page.Locator("[data-song-title]");

    public static ILocator Line(this IPage page) => page.Locator("[data-line]");

    public static async Task OpenDeed(this IPage page, string words)
    {
        await page.Button("More").ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Your party" }).GetByText(words).ClickAsync();
    }

    public static async Task End(this IPage page)
    {
        await page.OpenDeed("End the party");
        await page.Button("End it for everyone").ClickAsync();
    }

    public static async Task<string> Code(this IPage page) =>
        (await page.Locator(".code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);

    public static async Task ComeIn(this IPage page, string code)
    {
        await page.GetByLabel(PartyJourney.CodeField).PressSequentiallyAsync(code);
        await page.Arrives("/party/");
    }

    /// <summary>Asked again and again: waiting for the navigation itself misses one that happens while the wait is set up.</summary>
    public static Task Arrives(this IPage page, string at) => Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(at)));
}
