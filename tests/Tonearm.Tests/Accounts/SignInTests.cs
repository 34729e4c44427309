using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Tests.Accounts;

public sealed class SignInTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly Uri SignIn = new("/signin", UriKind.Relative);

    [Fact]
    public async Task Whoever_signs_in_finds_all_their_playlists()
    {
        using var person = await SignedIn("kitchenradio");

        var account = Assert.Single(await person.Accounts());
        Assert.Equal(("kitchenradio", "ok"), (account.SpotifyUser, account.Health));
        Assert.Equal((await Sandbox.Library("kitchenradio")).Select(each => each.Id), (await person.Playlists()).Select(each => each.Id));
    }

    [Fact]
    public async Task The_code_is_exchanged_with_the_verifier_of_the_challenge_that_was_sent()
    {
        using var person = App.Visitor();
        using var begun = await person.Http.GetAsync(SignIn, Cancel);
        var asked = QueryHelpers.ParseQuery(begun.Headers.Location!.Query);
        using var back = await person.Http.GetAsync(await person.Agree(begun.Headers.Location, "kitchenradio"), Cancel);

        Assert.Equal("S256", asked["code_challenge_method"]);
        var exchange = QueryHelpers.ParseQuery(Assert.Single((await Sandbox.Calls("/api/token")).Recent).Sent!.Text);
        Assert.Equal(
            asked["code_challenge"],
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(exchange["code_verifier"]!)))
        );
        Assert.Equal(asked["redirect_uri"], exchange["redirect_uri"]);
        Assert.False(exchange.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task Nothing_is_asked_of_Spotify_that_the_product_does_not_need()
    {
        using var person = App.Visitor();
        using var begun = await person.Http.GetAsync(SignIn, Cancel);

        var scopes = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["scope"].ToString().Split(' ');
        Assert.DoesNotContain("user-modify-playback-state", scopes);
        Assert.Contains("playlist-modify-private", scopes);
    }

    [Fact]
    public async Task Whoever_cancels_at_Spotify_is_told_that_nothing_was_stored()
    {
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("kitchenradio", decision: "cancel");

        await Failed(answer, "You did not agree", person);
    }

    [Fact]
    public async Task Where_the_days_calls_are_used_up_the_page_says_when_to_come_back()
    {
        using var person = App.Visitor();
        await Sandbox.Fail(new("status", Status: 429, RetryAfter: 7_200, Path: "/v1/me", Count: 1));
        using var answer = await person.TrySignIn("kitchenradio");

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Matches("It answers again at.*<time[^>]*data-when=\"clock\"[^>]*>[^<]*UTC</time>", page);
        Assert.DoesNotContain("later", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_public_address_is_none_for_Spotify_people_sign_in_on_the_machine_itself()
    {
        var node = await StartNode(settings: [("Web:PublicUrl", "http://192.168.1.20:5080")]);
        using var person = node.Visitor();
        using var begun = await person.Http.GetAsync(SignIn, Cancel);
        using var back = await person.Http.GetAsync(await person.Agree(begun.Headers.Location!, "kitchenradio"), Cancel);

        Assert.Equal(
            new Uri(node.Address, "/signin/spotify").AbsoluteUri,
            QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["redirect_uri"]
        );
        Assert.Equal("/guard", back.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task At_an_address_that_is_none_for_Spotify_people_are_told_where_to_sign_in()
    {
        using var person = App.Visitor();
        using var answer = await person.Send(HttpMethod.Get, "/signin?for=party", headers: ("Host", "192.168.1.20:5080"));

        await Failed(answer, "Sign in where Tonearm runs", person);
    }

    [Fact]
    public async Task A_sign_in_begun_in_one_browser_cannot_be_ended_in_another()
    {
        using var person = App.Visitor();
        using var stranger = App.Visitor();
        using var begun = await person.Http.GetAsync(SignIn, Cancel);
        using var strangersOwn = await stranger.Http.GetAsync(SignIn, Cancel);
        using var answer = await stranger.Http.GetAsync(await person.Agree(begun.Headers.Location!, "kitchenradio"), Cancel);

        await Failed(answer, "lost on the way", stranger);
    }

    [Fact]
    public async Task A_return_from_Spotify_counts_once()
    {
        using var person = App.Visitor();
        using var begun = await person.Http.GetAsync(SignIn, Cancel);
        var back = await person.Agree(begun.Headers.Location!, "kitchenradio");
        using var first = await person.Http.GetAsync(back, Cancel);
        using var second = await person.Http.GetAsync(back, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Single((await Sandbox.Calls("/api/token")).Recent);
    }

    [Theory]
    [InlineData("/accounts?tab=2", "/accounts?tab=2")]
    [InlineData("https://evil.example/", "/guard")]
    [InlineData("//evil.example/", "/guard")]
    [InlineData("/\\evil.example/", "/guard")]
    [InlineData("/\t/evil.example/", "/guard")]
    [InlineData("evil.example", "/guard")]
    public async Task A_sign_in_leads_back_to_a_page_of_ours_only(string returnUrl, string arrivesAt)
    {
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("firstspin", "/signin?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal(arrivesAt, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Whoever_is_not_on_the_apps_list_is_told_who_can_add_them()
    {
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("backroomtapes");

        await Failed(answer, "User Management", person);
    }

    [Fact]
    public async Task An_app_whose_owner_has_no_Premium_says_so()
    {
        await Sandbox.Conditions(new { appOwnerHasPremium = false });
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("kitchenradio");

        await Failed(answer, "Spotify wants Premium from the app", person);
    }

    [Theory]
    [InlineData("html", 200)]
    [InlineData("empty", 200)]
    [InlineData("status", 500)]
    [InlineData("drop", null)]
    public async Task A_broken_answer_to_who_are_you_stores_nothing_and_signs_nobody_in(string kind, int? status)
    {
        await Sandbox.Fail(new(kind, status, "/v1/me"));
        using var person = App.Visitor();
        using var answer = await person.TrySignIn("kitchenradio");

        await Failed(answer, "Spotify does not answer as it should", person, HttpStatusCode.ServiceUnavailable);
    }

    private async Task Failed(HttpResponseMessage answer, string says, Person person, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await Scalar<int>("select (select count(*) from owners) + (select count(*) from accounts)"));
        using var api = await person.Send(HttpMethod.Get, "/api/accounts");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }
}
