using Microsoft.Extensions.Logging;

namespace Tonearm.Tests.Accounts;

/// <summary>
/// What Spotify refuses an account or this installation, how that is told, how rarely it is tried again, and what heals it.
/// </summary>
public sealed class RefusalTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Endpoint = "/api/token";
    private const string BadClient = "does not accept the client id or the secret";
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(61);

    [Fact]
    public async Task A_good_token_that_Spotify_takes_for_dead_once_costs_nobody_a_sign_in()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("oauth", 400, Endpoint, Count: 1, Reason: "invalid_grant"));
        await App.Advance(TokenLife);

        Assert.Null((await person.Sweep()).Accounts[0].Problem);
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
    }

    [Fact]
    public async Task A_sign_in_taken_for_dead_is_tried_again_after_an_hour_by_itself_and_heals_without_a_person()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("oauth", 400, Endpoint, Count: 2, Reason: "invalid_grant"));
        await App.Advance(TokenLife);
        Assert.Contains("Sign in again", (await person.Sweep()).Accounts[0].Problem, StringComparison.Ordinal);
        Assert.Equal("signin", (await person.Account("kitchenradio")).Health);
        await Sandbox.TakeDown(playlist.Id, "title");

        await using (var hold = await Sandbox.Hold(Endpoint))
        {
            await App.Advance(TimeSpan.FromHours(1));
            await hold.Waiting();
        }

        await person.Sweep();
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task A_sign_in_that_stays_dead_is_tried_after_an_hour_and_then_once_a_day()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Revoke("kitchenradio");
        await person.Sweep();
        await Sandbox.ForgetCalls();

        for (var hour = 1; hour <= 50; hour++)
        {
            await App.Advance(TimeSpan.FromHours(1));
            await person.Sweep();
            // Each time is two questions: one refusal alone is not believed.
            Assert.Equal(
                hour switch
                {
                    < 25 => 2,
                    < 49 => 4,
                    _ => 6,
                },
                (await Sandbox.Calls(Endpoint)).Recent.Count
            );
        }
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_once_as_the_installations_trouble_and_asked_about_once_an_hour()
    {
        using var person = await SignedIn("kitchenradio", "northlightrecords");
        await Protect(person, "kitchenradio");
        await Protect(person, "northlightrecords");
        await Sandbox.Fail(new("oauth", 400, Endpoint, Reason: "invalid_client", Message: "Invalid client secret"));
        await App.Advance(TokenLife);
        await Sandbox.ForgetCalls();

        for (var look = 0; look < 6; look++)
        {
            var report = await person.Sweep();
            Assert.All(report.Accounts, account => Assert.Contains("client id or secret", account.Problem, StringComparison.Ordinal));
            await App.Advance(TimeSpan.FromMinutes(5));
        }

        // Both accounts were looked at in the same moment, and neither could know; from then on nobody asks.
        Assert.InRange((await Sandbox.Calls(Endpoint)).Recent.Count, 1, 2);
        await Sandbox.ForgetCalls();
        await App.Advance(TimeSpan.FromMinutes(31));
        await person.Sweep();
        Assert.Single((await Sandbox.Calls(Endpoint)).Recent);
        Assert.Single(
            App.Log.Lines,
            line => line.Level == LogLevel.Error && line.Message.Contains("Spotify:ClientSecret", StringComparison.Ordinal)
        );
        Assert.All(await person.Accounts(), account => Assert.Equal("ok", account.Health));
        foreach (var page in new[] { "/guard", "/accounts" })
            Assert.Equal(1, Times(BadClient, await Page(person, page)));
        Assert.DoesNotContain("Sign in again", await Page(person, "/guard"), StringComparison.Ordinal);
        Assert.DoesNotContain(">Works<", await Page(person, "/accounts"), StringComparison.Ordinal);

        await Sandbox.EndFaults();
        await App.Advance(TimeSpan.FromMinutes(61));
        await person.Sweep();
        Assert.All((await person.Sweep()).Accounts, account => Assert.Null(account.Problem));
        Assert.Equal(0, Times(BadClient, await Page(person, "/guard")));
    }

    [Fact]
    public async Task A_start_with_the_right_secret_does_not_wait_for_the_hour()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("oauth", 400, Endpoint, Count: 1, Reason: "invalid_client"));
        await App.Advance(TokenLife);
        Assert.NotNull((await person.Sweep()).Accounts[0].Problem);

        await App.Advance(TimeSpan.FromMinutes(1));
        var other = await StartNode();
        await Stop(App);

        using var browser = person.At(other);
        using var answer = await browser.PostAsync(new Uri("/api/guard/sweep", UriKind.Relative), null, Cancel);
        Assert.Contains("\"problem\":null", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_that_the_sign_in_does_not_cover_are_told_wait_an_hour_and_are_done_after_a_new_sign_in()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 403, "/v1/playlists/**", "PUT", Message: "Insufficient client scope"));
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        Assert.Equal("scope", (await person.Account("kitchenradio")).Health);
        foreach (var page in new[] { "/guard", "/accounts" })
            Assert.Contains("does not cover what is done for it", await Page(person, page), StringComparison.Ordinal);
        Assert.Equal(1, await Writes());

        for (var look = 0; look < 11; look++)
        {
            await App.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(1, (await person.Sweep()).Looked);
        }

        Assert.Equal(1, await Writes());
        Assert.Equal("scope", (await person.Account("kitchenradio")).Health);
        await App.Advance(TimeSpan.FromMinutes(6));
        await person.Sweep();
        Assert.Equal(2, await Writes());

        await Sandbox.EndFaults();
        await person.Link("kitchenradio");
        await person.Sweep();
        Assert.Equal("ok", (await person.Account("kitchenradio")).Health);
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("empty")]
    public async Task A_token_answer_without_scopes_means_those_that_were_asked_for_and_the_account_is_looked_at(string scope)
    {
        await Sandbox.Conditions(new { tokens = new { scope } });
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await person.SignIn("kitchenradio", "/signin?for=party");
        await App.Advance(TokenLife);
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();

        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
        var scopes = (await Scalar<string>("select scopes from accounts"))!.Split(' ');
        Assert.Contains("playlist-modify-private", scopes);
        Assert.Contains("user-modify-playback-state", scopes);
    }

    private async Task<int> Writes() => (await Sandbox.Calls("/v1/playlists/*", method: "PUT")).Recent.Count;

    private static async Task<string> Page(Person person, string path)
    {
        using var answer = await person.Send(HttpMethod.Get, path, headers: ("Accept", "text/html"));
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static int Times(string words, string page) => page.Split(words).Length - 1;
}
