using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>One playlist under the hands of its owner: typing, and cutting a cover.</summary>
public sealed class PlaylistInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen Desk = new(1280, 800, Dark: false);

    [Fact]
    public async Task Limits_are_told_while_typing()
    {
        await using var visit = await showroom.Visit("playlist", Desk);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync(new string('x', 305));
        await Expect(page.GetByText("Please shorten it by 5.")).ToBeVisibleAsync();
        await Expect(page.GetByText("305 / 300")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync("");
        await Expect(page.GetByText("Spotify lets only its own apps empty a description.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync(" ");
        await Expect(page.GetByText("A playlist needs a title.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pasted_line_break_becomes_a_space()
    {
        await using var visit = await showroom.Visit("playlist", Desk);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync("one\ntwo");

        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Description" })).ToHaveValueAsync("one two");
    }

    [Fact]
    public async Task News_leave_what_is_being_typed()
    {
        await using var visit = await showroom.Visit("playlist", Desk);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Later Trains");

        await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))"),
            response => response.Url.EndsWith("/look/playlist", StringComparison.Ordinal)
        );

        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Title" })).ToHaveValueAsync("Later Trains");
    }

    [Fact]
    public async Task A_large_noisy_picture_is_cut_by_keyboard_and_saved_as_a_JPEG_that_Spotify_takes()
    {
        await using var visit = await showroom.Visit("playlist", Desk);
        var page = visit.Page;
        await Choose(page, 1600, 1200);
        var editor = page.GetByRole(AriaRole.Dialog, new() { Name = "Cut the cover" });
        await Expect(editor.GetByText("pixels")).ToContainTextAsync("KB. Spotify takes up to 180 KB.");

        await editor.Locator("[data-cut]").FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(editor.GetByRole(AriaRole.Slider)).Not.ToHaveValueAsync("0");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Use this cover" }).ClickAsync();

        await Expect(editor).ToBeHiddenAsync();
        await Expect(page.GetByAltText("The cover you are about to save")).ToBeVisibleAsync();
        Assert.Empty(Gallery.Covers);
        Assert.Equal("", await page.BarriersOf());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save cover", Exact = true }).ClickAsync();
        await Expect(page.GetByAltText("The cover you are about to save")).ToHaveCountAsync(0);
        Assert.True(Gallery.Covers.TryDequeue(out var jpeg));
        Assert.InRange(jpeg.Length, 10_000, 180_000);
        Assert.Equal([0xFF, 0xD8, 0xFF], jpeg[..3]);
    }

    [Fact]
    public async Task The_one_button_names_what_changes_and_is_quiet_when_nothing_does()
    {
        await using var visit = await showroom.Visit("playlist-calm", Desk);
        var page = visit.Page;
        var save = page.Locator("[data-save]");
        var discard = page.GetByRole(AriaRole.Button, new() { Name = "Discard" });
        await Expect(save).ToHaveTextAsync("Save");
        await Expect(save).Not.ToContainClassAsync("primary");
        await Expect(discard).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Later Trains");
        await Expect(save).ToHaveTextAsync("Save title");
        await Expect(save).ToContainClassAsync("primary");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync("Other words");
        await Expect(save).ToHaveTextAsync("Save title and description");
        await Choose(page, 400, 400);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this cover" }).ClickAsync();
        await Expect(save).ToHaveTextAsync("Save title, description and cover");

        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it as it was" }).ClickAsync();
        await Expect(save).ToHaveTextAsync("Save title and description");
        await Expect(page.GetByAltText("The cover you want")).ToBeVisibleAsync();
        await discard.ClickAsync();
        await Expect(save).ToHaveTextAsync("Save");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Title" })).ToHaveValueAsync("Late Trains");
        await Expect(save).ToBeFocusedAsync();
    }

    [Fact]
    public async Task All_of_a_history_opened_fits_a_phone_and_is_open_to_everyone()
    {
        await using var visit = await showroom.Visit("playlist", new(390, 844, Dark: false));
        var page = visit.Page;
        await page.EvaluateAsync("for (const line of document.querySelectorAll('.timeline details')) line.open = true");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Want this instead: version 1" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Want this instead: description" })).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal("", await page.BarriersOf());
        await Showroom.Picture(page, "playlist-history", new(390, 844, Dark: false), whole: true);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_told_kindly()
    {
        await using var visit = await showroom.Visit("playlist", Desk);
        var page = visit.Page;

        await page.Locator("[data-cover-file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "notes.png",
                    MimeType = "image/png",
                    Buffer = [1, 2, 3],
                }
            );

        await Expect(page.GetByText("This file could not be read as a picture.")).ToBeVisibleAsync();
    }

    /// <summary>Hands the page a picture of coloured noise, the hardest kind to compress.</summary>
    private static async Task Choose(IPage page, int width, int height)
    {
        var png = await page.EvaluateAsync<string>(
            """
            async ([width, height]) => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [width, height];
              const pen = canvas.getContext('2d');
              const noise = pen.createImageData(width, height);
              for (let i = 0, x = 1; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : (x = (x * 48271) % 2147483647) & 255;
              pen.putImageData(noise, 0, 0);
              return canvas.toDataURL('image/png').split(',')[1];
            }
            """,
            new[] { width, height }
        );
        await page.Locator("[data-cover-file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "noise.png",
                    MimeType = "image/png",
                    Buffer = Convert.FromBase64String(png),
                }
            );
    }
}
