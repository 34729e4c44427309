using Tonearm.Party;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>Spotify does not do its part: everybody is told what is in the way, and it goes on by itself.</summary>
public sealed class TroubleTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_consent_that_is_gone_is_told_and_a_new_sign_in_goes_on()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Revoke(Host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        Assert.Equal("sign-in", (await Now(party)).Trouble);
        await PassSlowly(TimeSpan.FromMinutes(2));

        await host.SignIn(Host, "/signin?for=party");
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(4));

        var now = await Now(party);
        Assert.Equal((2, null, now.Song), (now.Round, now.Trouble, (await Sandbox.Player(Host)).Song!.Uri));
    }

    [Fact]
    public async Task When_no_look_is_left_the_music_goes_on_by_the_clock()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Conditions(new { quota = new { families = new { player = 1 } } });
        await PassSong();
        await PassSong();

        await AllWell(party, songs: 3);
        Assert.All((await Heard()).Skip(1), song => Assert.Equal(("queue", 0d), (song.How, song.GapMs!.Value)));
    }

    [Fact]
    public async Task When_the_queue_takes_no_more_the_winner_is_told_to_play_at_the_end()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Conditions(
            new { quota = new Dictionary<string, object> { ["families"] = new Dictionary<string, int> { ["queue-write"] = 0 } } }
        );
        await PassSong(TimeSpan.FromSeconds(3));

        await AllWell(party, songs: 2);
    }

    [Theory]
    [InlineData("GET", "/v1/me/player", 3)]
    [InlineData("GET", "/v1/me/player", 60)]
    [InlineData("POST", "/v1/me/player/queue", 3)]
    [InlineData("POST", "/v1/me/player/queue", 60)]
    public async Task Too_many_calls_for_a_moment_delay_no_song(string method, string path, int seconds)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Fail(new("status", Status: 429, Path: path, Method: method, Count: 1, RetryAfter: seconds));
        await PassSong(TimeSpan.FromSeconds(3));

        await AllWell(party, songs: 2);
        Assert.InRange((await Heard())[1].GapMs!.Value, 0, 1);
    }

    [Fact]
    public async Task Too_many_commands_are_told_and_the_song_plays_when_there_may_be_one_more()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Sandbox.Fail(new("status", Status: 429, Path: "/v1/me/player/play", Count: 1, RetryAfter: 40));
        await Do(host, party, "next");
        Assert.Equal("quota", (await Now(party)).Trouble);

        await PassSlowly(TimeSpan.FromSeconds(50));

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_device_that_takes_no_commands_is_told_and_costs_no_track()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Restrict(Host, await Phone());
        await Sandbox.ForgetCalls();
        await PassSong(TimeSpan.FromMinutes(2));
        Assert.Equal("restricted", (await Now(party)).Trouble);
        Assert.Empty(await Commands());
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_tracks where removed"));

        await Sandbox.Restrict(Host, await Phone(), restricted: false);
        await PassSlowly(TimeSpan.FromMinutes(2.1));

        var now = await Now(party);
        Assert.Equal((2, null, now.Song), (now.Round, now.Trouble, (await Sandbox.Player(Host)).Song!.Uri));
    }

    [Fact]
    public async Task When_every_track_is_refused_only_a_few_are_given_up()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Fail(
            new(
                "status",
                Status: 403,
                Path: "/v1/me/player/queue",
                Method: "POST",
                Reason: "UNKNOWN",
                Message: "Player command failed: Restriction violated"
            )
        );
        await Sandbox.Fail(
            new(
                "status",
                Status: 403,
                Path: "/v1/me/player/play",
                Method: "PUT",
                Reason: "UNKNOWN",
                Message: "Player command failed: Restriction violated"
            )
        );
        await Sandbox.ForgetCalls();
        await PassSong(TimeSpan.FromMinutes(10));

        Assert.Equal("restricted", (await Now(party)).Trouble);
        Assert.Equal(2, await Scalar<int>("select count(*)::int from party_tracks where removed"));
        Assert.InRange((await Sandbox.Calls("/v1/**")).Recent.Count, 1, 60);

        await Sandbox.EndFaults();
        await PassSlowly(TimeSpan.FromMinutes(2.1));
        Assert.Equal((2, null), ((await Now(party)).Round, (await Now(party)).Trouble));
    }

    [Fact]
    public async Task When_nothing_is_left_to_play_all_are_told_at_the_price_of_few_calls_until_there_is_something_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await Playlist(3));
        await Scalar<int>("update party_tracks set explicit = true");
        using var off = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(Explicit: false));
        await Settled();
        await Sandbox.ForgetCalls();
        await PassSong(TimeSpan.FromMinutes(10));
        Assert.Equal(("nothing-to-play", false), ((await Now(party)).Trouble, (await Now(party)).Closed));
        Assert.InRange((await Sandbox.Calls("/v1/**")).Recent.Count, 1, 20);

        using var on = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(Explicit: true));
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(3));

        var now = await Now(party);
        Assert.Equal((2, null, now.Song), (now.Round, now.Trouble, (await Sandbox.Player(Host)).Song!.Uri));
    }

    [Theory]
    [InlineData("status", true)]
    [InlineData("status", false)]
    [InlineData("drop", true)]
    [InlineData("drop", false)]
    public async Task A_hand_over_without_an_answer_queues_the_winner_exactly_once(string kind, bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Fail(
            new(
                kind,
                Status: kind == "status" ? 502 : null,
                Path: "/v1/me/player/queue",
                Method: "POST",
                Count: 1,
                AfterEffect: afterEffect
            )
        );
        await PassSong();

        await AllWell(party, songs: 2);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Theory]
    [InlineData("drop", true, 0)]
    [InlineData("drop", false, 0)]
    [InlineData("drop", true, 4)]
    [InlineData("drop", false, 4)]
    public async Task A_winner_that_Spotify_would_recommend_is_not_taken_for_queued(string kind, bool afterEffect, int place)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var recommended = await LetRecommendedWin(party, place);
        await Sandbox.Fail(new(kind, Path: "/v1/me/player/queue", Method: "POST", Count: 1, AfterEffect: afterEffect));
        await PassSong();
        await PassSlowly(TimeSpan.FromSeconds(3));

        await AllWell(party, songs: 2);
        Assert.Equal(recommended, (await Now(party)).Song);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Fact]
    public async Task A_minute_without_Spotify_is_told_and_survived()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(30));
        await Sandbox.Fail(new("status", Status: 503, Path: "/v1/**"));
        await PassSlowly(TimeSpan.FromSeconds(60));
        Assert.Equal("unreachable", (await Now(party)).Trouble);

        await Sandbox.EndFaults();
        await PassSlowly(TimeSpan.FromSeconds(65));

        var now = await Now(party);
        Assert.Equal((2, null, now.Song), (now.Round, now.Trouble, (await Sandbox.Player(Host)).Song!.Uri));
    }

    [Fact]
    public async Task A_player_hidden_by_the_phones_own_app_is_not_a_player_gone()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Fail(new("empty", Status: 204, Path: "/v1/me/player", Count: 1));
        await PassSong();

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task One_party_in_trouble_holds_no_other_up()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await using var hold = await Sandbox.Hold("/v1/me/player/**", person: "northlightrecords");
        using var other = App.Visitor();
        await other.SignIn("northlightrecords", "/signin?for=party");
        using var opened = await other.Send(
            HttpMethod.Post,
            "/api/parties",
            new Tonearm.Party.Hosting.NewParty((await Sandbox.Complete("northlightrecords"))[0].Id)
        );
        var id = (
            await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<Tonearm.Party.Snapshot>(opened.Content, Cancel)
        )!.Id;
        using var started = await other.Send(HttpMethod.Post, $"/api/parties/{id}/start");
        await hold.Waiting();
        var player = await Sandbox.Player(Host);

        await App.Advance(player.EndsAt!.Value - player.Now - TimeSpan.FromSeconds(9));
        await Until(async () => (await Now(party)).Handover == "queued");

        Assert.Equal([(await Now(party)).Winner!], (await Sandbox.Player(Host)).Queue);
    }
}
