using System.Net;

namespace Tonearm.Tests.Accounts;

/// <summary>
/// The set-up page says what is there and what is missing, to whom it concerns; and what the real service gets by default.
/// </summary>
public sealed class SetupPageTests(TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private const string ClientId = "0123456789abcdef0123456789abcdef";
    private SandboxProcess sandbox = null!;
    private TonearmApp app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => sandbox = await sandboxes.Rent(Cancel);

    [Fact]
    public async Task It_shows_what_check_says_and_a_command_to_copy()
    {
        await Start(("Spotify:ClientId", ClientId), ("Spotify:AccountsUrl", sandbox.Url), ("Spotify:ApiUrl", sandbox.Url));
        using var visitor = app.Visitor();

        var page = await Page(visitor);

        foreach (
            var words in new[]
            {
                "Spotify__ClientId=… ./run",
                "It has the form of one.",
                $"Register {app.Address}signin/spotify in the app, to the letter.",
                "127.0.0.1 answered in",
                "<strong>Clock.</strong>",
                "<strong>Data folder.</strong>",
                "<strong>Certificate.</strong>",
                "answers at",
            }
        )
            Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_and_is_not_signed_in_sees_nothing_of_the_machine()
    {
        await Start();
        using var visitor = app.Visitor();
        using var owner = app.Visitor();
        await owner.SignIn("firstspin");

        var stranger = await Page(visitor, ("X-Forwarded-For", "192.0.2.7"));
        var known = await Page(owner, ("X-Forwarded-For", "192.0.2.7"));

        Assert.DoesNotContain(TestFolder.Path, stranger, StringComparison.Ordinal);
        Assert.Contains("is shown to whoever is signed in", stranger, StringComparison.Ordinal);
        Assert.Contains(TestFolder.Path, known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_leaves_the_real_Spotify_alone_until_somebody_wants_it_asked()
    {
        await Start();
        using var visitor = app.Visitor();

        var page = await Page(visitor);

        Assert.Contains("See whether Spotify can be reached", page, StringComparison.Ordinal);
        Assert.DoesNotContain("answered in", page, StringComparison.Ordinal);
        Assert.Contains("None is set, so the demo runs.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_client_id_and_nothing_else_the_policy_lets_Spotifys_covers_show()
    {
        await Start(("Spotify:ClientId", ClientId));
        using var visitor = app.Visitor();

        using var answer = await visitor.Send(HttpMethod.Get, "/");

        Assert.Contains(
            "img-src 'self' data: blob: https://*.scdn.co https://*.spotifycdn.com;",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_the_demo_the_policy_has_the_stand_in_alone()
    {
        await Start();
        using var visitor = app.Visitor();

        using var answer = await visitor.Send(HttpMethod.Get, "/");

        Assert.Contains(
            $"img-src 'self' data: blob: {sandbox.Url};",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        sandboxes.Return(sandbox);
    }

    private async Task Start(params (string Name, string? Value)[] settings) =>
        app = await TonearmApp.Start(sandbox, await postgres.CreateEmptyDatabase(Cancel), settings: settings);

    private static async Task<string> Page(Person person, params (string, string)[] headers)
    {
        using var answer = await person.Send(HttpMethod.Get, "/setup", null, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
