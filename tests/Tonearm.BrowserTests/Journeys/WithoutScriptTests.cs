using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class WithoutScriptTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task Protecting_editing_and_looking_need_no_script()
    {
        Meets(HttpStatusCode.BadRequest);
        var owner = await SignedIn("kitchenradio");
        var id = (await Sandbox.Library("kitchenradio")).Single(each => each.Title == "Sunday Pancakes").Id;
        var page = await Open("/guard", owner, script: false);
        await page.Tick("Sunday Pancakes").CheckAsync();
        await page.Button("Protect").ClickAsync();
        await Expect(page.Heading("Protect “Sunday Pancakes”?")).ToBeVisibleAsync();
        await page.Button("Protect it").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("is protected.");

        await page.Link("Sunday Pancakes").ClickAsync();
        await page.Field("Description").FillAsync(new('x', 301));
        await page.Save().ClickAsync();
        await Expect(page.GetByText("Please shorten it by 1.")).ToBeVisibleAsync();
        await page.Field("Title").FillAsync("Monday Pancakes");
        await page.Field("Description").FillAsync("Left over, and better.");
        await page.GetByLabel("A finished JPEG of at most 180,000 bytes")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "bloom.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await Sandbox.Cover("cover-bloom"),
                }
            );
        await page.Save().ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Saved, and on its way to Spotify.");
        await page.Button("Look now").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Looked at all accounts.");

        var truth = await Sandbox.Truth(id);
        Assert.Equal(("Monday Pancakes", "Left over, and better."), (truth.Title, truth.Description));
        Assert.Contains(truth.History, deed => deed.Bytes is not null);
    }
}
