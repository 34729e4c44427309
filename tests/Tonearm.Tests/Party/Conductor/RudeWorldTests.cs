using System.Net;
using Tonearm.Party;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>Players as people met them: late, forgetful, deaf and changed over night.</summary>
public sealed class RudeWorldTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    public async Task Next_pressed_once_while_states_are_late_skips_one_song(int seconds)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Sandbox.Conditions(new { players = new { staleSeconds = seconds } });
        await Sandbox.ForgetCalls();

        await Do(host, party, "next");
        await PassSlowly(TimeSpan.FromSeconds(60));

        Assert.Equal(2, (await Now(party)).Round);
        Assert.Single(await Commands());
        await PassSong(TimeSpan.FromSeconds(seconds));
        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task A_command_that_never_shows_is_said_twice_and_then_it_is_told_that_Spotify_does_not_answer()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Sandbox.Conditions(new { players = new { commandStaleSeconds = 3000 } });
        await Sandbox.ForgetCalls();

        await Do(host, party, "next");
        await PassSlowly(TimeSpan.FromSeconds(90));

        Assert.Equal((2, "no-answer", true), ((await Now(party)).Round, (await Now(party)).Trouble, (await Now(party)).Plays));
        Assert.Equal(2, (await Commands()).Count);
        Assert.InRange((await Sandbox.Calls("/v1/**")).Recent.Count, 3, 14);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("ad")]
    [InlineData("episode")]
    [InlineData("track")]
    public async Task A_look_without_an_item_in_mid_song_stops_no_party(string type)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Sandbox.Conditions(new { players = new { nullItem = true, nullItemType = type } });
        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(5));
        Assert.Equal((null, true), ((await Now(party)).Trouble, (await Now(party)).Plays));

        await PassSong(TimeSpan.FromSeconds(12));
        await Sandbox.Conditions(new { players = new { nullItem = false } });
        await PassSong();

        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task A_look_without_an_item_just_after_a_change_does_not_begin_the_winner_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(2));
        await Sandbox.Conditions(new { players = new { nullItem = true } });
        await PassSlowly(TimeSpan.FromSeconds(5));
        await Sandbox.Conditions(new { players = new { nullItem = false } });
        await PassSlowly(TimeSpan.FromSeconds(10));

        await AllWell(party, songs: 2);
        Assert.Equal(["play", "queue"], (await Heard()).Select(song => song.How));
    }

    [Fact]
    public async Task An_episode_that_the_host_plays_is_the_hosts_choice()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        using var pressed = await Sandbox.Http.PostAsync(
            new Uri($"/user/{Host}/player", UriKind.Relative),
            new FormUrlEncodedContent([new("button", "episode")]),
            Cancel
        );

        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal(("something-else", 1), ((await Now(party)).Trouble, (await Now(party)).Round));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Play_on_plays_the_partys_song_at_its_place_on_its_device_whatever_was_played_on_the_phone_meanwhile(bool seen)
    {
        using var host = await SignedInHost();
        var speaker = await Sandbox.AddDevice(Host, "Kitchen speaker");
        var party = await Opened(host);
        using var chosen = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new DeviceChoice(speaker.Id, "Kitchen speaker"));
        await Do(host, party, "start");
        await PassSlowly(TimeSpan.FromSeconds(60));
        await Do(host, party, "pause");
        await Sandbox.PlayContext(Host, $"spotify:playlist:{await Playlist(3)}", deviceId: await Phone());
        if (seen)
            await PassSlowly(TimeSpan.FromMinutes(1));
        await Sandbox.Press(Host, "pause");

        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));

        var (now, player) = (await Now(party), await Sandbox.Player(Host));
        Assert.Equal((1, null, now.Song, speaker.Id, true), (now.Round, now.Trouble, player.Song!.Uri, player.DeviceId, player.IsPlaying));
        Assert.InRange(player.ProgressMs, 60_000, 66_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_winner_that_may_not_play_any_more_gives_way_until_it_is_in_Spotifys_queue(bool bans)
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(VoteSeconds: 30));
        await Scalar<int>("update party_tracks set explicit = false");
        var liked = (await Now(party)).Ballot[2];
        await Like(party, liked);
        await Scalar<int>("update party_tracks set explicit = true where uri = @liked", new { liked });
        await PassSlowly(TimeSpan.FromSeconds(40));
        Assert.Equal(("chosen", liked), ((await Now(party)).Handover, (await Now(party)).Winner));

        using var answer = bans
            ? await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(VoteSeconds: 30, Explicit: false))
            : await host.Send(HttpMethod.Delete, $"/api/parties/{party}/ballot/{liked.Split(':')[2]}");
        await Settled();

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.NotEqual(liked, (await Now(party)).Winner);
        await PassSong();
        await AllWell(party, songs: 2);
        Assert.DoesNotContain(await Heard(), song => song.Uri == liked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_winner_in_Spotifys_queue_plays_and_it_is_said_why(bool bans)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        var winner = (await Now(party)).Winner!;
        await Scalar<int>("update party_tracks set explicit = true where uri = @winner", new { winner });

        using var answer = bans
            ? await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(Explicit: false))
            : await host.Send(HttpMethod.Delete, $"/api/parties/{party}/ballot/{winner.Split(':')[2]}");

        Assert.Equal(bans ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "queue already, where nobody can take it out",
            await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_crossfade_is_learned_and_the_winner_is_there_earlier()
    {
        await Sandbox.Conditions(new { players = new { crossfade = 12 } });
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 4; i++)
            await PassSong();

        var heard = await Heard();
        Assert.Equal(5, (await Now(party)).Round);
        Assert.Equal(["play", "queue", "queue", "queue"], heard.TakeLast(4).Select(song => song.How));
        Assert.InRange(heard.Where(song => song.How == "autoplay").Sum(song => song.HeardMs), 0, 5_000);
        Assert.Equal("crossfade", await Scalar<string>("select player->>'habit' from parties"));
    }

    [Fact]
    public async Task A_deaf_queue_is_learned_and_winners_are_told_to_play_at_the_end()
    {
        await Sandbox.Conditions(new { players = new { deafQueue = true } });
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 5; i++)
            await PassSong();

        var foreign = (await Heard()).Where(song => song.How == "autoplay").ToArray();
        Assert.Equal(6, (await Now(party)).Round);
        Assert.All(foreign, song => Assert.InRange(song.HeardMs, 0, 2_500));
        Assert.Equal(2, foreign.Count(song => song.HeardMs > 100));
        Assert.Equal("deaf-queue", await Scalar<string>("select player->>'habit' from parties"));

        // Known and calm, it costs little more than a queue that hears: the command, a look after it, and one before it now and then.
        await Sandbox.ForgetCalls();
        for (var i = 0; i < 9; i++)
            await PassSong();
        Assert.InRange((await Sandbox.Calls("/v1/me/player", method: "GET")).Recent.Count, 9, 15);
    }

    [Fact]
    public async Task A_deaf_queue_is_known_for_one_though_Spotify_would_recommend_the_winner()
    {
        await Sandbox.Conditions(new { players = new { deafQueue = true } });
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 3; i++)
        {
            var recommended = await LetRecommendedWin(party, 3);
            await PassSong();
            Assert.Equal(recommended, (await Now(party)).Song);
        }

        Assert.Equal((4, null), ((await Now(party)).Round, (await Now(party)).Trouble));
        var songs = await Heard();
        Assert.Equal(4, songs.Count(song => song.HeardMs > 2_500 || song == songs[^1]));
    }

    [Fact]
    public async Task Repeat_pressed_in_Spotify_is_switched_off_before_the_change_and_told_once()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 3; i++)
        {
            await Sandbox.Repeat(Host, "track");
            await PassSong();
        }

        await AllWell(party, songs: 4);
        Assert.DoesNotContain(await Heard(), song => song.How == "repeat");
        Assert.Equal("repeat-one", (await Snapshot(host, party)).Host!.Habit);
    }

    [Fact]
    public async Task A_pause_is_not_undone_by_states_from_before_it()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(30));
        await Sandbox.Conditions(new { players = new { commandStaleSeconds = 15 } });
        await Do(host, party, "pause");
        await PassSlowly(TimeSpan.FromSeconds(10));

        Assert.Equal((false, null), ((await Now(party)).Plays, (await Now(party)).Trouble));
    }
}
