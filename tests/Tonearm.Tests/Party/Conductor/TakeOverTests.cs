namespace Tonearm.Tests.Party.Conductor;

/// <summary>A conductor that dies between any two steps: whoever takes over plays exactly one next song.</summary>
public sealed class TakeOverTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Theory]
    [InlineData("/v1/me/player", "GET", false)]
    [InlineData("/v1/me/player/queue", "POST", false)]
    [InlineData("/v1/me/player/queue", "POST", true)]
    public async Task Killed_while_the_song_is_handed_over(string path, string method, bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var player = await Sandbox.Player(Host);
        var hold = await Sandbox.Hold(path, method, afterEffect: afterEffect);
        await App.Advance(player.EndsAt!.Value - player.Now - TimeSpan.FromSeconds(10));
        await hold.Waiting();

        await App.DisposeAsync();
        await hold.DisposeAsync();
        await Restart();
        await Settled();
        await PassSong();

        await AllWell(party, songs: 2);
        await PassSong();
        await AllWell(party, songs: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_while_a_song_is_told_to_play(bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        var hold = await Sandbox.Hold("/v1/me/player/play", "PUT", afterEffect: afterEffect);
        using var asked = await host.Send(HttpMethod.Post, $"/api/parties/{party}/next");
        await hold.Waiting();

        await App.DisposeAsync();
        await hold.DisposeAsync();
        await Restart();
        await Settled();
        // What the player shows may be as old as that; only then is the command said again.
        await PassSlowly(TimeSpan.FromSeconds(30));
        await PassSong();

        await AllWell(party, songs: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_while_the_first_song_is_told_to_play(bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        var hold = await Sandbox.Hold("/v1/me/player/play", "PUT", afterEffect: afterEffect);
        using var asked = await host.Send(HttpMethod.Post, $"/api/parties/{party}/start");
        await hold.Waiting();

        await App.DisposeAsync();
        await hold.DisposeAsync();
        await Restart();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(10));

        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task Killed_between_choosing_and_queueing()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(VoteSeconds: 30));
        await PassSlowly(TimeSpan.FromSeconds(40));
        var chosen = await Now(party);
        Assert.Equal("chosen", chosen.Handover);

        await Restart();
        await PassSong();

        await AllWell(party, songs: 2);
        Assert.Equal(chosen.Winner, (await Now(party)).Song);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_lease_passes_on_in_mid_turn_the_next_holder_finds_out_what_has_been_done(bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var hold = await HandOverHeld(afterEffect);

        await Scalar<int>(
            "update lease set node = 'elsewhere', term = term + 1, until = now() + interval '3 seconds' where name = 'needle'"
        );
        await hold.DisposeAsync();
        await Settled();
        await PassSong();

        await AllWell(party, songs: 2);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }

    [Fact]
    public async Task What_Spotify_chose_while_nobody_conducted_gives_way_to_the_winner()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(60));
        await App.DisposeAsync();
        await App.Advance(TimeSpan.FromSeconds(90));

        await Restart();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(3));

        var heard = await Heard();
        Assert.Equal(["play", "autoplay", "play"], heard.Select(song => song.How));
        Assert.Equal((2, null, heard[2].Uri), ((await Now(party)).Round, (await Now(party)).Trouble, (await Now(party)).Song));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(-3)]
    [InlineData(1)]
    public async Task Stopped_in_mid_song_and_in_the_last_seconds_it_goes_on(int seconds)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(-seconds));

        await Restart();
        await Settled();
        if (seconds < 0)
            await PassSong();
        else
            await PassSlowly(TimeSpan.FromSeconds(4));

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task While_nobody_conducts_the_winner_in_the_queue_plays_all_the_same()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await App.DisposeAsync();
        await App.Advance(TimeSpan.FromSeconds(60));

        await Restart();
        await Settled();

        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_winner_that_was_played_to_its_end_while_nobody_conducted_is_not_played_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await App.DisposeAsync();
        var winner = (await Now(party)).Winner!;
        await App.Advance(
            TimeSpan.FromSeconds(
                40 + (await Scalar<int>("select duration_ms from party_tracks where uri = @winner", new { winner })) / 1000
            )
        );

        await Restart();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(6));

        var now = await Now(party);
        Assert.Equal((3, null, now.Song), (now.Round, now.Trouble, (await Sandbox.Player(Host)).Song!.Uri));
        Assert.Single(await Heard(), song => song.Uri == winner);
    }

    [Fact]
    public async Task Another_node_takes_the_party_up()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var first = App;
        await StartNode(settings: Settings);
        await PassSlowly(TimeSpan.FromSeconds(60));

        await Stop(first);
        await PassSong();

        await AllWell(party, songs: 2);
    }
}
