using System.Net;

namespace Tonearm.Sandbox.Tests.Accounts;

public sealed class TokenTests : Stand
{
    private OAuthClient Client => new(Http, Cancel);

    private async Task Fails(string error, Dictionary<string, string?> form, string? basic = null)
    {
        var (status, body) = await Client.Token(form, basic);
        Assert.Equal(400, status);
        Assert.Equal(error, body["error"]!.GetValue<string>());
        Assert.NotEmpty(body["error_description"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_code_with_its_verifier_becomes_tokens_that_work()
    {
        var tokens = await Client.SignIn("kitchenradio");
        Assert.Equal("Bearer", tokens["token_type"]!.GetValue<string>());
        Assert.Equal(3600, tokens["expires_in"]!.GetValue<int>());
        Assert.Equal(Everything, tokens["scope"]!.GetValue<string>());
        Assert.NotEmpty(tokens["refresh_token"]!.GetValue<string>());
        await Get(With(tokens["access_token"]!.GetValue<string>()), "/v1/me");
    }

    [Fact]
    public async Task A_confidential_client_proves_itself_by_its_secret_alone()
    {
        var exchange = OAuthClient.Exchange(await Client.Code("kitchenradio", OAuthClient.ConfidentialRequest()));
        exchange.Remove("code_verifier");
        exchange.Remove("client_id");
        Assert.Equal(200, (await Client.Token(exchange, "some-client:secret")).Status);
    }

    [Fact]
    public async Task Secret_and_proof_key_go_together() =>
        Assert.Equal(200, (await Client.Token(OAuthClient.Exchange(await Client.Code("kitchenradio")), "some-client:secret")).Status);

    [Fact]
    public async Task With_neither_secret_nor_proof_key_there_is_no_token()
    {
        var exchange = OAuthClient.Exchange(await Client.Code("kitchenradio", OAuthClient.ConfidentialRequest()));
        exchange.Remove("code_verifier");
        await Fails("invalid_client", exchange);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var exchange = OAuthClient.Exchange(await Client.Code("kitchenradio"));
        Assert.Equal(200, (await Client.Token(exchange)).Status);
        await Fails("invalid_grant", exchange);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes()
    {
        var exchange = OAuthClient.Exchange(await Client.Code("kitchenradio"));
        Clock.Advance(600);
        await Fails("invalid_grant", exchange);
    }

    [Theory]
    [InlineData("code_verifier", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", "invalid_grant")]
    [InlineData("code_verifier", "short", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_request")]
    [InlineData("redirect_uri", "http://127.0.0.1:9998/callback", "invalid_grant")]
    [InlineData("client_id", "another-client", "invalid_grant")]
    [InlineData("client_id", "", "invalid_client")]
    [InlineData("code", "AQmadeup", "invalid_grant")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "", "unsupported_grant_type")]
    public async Task One_wrong_member_and_there_is_no_token(string field, string value, string error) =>
        await Fails(error, new(OAuthClient.Exchange(await Client.Code("kitchenradio"))) { [field] = value });

    [Fact]
    public async Task A_refresh_usually_brings_no_new_refresh_token_and_the_old_one_goes_on()
    {
        var refresh = (await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>();
        for (var i = 0; i < 2; i++)
        {
            var (status, body) = await Client.Token(OAuthClient.Refresh(refresh));
            Assert.Equal(200, status);
            Assert.Null(body["refresh_token"]);
            await Get(With(body["access_token"]!.GetValue<string>()), "/v1/me");
        }
    }

    [Fact]
    public async Task A_refresh_may_bring_the_same_refresh_token_again()
    {
        await Conditions(new { tokens = new { renewal = "same" } });
        var refresh = (await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>();
        Assert.Equal(refresh, (await Client.Token(OAuthClient.Refresh(refresh))).Body["refresh_token"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_rotating_refresh_kills_the_old_token()
    {
        await Conditions(new { tokens = new { renewal = "rotate" } });
        var old = (await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>();
        var renewed = (await Client.Token(OAuthClient.Refresh(old))).Body["refresh_token"]!.GetValue<string>();
        Assert.NotEqual(old, renewed);
        await Fails("invalid_grant", OAuthClient.Refresh(old));
        Assert.Equal(200, (await Client.Token(OAuthClient.Refresh(renewed))).Status);
    }

    [Fact]
    public async Task Six_months_after_the_consent_a_refresh_token_is_dead_and_refreshing_does_not_put_it_off()
    {
        await Conditions(new { tokens = new { renewal = "rotate" } });
        var refresh = (await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>();
        Clock.Advance(TimeSpan.FromDays(181));
        refresh = (await Client.Token(OAuthClient.Refresh(refresh))).Body["refresh_token"]!.GetValue<string>();
        Clock.Advance(TimeSpan.FromDays(1));
        await Fails("invalid_grant", OAuthClient.Refresh(refresh));
    }

    [Fact]
    public async Task A_withdrawn_consent_ends_refreshing_and_the_access_token_and_signing_in_anew_works()
    {
        var tokens = await Client.SignIn("kitchenradio");
        var access = With(tokens["access_token"]!.GetValue<string>());
        await Control(HttpMethod.Post, "/sandbox/people/kitchenradio/revoke");
        await Fails("invalid_grant", OAuthClient.Refresh(tokens["refresh_token"]!.GetValue<string>()));
        await Refused(access.GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized);
        await Get(With((await Client.SignIn("kitchenradio"))["access_token"]!.GetValue<string>()), "/v1/me");
    }

    [Fact]
    public async Task A_withdrawn_consent_may_leave_the_access_token_to_run_out()
    {
        var tokens = await Client.SignIn("kitchenradio");
        await Control(HttpMethod.Post, "/sandbox/people/kitchenradio/revoke?keepAccess=true");
        await Get(With(tokens["access_token"]!.GetValue<string>()), "/v1/me");
        await Fails("invalid_grant", OAuthClient.Refresh(tokens["refresh_token"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_person_who_withdrew_has_a_dead_refresh_token_from_the_start()
    {
        await Fails(
            "invalid_grant",
            new(OAuthClient.Refresh("AQwithdrawn-refresh-token-of-a-former-consent")) { ["client_id"] = "sandbox" }
        );
        await Client.SignIn("vinylattic");
    }

    [Fact]
    public async Task A_refresh_token_belongs_to_its_client() =>
        await Fails(
            "invalid_grant",
            new(OAuthClient.Refresh((await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>())) { ["client_id"] = "thief" }
        );

    [Fact]
    public async Task How_long_an_access_token_lasts_can_be_set()
    {
        await Conditions(new { tokens = new { accessSeconds = 10 } });
        var tokens = await Client.SignIn("kitchenradio");
        Assert.Equal(10, tokens["expires_in"]!.GetValue<int>());
        Clock.Advance(10);
        await Refused(With(tokens["access_token"]!.GetValue<string>()).GetAsync("/v1/me", Cancel), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("absent", null)]
    [InlineData("empty", "")]
    public async Task A_token_answer_may_be_silent_about_its_scopes_and_the_token_has_them_all_the_same(string scope, string? told)
    {
        await Conditions(new { tokens = new { scope } });
        var tokens = await Client.SignIn("kitchenradio");
        Assert.Equal(told, tokens["scope"]?.GetValue<string>());
        await Get(With(tokens["access_token"]!.GetValue<string>()), "/v1/me/playlists");
    }

    [Theory]
    [InlineData(null, "invalid_grant")]
    [InlineData("invalid_client", "invalid_client")]
    public async Task A_refresh_may_be_refused_in_the_accounts_services_own_words_though_the_token_is_good(string? reason, string error)
    {
        var refresh = (await Client.SignIn("kitchenradio"))["refresh_token"]!.GetValue<string>();
        await Control(
            HttpMethod.Post,
            "/sandbox/faults",
            new
            {
                kind = "oauth",
                reason,
                path = "/api/token",
                count = 1,
            }
        );
        await Fails(error, OAuthClient.Refresh(refresh));
        Assert.Equal(200, (await Client.Token(OAuthClient.Refresh(refresh))).Status);
    }
}
