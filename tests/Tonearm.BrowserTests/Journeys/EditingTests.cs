using System.Net;
using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Journeys;

public sealed class EditingTests(Chromium chromium, TestPostgres postgres, TestSandboxes sandboxes) : Journey(chromium, postgres, sandboxes)
{
    [Fact]
    public async Task A_new_title_and_a_large_picture_reach_Spotify()
    {
        var (owner, address, id) = await Protected();
        var page = await Open(address, owner);
        await page.Field("Title").FillAsync("Sunday Waffles & Coffee");
        await page.Field("Description").FillAsync(new('x', 312));
        await Expect(page.GetByText("Please shorten it by 12.")).ToBeVisibleAsync();
        await Expect(page.GetByText("312 / 300")).ToBeVisibleAsync();
        await page.Field("Description").FillAsync("Slow songs for batter.");
        await Expect(page.GetByText("Please shorten")).ToHaveCountAsync(0);

        await Cut(page);
        await Expect(page.Field("Title")).ToHaveValueAsync("Sunday Waffles & Coffee");
        Assert.Equal(1, (await owner.Playlist(id)).Wanted!.Version);
        await page.Button("Save title, description and cover").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Saved, and on its way to Spotify.");
        await page.Button("Look now").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Looked at all accounts.");

        Assert.Equal(2, (await owner.Playlist(id)).Wanted!.Version);
        var truth = await Sandbox.Truth(id);
        Assert.Equal("Sunday Waffles & Coffee", truth.Title);
        Assert.Equal("Slow songs for batter.", truth.Description);
        var sent = truth.History.Last(deed => deed.Bytes is not null);
        Assert.InRange(sent.Bytes!.Value, 10_000, 180_000);
        var wanted = await owner.Http.GetByteArrayAsync(
            new Uri((await owner.Playlist(id)).Wanted!.Cover!, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(wanted)), sent.Sha256);
    }

    [Fact]
    public async Task Of_two_who_edit_the_second_is_told_and_keeps_what_was_typed()
    {
        Meets(HttpStatusCode.Conflict);
        var (owner, address, id) = await Protected();
        var first = await Open(address, owner);
        var second = await Open(address, owner);
        await second.Field("Title").FillAsync("The second wish");
        await Cut(second);
        await first.Field("Title").FillAsync("The first wish");
        await first.Save().ClickAsync();
        await Expect(first.Said()).ToContainTextAsync("Saved, and on its way to Spotify.");

        // News of the first one's version comes by itself, and leaves alone what is being typed.
        await Expect(second.Heading("The first wish")).ToBeVisibleAsync();
        await Expect(second.Field("Title")).ToHaveValueAsync("The second wish");
        await second.Save().ClickAsync();
        await Expect(second.GetByText("Somebody saved another version of this playlist while you were typing.")).ToBeVisibleAsync();
        await Expect(second.Field("Title")).ToHaveValueAsync("The second wish");
        await Expect(second.Field("Title")).ToBeFocusedAsync();
        await Expect(second.GetByAltText("The cover you are about to save")).ToBeVisibleAsync();
        var former = (await owner.Playlist(id)).Wanted!;
        Assert.Equal("The first wish", former.Title);

        await second.Button("Save title and cover").ClickAsync();
        await Expect(second.Heading("The second wish")).ToBeVisibleAsync();
        var wanted = (await owner.Playlist(id)).Wanted!;
        Assert.Equal("The second wish", wanted.Title);
        Assert.NotEqual(former.Cover, wanted.Cover);
    }

    [Fact]
    public async Task What_an_owner_changed_in_Spotify_and_the_next_look_put_back_can_be_wanted_instead()
    {
        var (owner, address, id) = await Protected();
        await Sandbox.Edit(id, title: "Renamed in Spotify");
        await Sandbox.SetCover(id, "cover-bloom");
        await owner.Sweep();
        await App.Advance(TimeSpan.FromSeconds(90));
        await owner.Sweep();
        var first = (await owner.Playlist(id)).Wanted!;
        var page = await Open(address, owner);
        // What is typed beside it stays, and rests on what is wanted then.
        await page.Field("Description").FillAsync("Typed beside it");

        await page.GetByText("Title changed").ClickAsync();
        await page.Button("Want this instead: title").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("This title is how you want it, and on its way to Spotify.");
        await Expect(page.Heading("Renamed in Spotify").First).ToBeVisibleAsync();
        await page.GetByText("Cover changed").ClickAsync();
        await page.Button("Want this instead: cover").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("This cover is how you want it");
        var wanted = (await owner.Playlist(id)).Wanted!;
        Assert.Equal(("Renamed in Spotify", 3), (wanted.Title, wanted.Version));
        Assert.NotEqual(first.Cover, wanted.Cover);

        await page.GetByText("Protected, as version 1.").ClickAsync();
        await page.Button("Want this instead: version 1").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Version 1 is how you want it again.");
        Assert.Equal((first.Title, first.Cover), ((await owner.Playlist(id)).Wanted!.Title, (await owner.Playlist(id)).Wanted!.Cover));

        await Expect(page.Field("Title")).ToHaveValueAsync(first.Title);
        await page.Button("Save description").ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("Saved, and on its way to Spotify.");
        wanted = (await owner.Playlist(id)).Wanted!;
        Assert.Equal((first.Title, "Typed beside it", first.Cover), (wanted.Title, wanted.Description, wanted.Cover));
    }

    private async Task<(Person Owner, string Address, string Id)> Protected()
    {
        var owner = await SignedIn("kitchenradio");
        var id = (await Sandbox.Complete("kitchenradio"))[0].Id;
        await owner.Protect(id);
        return (owner, $"/guard/playlists/{id}", id);
    }

    /// <summary>Chooses a picture and takes it as it is cut.</summary>
    private static async Task Cut(IPage page)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Choose a picture").ClickAsync());
        await chooser.SetFilesAsync(
            new FilePayload
            {
                Name = "holiday.png",
                MimeType = "image/png",
                Buffer = await Picture(page),
            }
        );
        var editor = page.Question("Cut the cover");
        await Expect(editor).ToContainTextAsync("Spotify takes up to 180 KB.");
        await editor.Answer("Use this cover").ClickAsync();
        await Expect(page.GetByAltText("The cover you are about to save")).ToBeVisibleAsync();
    }

    /// <summary>A picture that is neither square nor small: every pixel is another colour.</summary>
    private static async Task<byte[]> Picture(IPage page) =>
        Convert.FromBase64String(
            (
                await page.EvaluateAsync<string>(
                    """
                    () => {
                      const canvas = document.createElement('canvas');
                      [canvas.width, canvas.height] = [1200, 900];
                      const pen = canvas.getContext('2d');
                      const image = pen.createImageData(1200, 900);
                      for (let i = 0, n = 1; i < image.data.length; i++)
                        image.data[i] = i % 4 === 3 ? 255 : (n = (n * 48271) % 2147483647) % 256;
                      pen.putImageData(image, 0, 0);
                      return canvas.toDataURL('image/png').split(',')[1];
                    }
                    """
                )
            )!
        );
}
