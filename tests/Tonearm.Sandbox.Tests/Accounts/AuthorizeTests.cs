using System.Net;
using AngleSharp.Html.Parser;

namespace Tonearm.Sandbox.Tests.Accounts;

public sealed class AuthorizeTests : Stand
{
    private OAuthClient Client => new(Http, Cancel);

    [Fact]
    public async Task The_page_shows_who_one_can_be_and_what_the_app_wants()
    {
        using var response = await Client.Open(OAuthClient.Request());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("stand-in for Spotify", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(7, page.QuerySelectorAll("input[name=person]").Length);
        Assert.Contains(page.QuerySelectorAll("li"), item => item.TextContent.Contains("playlist-modify-public", StringComparison.Ordinal));
        Assert.Equal("a state & more", page.QuerySelector("input[name=state]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Agreeing_sends_back_a_code_and_the_state()
    {
        using var response = await Client.Agree(OAuthClient.Request(), "kitchenradio");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(OAuthClient.Redirect + "?", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(OAuthClient.Parameter(response, "code"));
        Assert.Equal("a state & more", OAuthClient.Parameter(response, "state"));
    }

    [Fact]
    public async Task Cancelling_sends_back_access_denied_and_no_code()
    {
        using var response = await Client.Agree(OAuthClient.Request(), "kitchenradio", "cancel");
        Assert.Equal("access_denied", OAuthClient.Parameter(response, "error"));
        Assert.Equal("a state & more", OAuthClient.Parameter(response, "state"));
        Assert.Null(OAuthClient.Parameter(response, "code"));
    }

    [Theory]
    [InlineData("http://localhost:9999/callback")]
    [InlineData("https://localhost/callback")]
    [InlineData("http://192.168.1.10:9999/callback")]
    [InlineData("http://example.org/callback")]
    [InlineData("/callback")]
    [InlineData("")]
    public async Task A_redirect_address_of_a_forbidden_form_leads_nowhere(string address)
    {
        using var response = await Client.Open(new(OAuthClient.Request()) { ["redirect_uri"] = address });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/signin/spotify")]
    [InlineData("http://[::1]:5080/signin/spotify")]
    [InlineData("https://music.example.org/signin/spotify")]
    public async Task Loopback_literals_and_https_are_fine(string address)
    {
        using var response = await Client.Agree(new(OAuthClient.Request()) { ["redirect_uri"] = address }, "kitchenradio");
        Assert.StartsWith(address, response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "playlist-read-private make-coffee", "invalid_scope")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "tooshort", "invalid_request")]
    public async Task What_is_wrong_with_a_request_is_told_to_the_app(string field, string value, string error)
    {
        using var response = await Client.Open(new(OAuthClient.Request()) { [field] = value });
        Assert.Equal(error, OAuthClient.Parameter(response, "error"));
        Assert.Equal("a state & more", OAuthClient.Parameter(response, "state"));
    }

    [Fact]
    public async Task Who_signed_in_and_agreed_before_is_sent_on_at_once_unless_the_dialog_is_asked_for()
    {
        using var agreed = await Client.Agree(OAuthClient.Request(), "kitchenradio");
        var cookie = agreed.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("sandbox-", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        await Client.Token(OAuthClient.Exchange(OAuthClient.Parameter(agreed, "code")!));

        using var again = await Client.Open(OAuthClient.Request(), cookie.Split(';')[0]);
        Assert.NotNull(OAuthClient.Parameter(again, "code"));
        using var dialog = await Client.Open(new(OAuthClient.Request()) { ["show_dialog"] = "true" }, cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, dialog.StatusCode);
        using var more = await Client.Open(new(OAuthClient.Request()) { ["scope"] = Everything + " streaming" }, cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, more.StatusCode);
    }

    [Fact]
    public async Task Nothing_an_app_sends_becomes_markup()
    {
        using var response = await Client.Open(
            new(OAuthClient.Request()) { ["client_id"] = "<script>alert(1)</script>", ["state"] = "\"><img src=x>" }
        );
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(page.QuerySelectorAll("main script, main img[src=x]"));
        Assert.Contains("<script>alert(1)</script>", page.Body!.TextContent, StringComparison.Ordinal);
    }
}

public sealed class RegisteredRedirectTests : Stand
{
    private protected override SandboxOptions Options =>
        new()
        {
            Url = "http://127.0.0.1:0",
            Conditions = "calm",
            RedirectUris = ["http://127.0.0.1/callback", "https://music.example.org/callback"],
            ClientSecret = "the secret",
        };

    [Theory]
    [InlineData("http://127.0.0.1:9999/callback", true)]
    [InlineData("http://127.0.0.1:1234/callback", true)]
    [InlineData("http://127.0.0.1:1234/callback/", false)]
    [InlineData("http://127.0.0.1:1234/other", false)]
    [InlineData("http://[::1]:1234/callback", false)]
    [InlineData("https://music.example.org/callback", true)]
    [InlineData("https://music.example.org:444/callback", false)]
    [InlineData("https://music.example.org/callback?x=1", false)]
    public async Task Registered_addresses_match_exactly_but_for_a_loopback_port(string address, bool fine)
    {
        using var response = await new OAuthClient(Http, Cancel).Open(new(OAuthClient.Request()) { ["redirect_uri"] = address });
        Assert.Equal(fine ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_secret_is_an_invalid_client()
    {
        var client = new OAuthClient(Http, Cancel);
        var code = await client.Code("kitchenradio", OAuthClient.ConfidentialRequest());
        var exchange = OAuthClient.Exchange(code);
        exchange.Remove("code_verifier");
        Assert.Equal("invalid_client", (await client.Token(exchange, "some-client:a guess")).Body["error"]!.GetValue<string>());
        Assert.Equal(200, (await client.Token(exchange, "some-client:the secret")).Status);
    }
}
