namespace Tonearm.Tests.Party.Conductor;

/// <summary>What a host, a device and Spotify do without a word to us.</summary>
public sealed class BehindOurBackTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_pause_in_Spotify_is_told_to_all_and_followed_when_it_ends()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(15));
        await Sandbox.Press(Host, "pause");

        await Do(host, party, "look");
        var paused = await Now(party);
        await PassSlowly(TimeSpan.FromMinutes(5));
        await Sandbox.Press(Host, "resume");
        // The longest pause between two looks; no song is over by then.
        await PassSlowly(TimeSpan.FromMinutes(2.1));

        Assert.Equal(("paused", false, 17_000), (paused.Trouble, paused.Plays, paused.AtMs));
        Assert.Null((await Now(party)).Trouble);
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_seek_moves_the_end_of_the_vote()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(12));
        await Sandbox.Seek(Host, TimeSpan.FromSeconds(20));

        await PassSlowly(TimeSpan.FromSeconds(4));

        Assert.False((await Now(party)).Closed);
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_seek_after_the_hand_over_is_waited_for()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await Sandbox.Seek(Host, TimeSpan.FromSeconds(20));

        await PassSlowly(TimeSpan.FromSeconds(8));

        Assert.Equal((1, "queued"), ((await Now(party)).Round, (await Now(party)).Handover));
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_pause_after_the_hand_over_is_waited_for()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await Sandbox.Press(Host, "pause");

        await PassSlowly(TimeSpan.FromMinutes(3));
        Assert.Equal((1, "paused", "queued"), ((await Now(party)).Round, (await Now(party)).Trouble, (await Now(party)).Handover));
        await Sandbox.Press(Host, "resume");
        await PassSlowly(TimeSpan.FromMinutes(2.1));

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_skip_before_the_hand_over_is_answered_with_the_winner()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        await Sandbox.Press(Host, "next");

        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(3));

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_skip_after_the_hand_over_brings_the_winner_early()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(8));
        await Sandbox.Press(Host, "next");

        await PassSlowly(TimeSpan.FromSeconds(12));

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_playlist_that_the_host_starts_is_left_alone_until_they_want_the_party_back()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        await Sandbox.PlayContext(Host, $"spotify:playlist:{await Playlist(3)}");
        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromMinutes(5));
        var asked = await Now(party);
        await Sandbox.ForgetCalls();
        await PassSlowly(TimeSpan.FromMinutes(20));

        Assert.Equal(("something-else", false), (asked.Trouble, asked.Plays));
        Assert.Empty((await Sandbox.Calls("/v1/**")).Recent);
        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));
        var now = await Now(party);
        var player = await Sandbox.Player(Host);
        Assert.Equal((1, null, now.Song), (now.Round, now.Trouble, player.Song!.Uri));
        // Where it was interrupted, not where it would be by now.
        Assert.InRange(player.ProgressMs, 60_000, 72_000);
    }

    [Fact]
    public async Task A_playlist_started_after_the_hand_over_leaves_the_winner_to_be_played_once()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(8));
        var winner = (await Now(party)).Winner!;
        await Sandbox.PlayContext(Host, $"spotify:playlist:{await Playlist(3)}");
        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(2));
        Assert.Equal("something-else", (await Now(party)).Trouble);

        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal((2, null, winner), ((await Now(party)).Round, (await Now(party)).Trouble, (await Now(party)).Song));
        Assert.Single(await Heard(), song => song.Uri == winner);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Fact]
    public async Task Premium_that_is_gone_is_told_and_comes_back_by_itself()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.ChangePerson(Host, premium: false);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        Assert.Equal("premium", (await Now(party)).Trouble);

        await Sandbox.ChangePerson(Host, premium: true);
        await PassSlowly(TimeSpan.FromMinutes(1));

        Assert.Equal((2, null), ((await Now(party)).Round, (await Now(party)).Trouble));
        Assert.Equal((await Now(party)).Song, (await Sandbox.Player(Host)).Song!.Uri);
    }

    [Fact]
    public async Task What_the_host_has_queued_and_put_on_repeat_does_not_keep_the_party_out()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var own = await FarDown(500);
        await Sandbox.Enqueue(Host, own);
        await PassSong(TimeSpan.FromSeconds(20));
        Assert.Equal("own-queue", (await Now(party)).Trouble);
        await Sandbox.Repeat(Host, "track");

        for (var i = 0; i < 3; i++)
            await PassSong();

        // Pressed in the middle of it, it is seen when it has begun again.
        Assert.Equal(2, (await Heard()).Count(song => song.Uri == own));
        Assert.Null((await Now(party)).Trouble);
        Assert.InRange((await Now(party)).Round, 2, 3);
    }

    [Fact]
    public async Task What_the_host_has_queued_by_hand_plays_first_and_then_ours()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Enqueue(Host, await FarDown(500));
        await Sandbox.Enqueue(Host, await FarDown(501));
        await PassSong();
        Assert.Equal((1, "own-queue"), ((await Now(party)).Round, (await Now(party)).Trouble));
        for (var i = 0; i < 2; i++)
            await PassSong();
        Assert.Equal((2, null), ((await Now(party)).Round, (await Now(party)).Trouble));
        await PassSong();

        var heard = await Heard();
        Assert.Equal((3, 5), ((await Now(party)).Round, heard.Count));
        Assert.All(heard.SkipLast(1), song => Assert.Equal(song.DurationMs, song.HeardMs, tolerance: 1));
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Fact]
    public async Task A_song_on_repeat_gives_way_to_the_winner()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Sandbox.Repeat(Host, "track");
        await PassSong();
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal(2, (await Now(party)).Round);
        Assert.Equal((await Now(party)).Song, (await Sandbox.Player(Host)).Song!.Uri);
    }

    [Fact]
    public async Task Songs_that_Spotify_plays_from_other_releases_are_known_as_ours()
    {
        await Sandbox.Conditions(new { players = new { relinked = "all" } });
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 2; i++)
            await PassSong();

        await AllWell(party, songs: 3);
        Assert.NotNull(await Scalar<string>("select song_uri from parties"));
    }

    [Fact]
    public async Task A_state_that_is_seconds_old_misleads_nobody()
    {
        await Sandbox.Conditions(new { players = new { staleSeconds = 3 } });
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(6));
        for (var i = 0; i < 2; i++)
            await PassSong(TimeSpan.FromSeconds(6));

        await AllWell(party, songs: 3);
        Assert.Single((await Commands()), command => command == "PUT /v1/me/player/play");
    }

    [Fact]
    public async Task A_track_that_no_device_plays_is_left_out()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var first = (await Now(party)).Ballot[0];
        await Sandbox.Fail(
            new(
                "status",
                Status: 403,
                Path: "/v1/me/player/queue",
                Method: "POST",
                Count: 1,
                Reason: "UNKNOWN",
                Message: "Player command failed: Restriction violated"
            )
        );

        await PassSong();

        await AllWell(party, songs: 2);
        Assert.NotEqual(first, (await Now(party)).Song);
        Assert.True(await Scalar<bool>("select removed from party_tracks where uri = @first", new { first }));
    }

    /// <summary>A song that no ballot reaches while a test goes on.</summary>
    private async Task<string> FarDown(int places) =>
        (await Scalar<string>($"select uri from party_tracks order by place offset {places} limit 1"))!;
}
