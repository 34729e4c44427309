using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Tests.Players;

public sealed class PlayingTests : PlayerStand
{
    [Fact]
    public async Task Nothing_is_answered_while_nothing_is_active()
    {
        await SignIn();
        Assert.Null(await Seen());
        Assert.Null(await Seen("/currently-playing"));
        Assert.Empty((await Seen("/queue"))!["queue"]!.AsArray());
    }

    [Fact]
    public async Task The_state_has_the_members_of_2026()
    {
        await Playing(Songs[0]);
        var state = (await Seen())!.AsObject();
        Assert.Equal(
            [
                "actions",
                "context",
                "currently_playing_type",
                "device",
                "is_playing",
                "item",
                "progress_ms",
                "repeat_state",
                "shuffle_state",
                "smart_shuffle",
                "timestamp",
            ],
            state.Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["id", "is_active", "is_private_session", "is_restricted", "name", "supports_volume", "type", "volume_percent"],
            state["device"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["actions", "context", "currently_playing_type", "is_playing", "item", "progress_ms", "timestamp"],
            (await Seen("/currently-playing"))!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["resuming"], state["actions"]!["disallows"]!.AsObject().Select(member => member.Key));
        Assert.Equal("track", state["currently_playing_type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Progress_is_the_time_since_the_start()
    {
        await Playing(Songs[0]);
        Pass(TimeSpan.FromSeconds(42));
        var state = (await Seen())!;
        Assert.Equal(42_000, state["progress_ms"]!.GetValue<int>());
        Assert.True(state["is_playing"]!.GetValue<bool>());
        Assert.Equal((Clock.GetUtcNow() - TimeSpan.FromSeconds(42)).ToUnixTimeMilliseconds(), state["timestamp"]!.GetValue<long>());
    }

    [Fact]
    public async Task Advancing_the_clock_moves_the_players()
    {
        await Playing(Songs[0], Songs[1]);
        await Control(HttpMethod.Post, "/sandbox/clock/advance", new { seconds = Songs[0].Length.TotalSeconds + 5 });
        Assert.Equal(Songs[1].Uri, await SeenSong());
        Assert.Equal(5000, (await Seen())!["progress_ms"]!.GetValue<int>());
    }

    [Fact]
    public async Task Songs_follow_each_other_without_silence_queue_first_then_the_context_then_recommendations()
    {
        await Playing(Songs[0], Songs[1]);
        await Done(Queue(Songs[5]));
        await Done(Queue(Songs[6]));
        Pass(Songs[0].Length + Songs[5].Length + Songs[6].Length + Songs[1].Length + TimeSpan.FromSeconds(1));

        var played = await Played();
        Assert.Equal(["play", "queue", "queue", "context", "autoplay"], played.Select(song => song.How));
        Assert.Equal([Songs[0].Uri, Songs[5].Uri, Songs[6].Uri, Songs[1].Uri], played[..4].Select(song => song.Uri));
        Assert.Equal([null, 0, 0, 0, 0], played.Select(song => song.GapMs));
        Assert.DoesNotContain(played[4].Uri, Uris(Songs[..2]));
    }

    [Fact]
    public async Task Without_autoplay_the_player_stops_at_the_beginning_of_the_last_song()
    {
        await Conditions(new { players = new { autoplay = false } });
        await Playing(Songs[0]);
        Pass(Songs[0].Length + TimeSpan.FromSeconds(30));
        var state = (await Seen())!;
        Assert.False(state["is_playing"]!.GetValue<bool>());
        Assert.Equal(0, state["progress_ms"]!.GetValue<int>());
        Assert.Equal(Songs[0].Uri, state["item"]!["uri"]!.GetValue<string>());

        await Done(Play(new { uris = Uris(Songs[1]) }));
        Assert.Equal(30_000, (await Played())[^1].GapMs);
    }

    [Fact]
    public async Task What_waits_in_the_queue_survives_something_else_being_played()
    {
        await Playing(Songs[0]);
        await Done(Queue(Songs[5]));
        await Done(Play(new { uris = Uris(Songs[1], Songs[2]) }));
        Assert.Equal(Songs[1].Uri, await SeenSong());
        Pass(Songs[1].Length);
        Assert.Equal(Songs[5].Uri, await SeenSong());
        Pass(Songs[5].Length);
        Assert.Equal(Songs[2].Uri, await SeenSong());
    }

    [Fact]
    public async Task The_queue_shows_what_was_added_then_the_context_then_recommendations()
    {
        await Playing(Songs[0], Songs[1]);
        await Done(Queue(Songs[5]));
        var queue = (await Seen("/queue"))!;
        Assert.Equal(["currently_playing", "queue"], queue.AsObject().Select(member => member.Key));
        Assert.Equal(Songs[0].Uri, queue["currently_playing"]!["uri"]!.GetValue<string>());
        var ahead = queue["queue"]!.AsArray().Select(song => song!["uri"]!.GetValue<string>()).ToArray();
        Assert.Equal(20, ahead.Length);
        Assert.Equal([Songs[5].Uri, Songs[1].Uri], ahead[..2]);
        Pass(Songs[0].Length + Songs[5].Length + Songs[1].Length);
        Assert.Equal(ahead[2], await SeenSong());
    }

    [Fact]
    public async Task A_playlist_plays_from_where_it_was_asked_and_leaves_out_what_no_device_plays()
    {
        await SignIn();
        var motley = (await Library("kitchenradio"))[5];
        var items = Contents.Attic();
        await Done(Play(new { context_uri = $"spotify:playlist:{motley}", offset = new { position = 1 } }, Phone));
        var state = (await Seen())!;
        Assert.Equal(items[2], state["item"]!["uri"]!.GetValue<string>());
        Assert.Equal($"spotify:playlist:{motley}", state["context"]!["uri"]!.GetValue<string>());
        Assert.Equal("playlist", state["context"]!["type"]!.GetValue<string>());
        await Done(Send(HttpMethod.Post, "next"));
        Assert.Equal(items[4], await SeenSong());
    }

    [Fact]
    public async Task An_offset_may_be_an_address_and_the_progress_within_it()
    {
        await SignIn();
        await Done(
            Play(
                new
                {
                    uris = Uris(Songs[..3]),
                    offset = new { uri = Songs[2].Uri },
                    position_ms = 61_000,
                },
                Phone
            )
        );
        Assert.Equal(Songs[2].Uri, await SeenSong());
        Assert.Equal(61_000, (await Seen())!["progress_ms"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_progress_past_the_end_plays_the_next_song()
    {
        await SignIn();
        await Done(Play(new { uris = Uris(Songs[0], Songs[1]), position_ms = Songs[0].DurationMs + 1 }, Phone));
        Assert.Equal(Songs[1].Uri, await SeenSong());
    }

    [Fact]
    public async Task An_episode_has_no_item_for_who_does_not_ask_for_episodes()
    {
        await SignIn();
        await Done(Play(new { uris = new[] { Catalogue.Episodes[0].Uri } }, Phone));
        var state = (await Seen())!;
        Assert.Null(state["item"]);
        Assert.Equal("episode", state["currently_playing_type"]!.GetValue<string>());
        Assert.Equal("episode", (await Seen("?additional_types=track,episode"))!["item"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_relinked_track_is_shown_under_another_id_with_the_same_isrc()
    {
        await Conditions(new { players = new { relinked = "all" } });
        await Playing(Songs[0]);
        var item = (await Seen())!["item"]!;
        Assert.NotEqual(Songs[0].Uri, item["uri"]!.GetValue<string>());
        Assert.Equal(Songs[0].Isrc, item["external_ids"]!["isrc"]!.GetValue<string>());
        Assert.Equal(Songs[0].DurationMs, item["duration_ms"]!.GetValue<int>());
        Assert.Equal(Songs[0].Uri, (await Played())[0].Uri);
        Assert.Equal(
            item["name"]!.GetValue<string>(),
            (await Get(Program, $"/v1/tracks/{item["id"]!.GetValue<string>()}"))["name"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task Readers_may_see_the_former_song_for_a_while()
    {
        await Playing(Songs[0], Songs[1]);
        await Conditions(new { players = new { staleSeconds = 3 } });
        Pass(Songs[0].Length + TimeSpan.FromSeconds(2));
        Assert.Equal(Songs[0].Uri, await SeenSong());
        Assert.Equal(Songs[0].DurationMs, (await Seen())!["progress_ms"]!.GetValue<int>());
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(Songs[1].Uri, await SeenSong());
        Assert.Equal(3000, (await Seen())!["progress_ms"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nobody_listens_for_more_than_half_a_day_without_touching_anything()
    {
        await Playing(Songs[0]);
        Pass(TimeSpan.FromDays(30));
        Assert.False((await True())["isPlaying"]!.GetValue<bool>());
        Assert.InRange((await Played()).Length, 100, 400);
    }
}
