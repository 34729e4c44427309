using Tonearm.Spotify;

namespace Tonearm.Tests.Spotify;

/// <summary>Each way in which Spotify is not reached has its own sentence.</summary>
public sealed class ReachCheckTests(TestSandboxes sandboxes) : IAsyncLifetime
{
    private SandboxProcess sandbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => sandbox = await sandboxes.Rent(Cancel);

    [Theory]
    [InlineData("http://api.spotify.invalid/", "The name of Spotify’s server cannot be looked up (DNS).")]
    [InlineData("http://127.0.0.1:1/", "Nobody takes the connection at Spotify’s address.")]
    public async Task A_name_that_is_not_known_and_a_closed_door_are_two_things(string api, string sentence) =>
        Assert.Contains(sentence, await Api(new Uri(api)), StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_no_Spotify() =>
        Assert.Contains(
            "cannot prove to be Spotify (TLS)",
            await Api(new UriBuilder(sandbox.Url) { Scheme = "https" }.Uri),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Nothing_for_all_of_our_patience_is_silence()
    {
        await using var hold = await sandbox.Hold("/v1/me");

        Assert.Contains(
            "Spotify has not answered in time.",
            await Api(new(sandbox.Url), new(TimeProvider.System) { Patience = TimeSpan.FromMilliseconds(300) }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("status", 503, "Spotify has trouble of its own")]
    [InlineData("drop", null, "broke off")]
    public async Task Trouble_of_its_own_and_a_broken_line_are_two_things(string kind, int? status, string sentence)
    {
        await sandbox.Fail(new(kind, status, "/v1/me"));

        Assert.Contains(sentence, await Api(new(sandbox.Url)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "It agrees with Spotify’s.")]
    [InlineData(-190, "It is 3 minutes behind Spotify’s.")]
    [InlineData(600, "It is 10 minutes ahead of Spotify’s.")]
    [InlineData(86_400 * 40, "It is 40 days ahead of Spotify’s.")]
    public async Task A_wrong_clock_is_told_by_how_much(int seconds, string sentence)
    {
        var results = await new ReachCheck(new OtherClock(TimeSpan.FromSeconds(seconds))).Of(At(new(sandbox.Url)), Cancel);

        Assert.Equal(sentence, results.Single(result => result.What == "Clock").Sentence);
    }

    public ValueTask DisposeAsync()
    {
        sandboxes.Return(sandbox);
        return ValueTask.CompletedTask;
    }

    private async Task<string> Api(Uri address, ReachCheck? check = null) =>
        (await (check ?? new(TimeProvider.System)).Of(At(address), Cancel)).Single(result => result.What == "Spotify’s Web API").Sentence;

    private SpotifyOptions At(Uri api) => new() { AccountsUrl = new(sandbox.Url), ApiUrl = api };

    private sealed class OtherClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
