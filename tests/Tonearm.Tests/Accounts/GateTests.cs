using System.Net;

namespace Tonearm.Tests.Accounts;

public sealed class GateTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Theory]
    [InlineData("GET", "/api/accounts")]
    [InlineData("GET", "/api/playlists")]
    [InlineData("POST", "/api/guard/sweep")]
    [InlineData("DELETE", "/api/accounts/00000000-0000-0000-0000-000000000001")]
    public async Task Without_a_cookie_the_API_answers_401_and_says_so_in_JSON(string method, string path)
    {
        using var stranger = App.Visitor();
        using var answer = await stranger.Send(new(method), path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_page_sends_whoever_is_not_signed_in_to_Spotify_and_back_to_itself()
    {
        using var person = App.Visitor();
        using var answer = await person.Send(HttpMethod.Get, "/accounts/link");

        Assert.Equal("/signin?returnUrl=%2Faccounts%2Flink", answer.Headers.Location?.PathAndQuery);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task The_cookie_does_not_help_another_site(string site)
    {
        using var person = await SignedIn("kitchenradio");
        var account = await person.Account("kitchenradio");

        using var answer = await person.Send(HttpMethod.Delete, $"/api/accounts/{account.Id}", null, ("Sec-Fetch-Site", site));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Single(await person.Accounts());
    }
}
