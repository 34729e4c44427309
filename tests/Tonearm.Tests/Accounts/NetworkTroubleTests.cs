using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Tests.Accounts;

/// <summary>
/// Trouble on the way to Spotify, where a person meets it: each kind has its sentence, and none stops what does not need Spotify.
/// </summary>
public sealed class NetworkTroubleTests(TestPostgres postgres, TestSandboxes sandboxes) : IAsyncLifetime
{
    private SandboxProcess sandbox = null!;
    private string database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sandbox = await sandboxes.Rent(Cancel);
        database = await postgres.CreateDatabase(Cancel);
    }

    [Theory]
    [InlineData("http://api.spotify.invalid/", "The name of Spotify’s server cannot be looked up (DNS).", "its name server answers")]
    [InlineData("http://127.0.0.1:1/", "Nobody takes the connection at Spotify’s address.", "a firewall or a proxy may stand between")]
    [InlineData(
        "https",
        "Whoever answers at Spotify’s address cannot prove to be Spotify (TLS).",
        "Most often the machine’s clock is wrong"
    )]
    public async Task Who_signs_in_reads_what_is_wrong_on_the_way_and_what_helps(string api, string sentence, string cure)
    {
        await using var app = await Start(api == "https" ? sandbox.Url.Replace("http:", "https:", StringComparison.Ordinal) : api);
        using var person = app.Visitor();

        using var answer = await person.TrySignIn("kitchenradio");

        await Says(answer, sentence, cure);
    }

    [Theory]
    [InlineData("status", 503, "Spotify has trouble of its own and answers with an error.")]
    [InlineData("drop", null, "The connection to Spotify broke off in mid-answer.")]
    [InlineData("html", 200, "An answer came that is not Spotify’s.")]
    public async Task Who_signs_in_reads_what_kind_of_bad_answer_came(string kind, int? status, string sentence)
    {
        await using var app = await Start(sandbox.Url);
        using var person = app.Visitor();
        await sandbox.Fail(new(kind, status, "/v1/me"));

        using var answer = await person.TrySignIn("kitchenradio");

        await Says(answer, sentence);
    }

    [Theory]
    [InlineData("/v1/me")]
    [InlineData("/api/token")]
    public async Task Who_signs_in_while_Spotify_says_nothing_at_all_is_told_so_long_before_a_minute_is_over(string path)
    {
        await using var app = await Start(sandbox.Url, ("Spotify:Patience", "00:00:01"));
        using var person = app.Visitor();
        await using var hold = await sandbox.Hold(path);

        using var answer = await person.TrySignIn("kitchenradio");

        await Says(answer, "Spotify has not answered in time.", "Try again in a minute.");
    }

    [Fact]
    public async Task Without_a_name_server_each_page_says_so_and_what_needs_no_Spotify_goes_on()
    {
        await using var well = await Start(sandbox.Url);
        using var person = well.Visitor();
        await person.SignIn("kitchenradio");
        await person.SignIn("kitchenradio", "/signin?for=party");
        await person.Imported(Cancel);
        await person.Protect((await sandbox.Complete("kitchenradio"))[0].Id);
        await well.DisposeAsync();
        await using var ill = await Start("http://api.spotify.invalid/");
        using var browser = person.At(ill);
        const string sentence = "The name of Spotify’s server cannot be looked up (DNS).";

        using var look = await browser.PostAsync(new Uri("/api/guard/sweep", UriKind.Relative), null, Cancel);
        var report = JsonNode.Parse(await look.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal($"{sentence} Guard tries again at the next look.", report["accounts"]![0]!["problem"]!.GetValue<string>());

        using var playlists = await browser.GetAsync(new Uri("/api/party/playlists", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, playlists.StatusCode);
        Assert.Contains(
            sentence,
            (await playlists.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>(),
            StringComparison.Ordinal
        );

        var devices = (await browser.GetFromJsonAsync<JsonNode>(new Uri("/api/party/devices", UriKind.Relative), Cancel))!;
        Assert.Equal("unreachable", devices["problem"]!.GetValue<string>());
        Assert.Contains(sentence, devices["sentence"]!.GetValue<string>(), StringComparison.Ordinal);

        var accounts = await browser.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel);
        Assert.Contains(sentence, accounts, StringComparison.Ordinal);
        Assert.Contains("Not known now", accounts, StringComparison.Ordinal);
        Assert.DoesNotContain("Works", accounts, StringComparison.Ordinal);
        Assert.Contains(sentence, await browser.GetStringAsync(new Uri("/setup", UriKind.Relative), Cancel), StringComparison.Ordinal);
        foreach (var page in new[] { "/", "/guard", "/guard/incidents", "/party", "/health/live", "/health/ready" })
        {
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative), Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
        }
    }

    public ValueTask DisposeAsync()
    {
        sandboxes.Return(sandbox);
        return ValueTask.CompletedTask;
    }

    private static async Task Says(HttpResponseMessage answer, params string[] words)
    {
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
    }

    /// <summary>An app of the real service, whose two addresses are said one by one.</summary>
    private Task<TonearmApp> Start(string api, params (string Name, string? Value)[] settings) =>
        TonearmApp.Start(
            sandbox,
            database,
            settings:
            [
                ("Spotify:ClientId", "0123456789abcdef0123456789abcdef"),
                ("Spotify:AccountsUrl", sandbox.Url),
                ("Spotify:ApiUrl", api),
                ("Spotify:ImageHosts", new Uri(sandbox.Url).Authority),
                .. settings,
            ]
        );
}
