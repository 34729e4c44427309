namespace Tonearm.Tests.Party.Conductor;

/// <summary>From one song to the next.</summary>
public sealed class HandOverTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task The_first_song_plays_on_the_chosen_device_and_a_ballot_is_up()
    {
        using var host = await SignedInHost();
        var party = await Started(host);

        var now = await Now(party);
        var player = await Sandbox.Player(Host);
        Assert.Equal(("live", 1, player.Song!.Uri, true, null), (now.Phase, now.Round, now.Song, now.Plays, now.Trouble));
        Assert.Equal(await Phone(), player.DeviceId);
        Assert.Equal(4, now.Ballot.Length);
        Assert.False(player.Shuffle);
        Assert.Equal("off", player.Repeat);
    }

    [Fact]
    public async Task The_most_liked_plays_next_by_the_queue_and_without_silence()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var before = await Now(party);
        var liked = before.Ballot[2];
        await Like(party, liked, 3);
        await Like(party, before.Ballot[0], 2);
        await Sandbox.ForgetCalls();

        await PassSong();

        var now = await Now(party);
        var heard = await Heard();
        Assert.Equal((2, liked, false, true), (now.Round, now.Song, now.Closed, now.Plays));
        Assert.Equal([before.Song!, liked], heard.Select(song => song.Uri));
        Assert.Equal(("queue", 0d), (heard[1].How, heard[1].GapMs!.Value));
        // A look, the queue as it is before the first winner in it, the winner, and a look.
        Assert.Equal(4, (await Sandbox.Calls("/v1/**")).Recent.Count);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_likes"));
        Assert.DoesNotContain(liked, now.Ballot);
    }

    [Fact]
    public async Task In_the_instant_voting_closes_the_winner_has_the_most_of_the_likes_that_were_answered()
    {
        using var host = await SignedInHost();
        var id = await Started(host);
        var party = await Rows(id);
        var uris = (await Now(id)).Ballot[1..3];
        var guests = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Guest.In(App, party)));
        var player = await Sandbox.Player(Host);
        var likes = guests
            .Select(
                (guest, i) =>
                    Task.Run(async () =>
                    {
                        using var answer = await guest.Like(party, uris[i % 2].Split(':')[2]);
                        return (Uri: uris[i % 2], answer.StatusCode);
                    })
            )
            .ToArray();

        await Task.WhenAny(likes);
        await App.Advance(player.EndsAt!.Value - player.Now - TimeSpan.FromSeconds(10));
        var answers = await Task.WhenAll(likes);
        await Settled();

        int Answered(string uri) => answers.Count(answer => answer == (uri, System.Net.HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True(answer.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Conflict));
        foreach (var uri in uris)
            Assert.Equal(
                Answered(uri),
                await Scalar<int>(
                    "select count(*)::int from party_likes join party_tracks using (party_id, place) where uri = @uri",
                    new { uri }
                )
            );
        var winner = (await Now(id)).Winner!;
        Assert.Equal(uris.Max(Answered), Answered(winner));
        await PassSong();
        await AllWell(id, songs: 2);
        foreach (var guest in guests)
            guest.Dispose();
    }

    [Fact]
    public async Task What_the_host_asks_during_a_turn_is_done_after_it_and_once()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var player = await Sandbox.Player(Host);
        var hold = await Sandbox.Hold("/v1/me/player/queue", "POST");
        await App.Advance(player.EndsAt!.Value - player.Now - TimeSpan.FromSeconds(10));
        await hold.Waiting();

        using var asked = await host.Send(HttpMethod.Post, $"/api/parties/{party}/next?round=1");
        await hold.DisposeAsync();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(3));

        await AllWell(party, songs: 2);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
        await PassSong();
        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task Voting_for_a_set_time_closes_then_and_the_winner_is_handed_over_at_the_end()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(VoteSeconds: 30));

        await PassSlowly(TimeSpan.FromSeconds(30));
        var closed = await Now(party);
        Assert.Equal((true, "chosen", closed.Ballot[0]), (closed.Closed, closed.Handover, closed.Winner));
        Assert.Empty((await Sandbox.Player(Host)).Queue);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(9));
        Assert.Equal([closed.Winner!], (await Sandbox.Player(Host)).Queue);
        await PassSong();

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task Losers_that_stay_keep_their_places_and_their_likes()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(LosersStay: true));
        var before = (await Now(party)).Ballot;
        await Like(party, before[1], 3);
        await Like(party, before[3], 2);

        await PassSong();

        var after = (await Now(party)).Ballot;
        Assert.Equal([before[0], after[1], before[2], before[3]], after);
        Assert.DoesNotContain(after[1], before);
        Assert.Equal(2, await Scalar<int>("select count(*)::int from party_likes"));
    }

    [Fact]
    public async Task The_leader_plays_at_once_when_the_host_says_so_and_two_taps_skip_one_song()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var liked = (await Now(party)).Ballot[3];
        await Like(party, liked);
        await PassSlowly(TimeSpan.FromSeconds(40));

        await Do(host, party, "next?round=1");
        using var again = await host.Send(HttpMethod.Post, $"/api/parties/{party}/next?round=1");

        Assert.Equal(System.Net.HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(liked, (await Sandbox.Player(Host)).Song!.Uri);
        await PassSong();
        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task Skipping_to_a_winner_that_waits_in_the_queue_does_not_play_it_twice()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));

        await Do(host, party, "next");
        await PassSlowly(TimeSpan.FromSeconds(3));
        await PassSong();

        await AllWell(party, songs: 3);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Fact]
    public async Task Pause_and_resume_stop_and_go_on_with_song_and_vote()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(30));

        await Do(host, party, "pause");
        var paused = await Now(party);
        Assert.False((await Sandbox.Player(Host)).IsPlaying);
        Assert.Equal((false, 32_000, null), (paused.Plays, paused.AtMs, paused.Trouble));
        Assert.Null(await Scalar<DateTime?>("select closes_at from parties"));
        await PassSlowly(TimeSpan.FromMinutes(10));
        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.True((await Sandbox.Player(Host)).IsPlaying);
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_long_song_is_looked_at_once_more()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Scalar<int>("update party_tracks set duration_ms = 400000 where place = (select min(place) from party_tracks)");
        await Do(host, party, "look");
        await Sandbox.ForgetCalls();

        // No song in the Sandbox is that long: it is begun again before it ends.
        await PassSlowly(TimeSpan.FromSeconds(100));
        await Sandbox.Seek(Host, TimeSpan.Zero);
        await PassSlowly(TimeSpan.FromSeconds(101));

        Assert.Single((await Sandbox.Calls("/v1/**")).Recent);
        Assert.Equal(1, (await Now(party)).Round);
    }
}
