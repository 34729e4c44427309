using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class KeyboardTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task From_the_sign_in_to_a_protected_playlist_no_mouse_is_needed()
    {
        var title = (await Sandbox.Complete("vinylattic"))[0].Title;
        var page = await Open();
        var keys = page.Keyboard;
        await page.TabTo(page.Link("Sign in with Spotify"));
        await keys.PressAsync("Enter");
        await page.TabTo(page.GetByRole(AriaRole.Radio, new() { Checked = true }));
        // The last of the list is before the first.
        await keys.PressAsync("ArrowUp");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Vinyl Attic" })).ToBeCheckedAsync();
        await page.TabTo(page.Button("Agree"));
        await keys.PressAsync("Enter");
        await Expect(page.Rows()).ToHaveCountAsync(9);

        await keys.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keys.TypeAsync(title);
        await Expect(page.Rows()).ToHaveCountAsync(1);
        await keys.PressAsync("ArrowDown");
        await Expect(page.Link(title)).ToBeFocusedAsync();
        await keys.PressAsync("Space");
        await Expect(page.Tick(title)).ToBeCheckedAsync();
        await page.TabTo(page.Button("Protect"));
        await keys.PressAsync("Enter");
        var question = page.Question($"Protect “{title}”?");
        await Expect(question).ToBeVisibleAsync();
        await page.TabTo(question.Answer("Protect it"));
        await keys.PressAsync("Enter");
        await Expect(page.Said()).ToContainTextAsync("is protected.");

        await keys.PressAsync("Escape");
        await Expect(page.Rows()).ToHaveCountAsync(9);
        await keys.PressAsync("j");
        await Expect(page.Rows().First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await keys.PressAsync("k");
        await Expect(page.Link(title)).ToBeFocusedAsync();
        await keys.PressAsync("p");
        await Expect(page.Said()).ToContainTextAsync("no longer protected.");
        await Expect(page.Link(title)).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Heading(title)).ToBeVisibleAsync();
    }
}
