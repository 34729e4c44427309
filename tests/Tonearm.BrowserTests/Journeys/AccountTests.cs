using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class AccountTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task An_account_that_needs_a_new_sign_in_has_the_cure_beside_it()
    {
        var owner = await SignedIn("kitchenradio");
        await owner.Protect((await Sandbox.Complete("kitchenradio"))[0].Id);
        var page = await Open("/guard", owner);
        await Sandbox.Revoke("kitchenradio");
        await page.Button("Look now").ClickAsync();
        var trouble = page.GetByText("Spotify no longer accepts the sign-in of Kitchen Radio.");
        await Expect(trouble).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await page.AgreeAs("Kitchen Radio");
        await Expect(page.Heading("Your protected playlist is as you want it.")).ToBeVisibleAsync();
        await Expect(trouble).ToHaveCountAsync(0);
        await page.Button("Look now").ClickAsync();
        await Expect(page.Said()).ToHaveTextAsync("Looked at all accounts. Nothing has changed.");
    }

    [Fact]
    public async Task An_owner_without_playlists_is_told_what_will_be_here_and_sees_the_first_one_arrive()
    {
        var page = await Open();
        await page.SignIn("First Spin");
        await Expect(page.Heading("No playlists here yet")).ToBeVisibleAsync();
        await Sandbox.Create("firstspin", "My first one", "Three songs so far.", "cover-bloom");
        await page.Button("Look now").ClickAsync();
        await Expect(page.Row("My first one")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Somebody_who_is_not_on_the_allow_list_is_told_who_can_help()
    {
        Meets(HttpStatusCode.BadRequest);
        var page = await Open();
        await page.SignIn("Backroom Tapes");
        await Expect(page.Heading("Your account is not on this app's list")).ToBeVisibleAsync();
        await Expect(page.GetByText("Whoever runs this Tonearm adds you in Spotify's dashboard")).ToBeVisibleAsync();

        await Sandbox.ChangePerson("backroomtapes", onAllowList: true);
        // Spotify remembers that they agreed.
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(page.Rows()).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task An_unlink_can_be_taken_back_for_some_seconds()
    {
        var page = await Open("/accounts", await SignedIn("kitchenradio"));
        await Unlink(page);
        await Expect(page.GetByText("Kitchen Radio is unlinked in a moment.")).ToBeVisibleAsync();
        await page.Button("Undo").ClickAsync();
        await Expect(page.Button("Undo")).ToBeHiddenAsync();

        await page.ReloadAsync();
        await Expect(page.Heading("Kitchen Radio")).ToBeVisibleAsync();

        await Unlink(page);
        await Expect(page.GetByText("Kitchen Radio is unlinked. Its tokens and all that was kept of it are deleted.")).ToBeVisibleAsync();
        await Expect(page.Heading("Kitchen Radio")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_leaves_the_page_has_unlinked()
    {
        var owner = await SignedIn("kitchenradio", "firstspin");
        var page = await Open("/accounts", owner);
        await Unlink(page);
        await page.GotoAsync("/guard");

        while ((await owner.Accounts()).Count > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await owner.Accounts(), account => account.SpotifyUser == "kitchenradio");
    }

    private static async Task Unlink(IPage page)
    {
        await page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = "Kitchen Radio" })
            .GetByText("Unlink", new() { Exact = true })
            .ClickAsync();
        await page.Button("Unlink Kitchen Radio").ClickAsync();
    }
}
