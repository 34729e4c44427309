using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tonearm.Web;

namespace Tonearm.Tests.Web;

public sealed partial class ShellTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api/hello")]
    public async Task Every_answer_tells_the_browser_what_it_may_do(string path)
    {
        await using var shell = await Shell.Start(pictures: ["https://i.scdn.co", "https://*.spotifycdn.com"]);

        using var answer = await shell.Ask(path, ("Accept", "text/html"));
        var policy = answer.Header("Content-Security-Policy");

        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("img-src 'self' data: blob: https://i.scdn.co https://*.spotifycdn.com;", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("", answer.Header("Server"));
    }

    [Fact]
    public async Task Pages_carry_no_script_or_style_inline()
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask("/");
        var page = await answer.Text();

        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page);
    }

    [Fact]
    public async Task Styles_and_scripts_may_be_kept_for_ever_and_come_compressed()
    {
        await using var shell = await Shell.Start();
        using var page = await shell.Ask("/");
        var address = StyleSheet().Match(await page.Text()).Groups[1].Value;

        using var answer = await shell.Ask(address, ("Accept-Encoding", "gzip, br"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("br", answer.Header("Content-Encoding"));
        Assert.Contains("immutable", answer.Header("Cache-Control"));
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_come_compressed(string encoding)
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask("/", ("Accept-Encoding", encoding));

        Assert.Equal(encoding, answer.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("0.0.0.0")]
    public async Task People_who_come_by_a_name_for_this_machine_alone_are_sent_to_the_one_that_Spotify_returns_to(string name)
    {
        await using var shell = await Shell.Start();

        using var page = await shell.Ask("/nowhere?a=b", ("Host", $"{name}:5080"), ("Accept", "text/html"));
        using var program = await shell.Ask("/api/hello", ("Host", $"{name}:5080"));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("http://127.0.0.1:5080/nowhere?a=b", page.Header("Location"));
        Assert.Equal(HttpStatusCode.OK, program.StatusCode);
    }

    [Fact]
    public async Task Believes_a_proxy_only_if_it_is_trusted()
    {
        static void Map(WebApplication app) =>
            app.MapGet("/where", (HttpRequest request, PublicAddress address) => address.Of(request, "/back"));
        (string, string)[] headers =
        [
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "tonearm.example"),
            ("X-Forwarded-For", "192.0.2.7"),
        ];
        (string, string) proxies = ("Web:TrustedProxies", "192.0.2.1, 127.0.0.0/8");
        await using var named = await Shell.Start(Map, configuration: [proxies, ("Web:ForwardedHost", "true")]);
        await using var trusting = await Shell.Start(Map, configuration: [proxies]);
        await using var wary = await Shell.Start(Map, configuration: [("Web:ForwardedHost", "true")]);

        using var wholly = await named.Ask("/where", headers);
        using var believed = await trusting.Ask("/where", headers);
        using var ignored = await wary.Ask("/where", headers);

        Assert.Equal("https://tonearm.example/back", await wholly.Text());
        Assert.NotEqual("", wholly.Header("Strict-Transport-Security"));
        Assert.Equal($"https://{trusting.Address.Authority}/back", await believed.Text());
        Assert.NotEqual("", believed.Header("Strict-Transport-Security"));
        Assert.Equal($"{wary.Address.GetLeftPart(UriPartial.Authority)}/back", await ignored.Text());
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK, "text/html; charset=utf-8")]
    [InlineData("/api/hello", HttpStatusCode.OK, "application/json; charset=utf-8")]
    [InlineData("/health/live", HttpStatusCode.OK, "text/plain")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, null)]
    public async Task Who_asks_for_the_head_alone_is_answered_as_for_the_whole(string path, HttpStatusCode status, string? type)
    {
        await using var shell = await Shell.Start();

        using var head = await shell.Ask(HttpMethod.Head, path);
        using var next = await shell.Ask(path);

        Assert.Equal((status, type ?? head.Header("Content-Type")), (head.StatusCode, head.Header("Content-Type")));
        Assert.Equal("", await head.Text());
        Assert.Equal(status, next.StatusCode);
    }

    [Fact]
    public async Task A_link_to_a_page_says_what_is_behind_it()
    {
        await using var shell = await Shell.Start();

        using var start = await shell.Ask("/");

        Assert.Contains("<meta property=\"og:title\" content=\"Tonearm\" />", await start.Text());
        Assert.Matches("<meta name=\"description\" content=\"[^\"]{20,160}\" />", await start.Text());
    }

    [Fact]
    public async Task A_notice_is_shown_once()
    {
        await using var shell = await Shell.Start(app =>
            app.MapGet(
                "/say",
                (Flash flash) =>
                {
                    flash.Say(Tone.Good, "Saved as version 3 & kept.");
                    return TypedResults.LocalRedirect("/");
                }
            )
        );

        using var said = await shell.Ask("/say");
        var cookie = said.Header("Set-Cookie").Split(';')[0];
        using var shown = await shell.Ask("/", ("Cookie", cookie));
        using var forged = await shell.Ask("/", ("Cookie", "tonearm-flash=forged"));

        Assert.Contains("Saved as version 3 &amp; kept.", await shown.Text());
        Assert.Contains("expires=Thu, 01 Jan 1970", shown.Header("Set-Cookie"));
        Assert.Equal(HttpStatusCode.OK, forged.StatusCode);
    }

    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex StyleSheet();
}
