using System.Text.Json;
using Microsoft.Playwright;
using Tonearm.Party.Guests;
using Tonearm.Party.Rules;
using static Microsoft.Playwright.Assertions;

namespace Tonearm.BrowserTests.Looks;

/// <summary>The host's list of guests: nobody yet, a few, more than anybody knows, and some who are held.</summary>
public sealed class GuestsInUseTests(Showroom showroom) : IClassFixture<Showroom>
{
    private static readonly Screen[] Screens =
    [
        new(390, 844, Dark: true),
        new(320, 640, Dark: false),
        new(1280, 800, Dark: false),
        new(820, 1180, Dark: true),
    ];

    private static readonly Guid Party = new("0193a000-0000-7000-8000-000000000005");

    public static TheoryData<string> Names => [.. Lists.Keys];

    private static readonly Dictionary<string, GuestsView> Lists = new()
    {
        ["none"] = new(1, 1, [One(1) with { IsHost = true, IsMe = true }], []),
        ["few"] = new(
            3,
            4,
            [
                One(1) with
                {
                    Likes = 1,
                    IsHost = true,
                    IsMe = true,
                },
                One(2) with
                {
                    Likes = 1,
                    Suggestions = 3,
                    Skips = true,
                },
                One(3),
                One(4) with
                {
                    IsHere = false,
                },
            ],
            []
        ),
        ["many"] = new(97, 996, [.. Enumerable.Range(1, 60).Select(One)], []),
        ["held"] = new(
            3,
            3,
            [One(1) with { IsHost = true, IsMe = true }, One(2) with { IsHost = true }, One(3) with { Likes = 4 }],
            [
                One(6) with
                {
                    Muted = true,
                    Likes = 1,
                    Suggestions = 12,
                },
                One(140) with
                {
                    Away = "removed",
                    IsHere = false,
                },
                One(4) with
                {
                    Away = "blocked",
                    IsHere = false,
                },
            ]
        ),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_list_is_open_to_everyone(string name)
    {
        foreach (var screen in Screens)
        {
            await using var visit = await showroom.Visit("room-host", screen);
            var page = visit.Page;
            await page.RouteAsync(
                "**/guests?most=*",
                route => route.FulfillAsync(new() { ContentType = "application/json", Body = Json(Lists[name]) })
            );
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await page.Locator("[data-deed=guests] > summary").ClickAsync();
            await Expect(page.Locator("[data-others] > li")).ToHaveCountAsync(Lists[name].Guests.Count);
            await Expect(page.Locator("[data-held] > li")).ToHaveCountAsync(Lists[name].Held.Count);
            if (name is "few" or "many")
                await page.Locator("[data-others] details summary").First.ClickAsync();
            await page.Locator("[data-deed=guests]").ScrollIntoViewIfNeededAsync();
            await Showroom.Picture(page, $"sheet-guests-{name}", screen);
            Assert.Equal(screen.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.True(
                await page.EvaluateAsync<bool>("(sheet => sheet.scrollWidth <= sheet.clientWidth)(document.querySelector('dialog[open]'))")
            );
            Assert.Equal("", await page.BarriersOf());
        }
    }

    private static string Json(GuestsView list) => JsonSerializer.Serialize(list, JsonSerializerOptions.Web);

    private static GuestView One(int number)
    {
        var figure = Figure.Of(Party, number);
        var since = Examples.Now.AddMinutes(-7 * number);
        return new(number, figure.Words, figure.Animal, figure.Colour, true, false, false, false, null, 0, 0, false, since);
    }
}
