namespace Tonearm.Tests.Accounts;

public sealed class TokenTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Endpoint = "/api/token";
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(61);

    [Theory]
    [InlineData("never")]
    [InlineData("same")]
    [InlineData("rotate")]
    public async Task A_token_is_renewed_each_hour_whatever_becomes_of_the_refresh_token(string renewal)
    {
        await Sandbox.Conditions(new { tokens = new { renewal } });
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.ForgetCalls();

        for (var hour = 0; hour < 3; hour++)
        {
            await App.Advance(TokenLife);
            Assert.Null((await person.Sweep()).Accounts[0].Problem);
        }

        Assert.Equal([200, 200, 200], (await Sandbox.Calls(Endpoint)).Recent.Select(call => call.Status));
    }

    [Fact]
    public async Task A_withdrawn_consent_is_shown_is_not_asked_about_again_and_heals_with_a_sign_in()
    {
        using var person = await SignedIn("kitchenradio", "northlightrecords");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.Revoke("kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");

        var report = await person.Sweep();
        Assert.Contains("Sign in again", report.Accounts[0].Problem, StringComparison.Ordinal);
        Assert.Null(report.Accounts[1].Problem);
        Assert.Equal("signin", (await person.Account("kitchenradio")).Health);

        await Sandbox.ForgetCalls();
        await App.Advance(TimeSpan.FromMinutes(30));
        Assert.Null((await person.Sweep()).Accounts[1].Problem);
        Assert.Empty((await Sandbox.Calls(Endpoint)).Recent);
        Assert.Empty((await Sandbox.Calls(person: "kitchenradio")).Recent);

        await person.Link("kitchenradio");
        await person.Sweep();
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task A_token_that_Spotify_refuses_before_its_time_is_renewed_at_once()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 401, "/v1/me/playlists", Count: 1, Message: "The access token expired"));
        await Sandbox.ForgetCalls();

        Assert.Null((await person.Sweep()).Accounts[0].Problem);
        Assert.Single((await Sandbox.Calls(Endpoint)).Recent);
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
    }

    [Theory]
    [InlineData("status", 500)]
    [InlineData("status", 503)]
    [InlineData("html", 200)]
    [InlineData("html", 502)]
    [InlineData("empty", 200)]
    [InlineData("half", null)]
    [InlineData("drop", null)]
    public async Task A_broken_accounts_service_costs_no_sign_in(string kind, int? status)
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new(kind, status, Endpoint));
        await App.Advance(TokenLife);

        var problem = (await person.Sweep()).Accounts[0].Problem;
        Assert.NotNull(problem);
        Assert.DoesNotContain("Sign in", problem, StringComparison.Ordinal);
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);

        await Sandbox.EndFaults();
        Assert.Null((await person.Sweep()).Accounts[0].Problem);
    }
}
