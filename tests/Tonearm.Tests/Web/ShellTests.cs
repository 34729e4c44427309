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
        await using var shell = await Shell.Start(configuration: ("Spotify:ImageHosts", "https://i.scdn.co, https://*.spotifycdn.com"));

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
    public async Task An_image_host_cannot_smuggle_a_rule_into_the_policy()
    {
        await using var shell = await Shell.Start(configuration: ("Spotify:ImageHosts:0", "x; script-src 'unsafe-inline'"));

        using var answer = await shell.Ask("/");

        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"));
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

    [Fact]
    public async Task People_who_come_by_localhost_are_sent_to_the_name_that_Spotify_returns_to()
    {
        await using var shell = await Shell.Start();

        using var page = await shell.Ask("/nowhere?a=b", ("Host", "localhost:5080"), ("Accept", "text/html"));
        using var program = await shell.Ask("/api/hello", ("Host", "localhost:5080"));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("http://127.0.0.1:5080/nowhere?a=b", page.Header("Location"));
        Assert.Equal(HttpStatusCode.OK, program.StatusCode);
    }

    [Fact]
    public async Task Believes_a_proxy_only_if_it_is_trusted()
    {
        static void Map(WebApplication app) => app.MapGet("/where", (HttpRequest request, PublicAddress address) => address.Of(request, "/back"));
        (string, string)[] headers = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "tonearm.example"), ("X-Forwarded-For", "192.0.2.7")];
        await using var trusting = await Shell.Start(Map, ("Web:TrustedProxies", "192.0.2.1, 127.0.0.0/8"));
        await using var wary = await Shell.Start(Map);

        using var believed = await trusting.Ask("/where", headers);
        using var ignored = await wary.Ask("/where", headers);

        Assert.Equal("https://tonearm.example/back", await believed.Text());
        Assert.NotEqual("", believed.Header("Strict-Transport-Security"));
        Assert.Equal($"{wary.Address.GetLeftPart(UriPartial.Authority)}/back", await ignored.Text());
    }

    [Fact]
    public async Task A_proxy_that_cannot_be_read_is_told_at_the_start()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Shell.Start(configuration: ("Web:TrustedProxies", "my-proxy")));

        Assert.Contains("'my-proxy'", error.Message);
    }

    [Fact]
    public async Task A_notice_is_shown_once()
    {
        await using var shell = await Shell.Start(app => app.MapGet("/say", (Flash flash) =>
        {
            flash.Say(Tone.Good, "Saved as version 3 & kept.");
            return TypedResults.LocalRedirect("/");
        }));

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
