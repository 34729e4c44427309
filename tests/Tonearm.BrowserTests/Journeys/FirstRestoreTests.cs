using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class FirstRestoreTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes)
    : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_stranger_signs_in_protects_playlists_and_reads_how_one_came_back()
    {
        var page = await Open();
        await page.SignIn("Kitchen Radio");
        await Expect(page.Heading("Nothing is protected yet.")).ToBeVisibleAsync();
        await Expect(page.Rows()).ToHaveCountAsync(12);

        await page.Tick("Sunday Pancakes").CheckAsync();
        await page.Tick("Rainy Window").CheckAsync();
        await Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
        await page.Button("Protect").ClickAsync();
        var question = page.Question("Protect 2 playlists?");
        await Expect(question).ToContainTextAsync("Slow songs for batter, butter & a second coffee.");
        await question.Answer("Protect these 2").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("2 playlists are protected.");
        await Expect(page.Heading("2 of 2 protected playlists are as you want them.")).ToBeVisibleAsync();

        await TakeDown("Sunday Pancakes");
        await page.Button("Look now").ClickAsync();
        await Expect(page.Said()).ToHaveTextAsync("Looked at all accounts. 1 playlist put back.");
        await Expect(page.Row("Sunday Pancakes")).ToContainTextAsync("Confirming");
        await Expect(page.Row("Sunday Pancakes"))
            .ToContainTextAsync(new Regex(@"Title and cover removed, noticed .*, put back at \d\d:\d\d:\d\d, confirming\."));
        await Expect(page.GetByText("One is written, and the next looks confirm it.")).ToBeVisibleAsync();

        await App.Advance(TimeSpan.FromMinutes(2));
        await page.Button("Look now").ClickAsync();
        await Expect(page.Heading("2 of 2 protected playlists are as you want them.")).ToBeVisibleAsync();
        await Expect(page.Row("Sunday Pancakes")).ToContainTextAsync("As you want it");
        await Expect(page.Row("Sunday Pancakes")).ToContainTextAsync(new Regex("back after|put back at once"));

        await page.Link("What has happened").ClickAsync();
        await Expect(page.GetByText("In the last 30 days: 2 changes on 1 playlist, all put back")).ToBeVisibleAsync();
        await page.GetByText("Title removed").ClickAsync();
        await Expect(Evidence(page, "As you want it")).ToContainTextAsync("Sunday Pancakes");
        await Expect(Evidence(page, "What stood there instead")).ToContainTextAsync("Nothing stands here any more");
        await page.GetByText("Cover removed").ClickAsync();
        foreach (var picture in new[] { "The cover before", "The cover that stood there instead" })
            Assert.True(
                await page.GetByAltText(picture).EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")
                    > 0,
                picture
            );
    }

    /// <summary>What a rival's report leads to.</summary>
    private async Task TakeDown(string title)
    {
        var playlist = (await Sandbox.Library("kitchenradio")).Single(each => each.Title == title);
        var spotify = await Open($"{Sandbox.Url}/playlist/{playlist.Id}");
        await spotify.Button("Take down the title").ClickAsync();
        await Expect(spotify.Heading("No title")).ToBeVisibleAsync();
        await spotify.Button("Take down the cover").ClickAsync();
        await Expect(spotify.GetByText("mosaic cover")).ToBeVisibleAsync();
    }

    private static ILocator Evidence(IPage page, string caption) => page.GetByRole(AriaRole.Figure, new() { Name = caption }).First;
}
