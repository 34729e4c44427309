using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Web;

namespace Tonearm.Tests.Web;

public sealed partial class LinkPreviewTests
{
    private const string Phone =
        "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

    [Fact]
    public async Task A_link_shows_a_title_a_sentence_and_a_picture_of_our_own()
    {
        await using var shell = await Shell.Start(configuration: ("Web:PublicUrl", "https://tonearm.example"));

        using var start = await shell.Ask("/");
        var page = await start.Text();
        var picture = new Uri(Meta(page, "og:image"));
        using var drawn = await shell.Ask(picture.PathAndQuery);

        Assert.Equal("Tonearm", Meta(page, "og:title"));
        Assert.Matches("^.{20,160}$", Meta(page, "og:description"));
        Assert.Equal("https://tonearm.example", picture.GetLeftPart(UriPartial.Authority));
        Assert.Equal((HttpStatusCode.OK, "image/png"), (drawn.StatusCode, drawn.Content.Headers.ContentType?.MediaType));
        // Some messengers leave out what is larger.
        Assert.InRange((await drawn.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1_000, 300_000);
    }

    [Theory]
    [InlineData("WhatsApp/2.23.20.0 A")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("TelegramBot (like TwitterBot)")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)")]
    public async Task Messengers_are_told_what_a_page_is_and_touch_nothing(string messenger)
    {
        var opened = 0;
        await using var shell = await Shell.Start(app =>
            app.MapGet(
                    "/secret/{id}",
                    (string id) =>
                    {
                        opened++;
                        return TypedResults.Text(id);
                    }
                )
                .Previewed("Join <us>", "What it is.")
        );

        using var told = await shell.Ask("/secret/abc", ("User-Agent", messenger));
        var page = await told.Text();
        using var head = await shell.Ask(HttpMethod.Head, "/secret/abc");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 0), (told.StatusCode, head.StatusCode, opened));
        Assert.Equal(("Join <us>", "What it is."), (WebUtility.HtmlDecode(Meta(page, "og:title")), Meta(page, "og:description")));
        Assert.Equal("", told.Header("Set-Cookie"));

        // Whoever is taken for one goes on by the link on the page.
        using var on = await shell.Ask(WebUtility.HtmlDecode(Open().Match(page).Groups[1].Value), ("User-Agent", messenger));
        Assert.Equal(("abc", 1), (await on.Text(), opened));
    }

    [Fact]
    public async Task People_get_the_page_itself_whatever_their_phone_is_called()
    {
        await using var shell = await Shell.Start(app =>
            app.MapGet("/secret/{id}", (string id) => TypedResults.Text(id)).Previewed("Join us", "What it is.")
        );

        using var read = await shell.Ask("/secret/abc", ("User-Agent", Phone));

        Assert.Equal("abc", await read.Text());
    }

    [Fact]
    public async Task A_home_screen_finds_a_name_and_pictures()
    {
        await using var shell = await Shell.Start();
        using var start = await shell.Ask("/");
        using var touch = await shell.Ask(Touch().Match(await start.Text()).Groups[1].Value);
        using var unasked = await shell.Ask("/apple-touch-icon.png");
        using var manifest = await shell.Ask(ManifestLink().Match(await start.Text()).Groups[1].Value);
        var told = JsonNode.Parse(await manifest.Text())!;

        Assert.Equal("image/png", touch.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Redirect, unasked.StatusCode);
        Assert.Equal(("application/manifest+json", "Tonearm"), (manifest.Content.Headers.ContentType?.MediaType, (string?)told["name"]));
        foreach (var icon in told["icons"]!.AsArray())
        {
            using var picture = await shell.Ask((string)icon!["src"]!);
            Assert.Equal((HttpStatusCode.OK, (string?)icon["type"]), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        }
    }

    private static string Meta(string page, string name) =>
        Regex.Match(page, $"<meta property=\"{name}\" content=\"([^\"]+)\"", RegexOptions.CultureInvariant).Groups[1].Value;

    [GeneratedRegex("class=\"button primary\" href=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex("rel=\"apple-touch-icon\" href=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Touch();

    [GeneratedRegex("rel=\"manifest\" href=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex ManifestLink();
}
