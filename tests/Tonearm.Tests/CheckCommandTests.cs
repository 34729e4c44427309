using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Tonearm.Tests;

/// <summary><c>tonearm check</c>, as a person runs it before the first start.</summary>
public sealed partial class CheckCommandTests(TestPostgres postgres)
{
    private const string ClientId = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_all_is_there_it_says_so_and_makes_nothing()
    {
        Assert.SkipUnless(NamedSpotify.IsPossible, NamedSpotify.WhyNot);
        await using var spotify = await NamedSpotify.Start(Cancel);
        var folder = Path.Combine(Path.GetTempPath(), $"tonearm-check-test-{Guid.NewGuid():N}");

        var (code, said) = await Check(
            spotify,
            ("Spotify:ClientId", ClientId),
            ("urls", "http://127.0.0.1:0"),
            ("DataFolder", folder),
            ("ConnectionStrings:Tonearm", await postgres.CreateEmptyDatabase(Cancel))
        );

        Assert.True(code == 0, said);
        Assert.EndsWith("Nothing is missing.", said.Trim(), StringComparison.Ordinal);
        foreach (
            var line in new[]
            {
                "ok       Client id          It has the form of one.",
                "ok       Spotify’s sign-in  accounts.spotify.com answered in",
                "ok       Spotify’s Web API  api.spotify.com answered in",
                "ok       Clock              It agrees with Spotify’s.",
                $"ok       Certificate        {folder}/tonearm.pfx will be made at the first start.",
                "ok       Database           PostgreSQL",
                "ok       Address            http://127.0.0.1:0 is free.",
            }
        )
            Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        Assert.All(
            (await spotify.Sandbox.Calls()).Recent,
            call => Assert.Equal(("GET", "/v1/me", 401), (call.Method, call.Path, call.Status))
        );
    }

    [Fact]
    public async Task What_is_missing_is_told_with_its_cure()
    {
        Assert.SkipUnless(NamedSpotify.IsPossible, NamedSpotify.WhyNot);
        await using var spotify = await NamedSpotify.Start(Cancel, leadNowhere: true);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, said) = await Check(
            spotify,
            ("Spotify:ClientId", "my app"),
            ("Spotify:ClientSecret", "hush"),
            ("urls", $"http://{taken.LocalEndpoint}"),
            ("DataFolder", "/proc/tonearm"),
            ("ConnectionStrings:Tonearm", "Host=/nowhere;Username=nobody;Password=hush;Database=nothing")
        );

        Assert.Equal(1, code);
        foreach (
            var line in new[]
            {
                "missing  Client id          “my app” has not the form of one",
                "missing  Client secret      It has not the form of one",
                $"ok       Redirect address   Register http://{taken.LocalEndpoint}/signin/spotify in the app, to the letter.",
                "missing  Spotify’s sign-in  accounts.spotify.com: Nobody takes the connection at Spotify’s address.",
                "missing  Spotify’s Web API  api.spotify.com: Nobody takes the connection at Spotify’s address.",
                "unknown  Clock              Spotify has not said what time it is.",
                "may not write to /proc",
                "missing  Database           PostgreSQL cannot be used",
                "is in use by another program, or Tonearm runs already.",
                "7 things are missing.",
            }
        )
            Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
        Assert.DoesNotMatch(Stack(), said);
    }

    [Fact]
    public async Task Whoever_answers_under_Spotifys_name_without_its_certificate_is_not_believed()
    {
        Assert.SkipUnless(NamedSpotify.IsPossible, NamedSpotify.WhyNot);
        await using var spotify = await NamedSpotify.Start(Cancel);
        await using var check = TonearmProcess.Start(
            [("Spotify:ClientId", ClientId), ("urls", "http://127.0.0.1:0")],
            inside: spotify.Inside,
            arguments: ["check"]
        );

        Assert.Equal(1, await check.Ended.WaitAsync(Cancel));
        Assert.Contains(
            "missing  Spotify’s Web API  api.spotify.com: Whoever answers at Spotify’s address cannot prove to be Spotify (TLS).",
            check.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("Most often the machine’s clock is wrong", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_come_first_and_alone()
    {
        await using var check = TonearmProcess.Start(
            [("Guard:Interval", "0"), ("Web:PublicUrl", "tonearm.example.org")],
            arguments: ["check"]
        );

        Assert.Equal(1, await check.Ended.WaitAsync(Cancel));
        Assert.Contains("missing  Setting            Guard:Interval is '0'", check.Output, StringComparison.Ordinal);
        Assert.Contains("2 things are missing.", check.Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Check(NamedSpotify spotify, params (string, string)[] settings)
    {
        await using var check = TonearmProcess.Start(settings, inside: spotify.Inside, arguments: ["check"], environment: spotify.Trust);
        return (await check.Ended.WaitAsync(Cancel), check.Output);
    }

    [GeneratedRegex(@"(?m)^\s+at \w+(\.\w+)+")]
    private static partial Regex Stack();
}
