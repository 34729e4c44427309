using System.Net;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>
/// The real application with a Sandbox and a database of its own, and people who use it in a browser. Whatever the browser complains about
/// fails the test.
/// </summary>
public abstract class Journey(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private readonly List<IBrowserContext> browsers = [];
    private readonly List<Person> people = [];
    private readonly Complaints complaints = new();

    protected SandboxProcess Sandbox { get; private set; } = null!;

    protected TonearmApp App { get; private set; } = null!;

    /// <summary>The Sandbox's time moves only with the test's.</summary>
    protected virtual bool StillClock => false;

    protected virtual (string Name, string? Value)[] Settings => [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await sandboxes.Rent(Cancel, StillClock);
        App = await TonearmApp.Start(Sandbox, await postgres.CreateDatabase(Cancel), settings: Settings);
    }

    /// <summary>Somebody opens a browser of their own at this address of ours, or of another house.</summary>
    /// <param name="who">Whose sign-in it knows already.</param>
    protected async Task<IPage> Open(string address = "/", Person? who = null, bool script = true, IBrowser? browser = null)
    {
        var page = await Meet(await chromium.Profile(App, who, script, browser));
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>An empty page of this browser, which is closed with the journey and whose complaints count.</summary>
    protected async Task<IPage> Meet(IBrowserContext browser)
    {
        browsers.Add(browser);
        var page = await browser.NewPageAsync();
        complaints.Hear(page);
        return page;
    }

    /// <summary>Somebody who has linked these accounts and whose playlists are known.</summary>
    protected async Task<Person> SignedIn(params string[] accounts)
    {
        var person = Visitor();
        for (var i = 0; i < accounts.Length; i++)
            await person.SignIn(accounts[i], i == 0 ? "/signin" : "/accounts/link");
        await person.Imported(Cancel);
        return person;
    }

    protected IBrowser Browser => chromium.Browser;

    /// <summary>A browser that keeps pages for the back button and the screen awake.</summary>
    protected Task<IBrowser> WholeBrowser() => chromium.Whole();

    /// <summary>Somebody who is not signed in yet.</summary>
    protected Person Visitor()
    {
        var person = App.Visitor();
        people.Add(person);
        return person;
    }

    /// <summary>Such a page is part of this journey; browsers complain of it.</summary>
    protected void Meets(HttpStatusCode status) => complaints.Expect(status);

    /// <summary>Being cut off is part of this journey; browsers complain of that in many words.</summary>
    protected void LosesItsNetwork() => complaints.ExpectNoNetwork();

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers)
            await browser.DisposeAsync();
        foreach (var person in people)
            person.Dispose();
        await App.DisposeAsync();
        sandboxes.Return(Sandbox, StillClock);
        GC.SuppressFinalize(this);
        Assert.True(complaints.All.Count == 0, string.Join('\n', complaints.All));
    }
}
