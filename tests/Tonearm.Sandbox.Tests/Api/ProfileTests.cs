using System.Net;
using System.Net.Http.Headers;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class ProfileTests : Stand
{
    [Fact]
    public async Task Me_tells_who_it_is_and_nothing_that_development_mode_lost()
    {
        var me = await Get(await SignedIn("kitchenradio"), "/v1/me");

        Assert.Equal("Kitchen Radio", me["display_name"]!.GetValue<string>());
        Assert.Equal(
            ["account_id", "display_name", "external_urls", "href", "id", "images", "type", "uri"],
            me.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.NotEqual(me["id"]!.GetValue<string>(), me["account_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered() =>
        Assert.Equal("No token provided", await Refused(Http.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_token_nobody_issued_is_invalid() =>
        Assert.Equal("Invalid access token", await Refused(With("BQnonsense").GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Another_scheme_than_bearer_is_refused()
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");
        Assert.Equal(
            "Only valid bearer authentication supported",
            await Refused(Http.GetAsync("/v1/me", Cancel), HttpStatusCode.BadRequest)
        );
    }

    [Fact]
    public async Task An_access_token_ends_after_its_hour_by_the_sandboxs_clock()
    {
        var client = await SignedIn("kitchenradio");
        Clock.Advance(3599);
        await Get(client, "/v1/me");
        Clock.Advance(1);
        Assert.Equal("The access token expired", await Refused(client.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Who_is_not_on_the_allow_list_may_sign_in_and_gets_plain_text_for_every_call()
    {
        using var response = await (await SignedIn("backroomtapes")).GetAsync("/v1/me", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("may not be registered", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await Control(HttpMethod.Patch, "/sandbox/people/backroomtapes", new { onAllowList = true });
        await Get(await SignedIn("backroomtapes"), "/v1/me");
    }

    [Fact]
    public async Task Without_premium_of_the_apps_owner_everybody_is_refused_in_plain_text()
    {
        var client = await SignedIn("kitchenradio");
        await Conditions(new { appOwnerHasPremium = false });
        using var response = await client.GetAsync("/v1/me", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.StartsWith(
            "Active premium subscription required for the owner of the app.",
            await response.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("GET", "/v1/playlists/37i9dQZF1DX0XUsuxWHRQd/tracks")]
    [InlineData("PUT", "/v1/playlists/37i9dQZF1DX0XUsuxWHRQd/followers")]
    [InlineData("GET", "/v1/users/kitchenradio/playlists")]
    [InlineData("GET", "/v1/tracks?ids=1,2")]
    [InlineData("GET", "/v1/browse/new-releases")]
    public async Task Paths_removed_in_february_2026_are_forbidden(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method == "PUT" ? new ByteArrayContent([]) : null,
        };
        await Refused((await SignedIn("kitchenradio")).SendAsync(request, Cancel), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_program_in_a_browser_may_ask_from_any_origin()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/me/playlists");
        preflight.Headers.Add("Origin", "https://player.example.org");
        using var answer = await Http.SendAsync(preflight, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("Authorization", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        using var me = await (await SignedIn("kitchenradio")).GetAsync("/v1/me", Cancel);
        Assert.Equal("*", me.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(1, (await Control(HttpMethod.Get, "/sandbox/calls"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_path_that_never_was_is_no_service() =>
        Assert.Equal(
            "Service not found",
            await Refused((await SignedIn("kitchenradio")).GetAsync("/v1/nothing", Cancel), HttpStatusCode.NotFound)
        );
}
