using System.Net;

namespace Tonearm.Tests.Accounts;

public sealed class ClientSecretTests(TestPostgres postgres)
{
    [Theory]
    [InlineData("the right one", HttpStatusCode.Redirect)]
    [InlineData("a wrong one", HttpStatusCode.BadRequest)]
    public async Task A_client_secret_is_sent_to_Spotify_when_there_is_one(string secret, HttpStatusCode status)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var sandbox = await SandboxProcess.Start(cancel, ("Sandbox:ClientSecret", "the right one"));
        await using var app = await TonearmApp.Start(
            sandbox,
            await postgres.CreateDatabase(cancel),
            settings: [("Spotify:ClientSecret", secret)]
        );
        using var person = app.Visitor();
        using var answer = await person.TrySignIn("firstspin");

        Assert.Equal(status, answer.StatusCode);
    }
}
