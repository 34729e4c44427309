using Microsoft.Extensions.DependencyInjection;
using Tonearm.Spotify;

namespace Tonearm.Tests.Accounts;

/// <summary>A person signs in while the old token is still being tried. Guard is off, so that only the test asks.</summary>
public sealed class NewTokenTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(61);

    protected override (string Name, string? Value)[] Settings => [("Guard:Enabled", "false")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_in_that_comes_while_the_dead_token_is_being_tried_is_not_thrown_away_when_that_is_refused_last(
        bool onAnotherNode
    )
    {
        var (person, account) = await SignedIn();
        var node = onAnotherNode ? await StartNode(null, Settings) : App;
        await Die();
        Task<AccessToken> waiting;
        await using (var hold = await Sandbox.Hold("/api/token", person: "kitchenradio"))
        {
            waiting = Ask(node, account);
            await hold.Waiting();
            await person.SignIn("kitchenradio");
        }

        Assert.Equal(AnswerKind.Ok, (await waiting).Kind);
        await Works(account, App, node);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_in_whose_answer_comes_last_heals_what_the_refusal_of_the_dead_token_said(bool onAnotherNode)
    {
        var (person, account) = await SignedIn();
        var node = onAnotherNode ? await StartNode(null, Settings) : App;
        await Die();
        Task signIn;
        await using (var hold = await Sandbox.Hold("/v1/me", person: "kitchenradio", afterEffect: true))
        {
            signIn = person.SignIn("kitchenradio");
            await hold.Waiting();
            Assert.Equal(AnswerKind.NeedsSignIn, (await Ask(node, account)).Kind);
            Assert.Equal("signin", await Scalar<string>("select health from accounts"));
        }

        await signIn;
        await Works(account, App, node);
    }

    [Fact]
    public async Task A_renewal_that_is_answered_after_a_new_sign_in_does_not_put_the_old_consent_back()
    {
        var (person, account) = await SignedIn();
        await Sandbox.Conditions(new { tokens = new { renewal = "rotate" } });
        await App.Advance(TokenLife);
        Task<AccessToken> waiting;
        string? fresh;
        await using (var hold = await Sandbox.Hold("/api/token", person: "kitchenradio"))
        {
            waiting = Ask(App, account);
            await hold.Waiting();
            await person.SignIn("kitchenradio");
            fresh = await Scalar<string>("select refresh_token from accounts");
        }

        Assert.Equal(AnswerKind.Ok, (await waiting).Kind);
        Assert.Equal(fresh, await Scalar<string>("select refresh_token from accounts"));
    }

    [Fact]
    public async Task While_Spotify_is_asked_for_a_token_the_accounts_row_is_locked_for_nobody()
    {
        var (_, account) = await SignedIn();
        await App.Advance(TokenLife);
        Task<AccessToken> waiting;
        await using (var hold = await Sandbox.Hold("/api/token", person: "kitchenradio"))
        {
            waiting = Ask(App, account);
            await hold.Waiting();
            Assert.Equal(account, await Scalar<Guid>("select id from accounts for update nowait"));
        }

        Assert.Equal(AnswerKind.Ok, (await waiting).Kind);
    }

    [Fact]
    public async Task A_node_that_died_while_it_renewed_a_token_keeps_the_others_waiting_only_until_its_claim_lapses()
    {
        var (_, account) = await SignedIn();
        await App.Advance(TokenLife);
        await Sql("update accounts set renewing = gen_random_uuid(), renewing_until = now() + interval '300 milliseconds'");

        // Nobody will tell it that the renewal has ended; other news of tokens makes it look.
        var waiting = Ask(App, account);
        while (!waiting.IsCompleted)
            await Sql("select pg_notify('tonearm', 'tokens:renewed')");

        Assert.Equal(AnswerKind.Ok, (await waiting).Kind);
    }

    [Fact]
    public async Task A_sign_in_with_more_scopes_is_used_by_every_node_at_once()
    {
        var (person, account) = await SignedIn();
        var other = await StartNode(null, Settings);
        var before = (await Ask(other, account)).Value;
        await person.SignIn("kitchenradio", "/signin?for=party");

        var stored = (await Ask(App, account)).Value;
        Assert.NotEqual(before, stored);
        // The news of it is on its way to the other node.
        string? there;
        do there = (await Ask(other, account)).Value;
        while (there == before && !Cancel.IsCancellationRequested);
        Assert.Equal(stored, there);
    }

    private async Task<(Person Person, Guid Account)> SignedIn()
    {
        var person = App.Visitor();
        await person.SignIn("kitchenradio");
        return (person, (await person.Account("kitchenradio")).Id);
    }

    /// <summary>The access token has run out, and the consent is over.</summary>
    private async Task Die()
    {
        await Sandbox.Revoke("kitchenradio");
        await App.Advance(TokenLife);
    }

    private async Task Works(Guid account, params TonearmApp[] nodes)
    {
        Assert.Equal("ok", await Scalar<string>("select health from accounts"));
        await App.Advance(TokenLife);
        foreach (var node in nodes)
            Assert.Equal(AnswerKind.Ok, (await Ask(node, account)).Kind);
    }

    private static Task<AccessToken> Ask(TonearmApp node, Guid account) =>
        node.Services.GetRequiredService<IAccessTokens>().Get(account, null, Cancel);
}
