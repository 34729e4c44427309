using Microsoft.Playwright;

namespace Tonearm.BrowserTests.Journeys;

/// <summary>What a person goes by on a page: what a thing is, and the words on it.</summary>
internal static class Sight
{
    public static ILocator Button(this IPage page, string words) => page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    public static ILocator Link(this IPage page, string words) => page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true });

    public static ILocator Heading(this IPage page, string words) => page.GetByRole(AriaRole.Heading, new() { Name = words, Exact = true });

    public static ILocator Field(this IPage page, string name) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    public static ILocator Question(this IPage page, string words) => page.GetByRole(AriaRole.Dialog, new() { Name = words, Exact = true });

    public static ILocator Answer(this ILocator question, string words) =>
        question.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    /// <summary>What the house says of the last thing that was done.</summary>
    public static ILocator Said(this IPage page) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status);

    public static ILocator Save(this IPage page) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save( (title|description|cover)|$)") });

    /// <summary>The lines of the overview that are shown.</summary>
    public static ILocator Rows(this IPage page) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Checkbox) });

    public static ILocator Row(this IPage page, string title) => page.Rows().Filter(new() { Has = page.Link(title) });

    public static ILocator Tick(this IPage page, string title) =>
        page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {title}", Exact = true });

    /// <summary>At Spotify: says who one is and agrees.</summary>
    public static async Task AgreeAs(this IPage page, string name)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = name }).CheckAsync();
        await page.Button("Agree").ClickAsync();
    }

    public static async Task SignIn(this IPage page, string name)
    {
        await page.Link("Sign in with Spotify").ClickAsync();
        await page.AgreeAs(name);
    }

    /// <summary>Presses Tab until this has the focus.</summary>
    public static async Task TabTo(this IPage page, ILocator target)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Tab never comes to {target}.");
    }
}
