using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Tonearm.Spotify;

namespace Tonearm.Tests.Accounts;

/// <summary>Many want a new token at the same moment. Guard is off, so that only the test asks.</summary>
public sealed class RenewalTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(61);

    protected override (string Name, string? Value)[] Settings => [("Guard:Enabled", "false")];

    [Fact]
    public async Task Sixty_four_calls_that_need_a_new_token_ask_for_one()
    {
        var account = await SignInRotating();
        await App.Advance(TokenLife);
        await Sandbox.ForgetCalls();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Token(App, account)));

        Assert.Single(tokens.Distinct());
        Assert.Single((await Sandbox.Calls("/api/token")).Recent);
    }

    [Fact]
    public async Task Two_nodes_that_renew_at_once_lose_no_token()
    {
        var account = await SignInRotating();
        var other = await StartNode(null, Settings);

        for (var hour = 0; hour < 3; hour++)
        {
            await App.Advance(TokenLife);
            var tokens = await Task.WhenAll(Token(App, account), Token(other, account), Token(App, account), Token(other, account));
            foreach (var token in tokens)
                Assert.Equal(HttpStatusCode.OK, await Use(token));
        }

        Assert.Equal("ok", await Scalar<string>("select health from accounts"));
    }

    private async Task<Guid> SignInRotating()
    {
        await Sandbox.Conditions(new { tokens = new { renewal = "rotate" } });
        using var person = App.Visitor();
        await person.SignIn("kitchenradio");
        return (await person.Account("kitchenradio")).Id;
    }

    private static async Task<string> Token(TonearmApp node, Guid account)
    {
        var token = await node.Services.GetRequiredService<IAccessTokens>().Get(account, null, Cancel);
        Assert.Equal(AnswerKind.Ok, token.Kind);
        return token.Value!;
    }

    private async Task<HttpStatusCode> Use(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await Sandbox.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
