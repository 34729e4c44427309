namespace Tonearm.Tests.Spotify;

public sealed class LimitTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Listing = "/v1/me/playlists";

    [Fact]
    public async Task A_short_wait_that_Spotify_asks_for_is_waited_and_the_call_made_again()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 429, Listing, Count: 1, RetryAfter: 3));
        await Sandbox.ForgetCalls();

        Assert.Null((await person.Sweep()).Accounts[0].Problem);
        Assert.Equal([429, 200], (await Sandbox.Calls(Listing)).Recent.Select(call => call.Status));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("QUOTA_EXCEEDED")]
    public async Task A_long_wait_is_not_slept_but_kept_over_a_restart_and_ends_by_itself(string? reason)
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.Fail(new("status", 429, Listing, Count: 1, RetryAfter: 50_400, Reason: reason));

        var until = App.Clock.GetUtcNow().AddSeconds(50_400);
        Assert.Contains(
            $"no more calls until {until:yyyy-MM-ddTHH:mm}",
            (await person.Sweep()).Accounts[0].Problem,
            StringComparison.Ordinal
        );

        await Sandbox.ForgetCalls();
        await person.Sweep();
        await Restart();
        using var after = App.Visitor();
        await after.SignIn("kitchenradio");
        Assert.NotNull((await after.Sweep()).Accounts[0].Problem);
        Assert.Empty((await Sandbox.Calls(Listing)).Recent);
        Assert.Equal("", (await Sandbox.Truth(playlist.Id)).Title);

        await App.Advance(TimeSpan.FromSeconds(50_500));
        Assert.Null((await after.Sweep()).Accounts[0].Problem);
        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task A_quota_that_is_gone_without_a_word_of_how_long_rests_an_hour()
    {
        using var person = await SignedIn("kitchenradio");
        await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 429, Listing, Count: 1, Reason: "QUOTA_EXCEEDED"));
        Assert.NotNull((await person.Sweep()).Accounts[0].Problem);

        await App.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull((await person.Sweep()).Accounts[0].Problem);
        await App.Advance(TimeSpan.FromMinutes(2));
        Assert.Null((await person.Sweep()).Accounts[0].Problem);
    }

    [Fact]
    public async Task While_one_family_of_calls_rests_the_others_go_on()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.Fail(new("status", 429, "/v1/playlists/*/images", "PUT", Count: 1, RetryAfter: 50_400));
        await Sandbox.TakeDown(playlist.Id, "cover");
        await person.Sweep();

        await Sandbox.TakeDown(playlist.Id, "title");
        await App.Advance(TimeSpan.FromMinutes(5));
        await person.Sweep();

        var truth = await Sandbox.Truth(playlist.Id);
        Assert.Equal((playlist.Title, null), (truth.Title, truth.CoverSha256));
        Assert.Single((await Sandbox.Calls("/v1/playlists/*/images", method: "PUT")).Recent);

        await App.Advance(TimeSpan.FromSeconds(50_500));
        await person.Sweep();
        Assert.NotNull((await Sandbox.Truth(playlist.Id)).CoverSha256);
    }

    [Fact]
    public async Task The_calls_that_were_sent_are_counted_by_family()
    {
        using var person = await SignedIn("kitchenradio");
        App.Clock.Advance(TimeSpan.FromSeconds(30));
        await Restart();

        Assert.Equal(
            (await Sandbox.Calls(Listing)).Recent.Count,
            await Scalar<int>("select sum(calls) from spotify_calls where family = 'playlist-list'")
        );
    }
}
