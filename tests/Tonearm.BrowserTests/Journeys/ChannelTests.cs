using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>Somebody says where Guard tells them something, and sees what comes back.</summary>
public sealed class ChannelTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : Journey(chromium, postgres, sandboxes)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_channel_is_added_tested_mended_and_deleted(bool script)
    {
        Meets(HttpStatusCode.BadRequest);
        var page = await Open("/guard", await SignedIn("kitchenradio"), script);
        await page.GetByRole(AriaRole.Link, new() { Name = "Tell me" }).ClickAsync();
        await Expect(page.Heading("Nobody is told yet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhook" }).ClickAsync();
        await page.GetByLabel("Address").FillAsync("http://127.0.0.1:1/hook");
        await page.GetByLabel("Secret for the signature").FillAsync("a secret that nobody guesses");
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was saved yet: An address begins with https://");
        Assert.Equal("", await page.GetByLabel("Secret for the signature").InputValueAsync());

        await page.GetByLabel("Address").FillAsync("https://127.0.0.1:1/hook");
        await page.GetByLabel("Secret for the signature").FillAsync("a secret that nobody guesses");
        await page.GetByLabel("From").FillAsync("23:00");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("07:00");
        await page.GetByLabel("By the clocks of").FillAsync("Europe/Berlin");
        await page.Button("Save").ClickAsync();
        await Expect(page.Heading("Webhook 127.0.0.1")).ToBeVisibleAsync();
        await Expect(page.GetByText("quiet from 23:00 to 07:00 (Europe/Berlin)")).ToBeVisibleAsync();

        await page.Button("Test Webhook 127.0.0.1").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("The test was not taken. 127.0.0.1 is an address of a private network");
        await page.Button("Pause Webhook 127.0.0.1").ClickAsync();
        await Expect(page.GetByText("Paused", new() { Exact = true })).ToBeVisibleAsync();
        await page.Locator("summary", new() { HasText = "Delete" }).ClickAsync();
        await page.Button("Delete Webhook 127.0.0.1").ClickAsync();
        await Expect(page.Heading("Nobody is told yet")).ToBeVisibleAsync();
    }
}
