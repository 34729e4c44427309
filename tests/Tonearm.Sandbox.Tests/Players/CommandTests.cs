using System.Net;

namespace Tonearm.Sandbox.Tests.Players;

public sealed class CommandTests : PlayerStand
{
    [Fact]
    public async Task A_pause_holds_the_song_where_it_is_and_a_resume_goes_on_from_there()
    {
        await Playing(Songs[0]);
        Pass(TimeSpan.FromSeconds(10));
        await Done(Send(HttpMethod.Put, "pause"));
        Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(10_000, (await Seen())!["progress_ms"]!.GetValue<int>());
        Assert.Equal(["pausing"], (await Seen())!["actions"]!["disallows"]!.AsObject().Select(member => member.Key));
        await Done(Play());
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(11_000, (await Seen())!["progress_ms"]!.GetValue<int>());
        Assert.Single(await Played());
    }

    [Fact]
    public async Task Pausing_what_is_paused_and_resuming_what_plays_violates_a_restriction()
    {
        await Playing(Songs[0]);
        Assert.Equal("Player command failed: Restriction violated", await Refused(Play(), HttpStatusCode.Forbidden));
        await Done(Send(HttpMethod.Put, "pause"));
        Assert.Equal("Player command failed: Restriction violated", await Refused(Send(HttpMethod.Put, "pause"), HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Next_takes_the_queue_then_the_context_and_previous_goes_back_in_the_context()
    {
        await Playing(Songs[0], Songs[1], Songs[2]);
        await Done(Queue(Songs[5]));
        var order = new List<string>();
        foreach (var command in new[] { "next", "next", "next", "previous", "previous", "previous" })
        {
            await Done(Send(HttpMethod.Post, command));
            order.Add(await SeenSong());
        }

        Assert.Equal([Songs[5].Uri, Songs[1].Uri, Songs[2].Uri, Songs[1].Uri, Songs[0].Uri, Songs[0].Uri], order);
    }

    [Fact]
    public async Task Next_after_the_last_song_brings_a_recommended_one()
    {
        await Playing(Songs[0]);
        await Done(Send(HttpMethod.Post, "next"));
        Assert.Equal("autoplay", (await Played())[^1].How);
    }

    [Fact]
    public async Task Seeking_moves_the_end_of_the_song_too()
    {
        await Playing(Songs[0], Songs[1]);
        await Done(Send(HttpMethod.Put, "seek", null, ("position_ms", $"{Songs[0].DurationMs - 5000}")));
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(Songs[1].Uri, await SeenSong());
        Assert.Equal(1000, (await Seen())!["progress_ms"]!.GetValue<int>());
        await Done(Send(HttpMethod.Put, "seek", null, ("position_ms", "99999999")));
        Assert.NotEqual(Songs[1].Uri, await SeenSong());
    }

    [Fact]
    public async Task Repeating_a_track_leaves_the_queue_waiting()
    {
        await Playing(Songs[0]);
        await Done(Queue(Songs[5]));
        await Done(Send(HttpMethod.Put, "repeat", null, ("state", "track")));
        Pass(Songs[0].Length * 2 + TimeSpan.FromSeconds(1));
        Assert.Equal("track", (await Seen())!["repeat_state"]!.GetValue<string>());
        Assert.Equal(["play", "repeat", "repeat"], (await Played()).Select(song => song.How));
        await Done(Send(HttpMethod.Put, "repeat", null, ("state", "off")));
        Pass(Songs[0].Length);
        Assert.Equal(Songs[5].Uri, await SeenSong());
    }

    [Fact]
    public async Task Repeating_a_context_starts_it_over()
    {
        await Playing(Songs[0], Songs[1]);
        await Done(Send(HttpMethod.Put, "repeat", null, ("state", "context")));
        Pass(Songs[0].Length + Songs[1].Length);
        Assert.Equal(Songs[0].Uri, await SeenSong());
    }

    [Fact]
    public async Task Shuffle_plays_each_of_the_rest_once_and_goes_back_into_the_order_when_it_ends()
    {
        await Playing(Songs[..10]);
        await Done(Send(HttpMethod.Put, "shuffle", null, ("state", "true")));
        Assert.Equal(Songs[0].Uri, await SeenSong());
        for (var i = 1; i < 10; i++)
            await Done(Send(HttpMethod.Post, "next"));
        Assert.Equal(
            Uris(Songs[..10]).Order(StringComparer.Ordinal),
            (await Played()).Select(song => song.Uri).Order(StringComparer.Ordinal)
        );

        var last = (await Played())[^1].Uri;
        var place = Array.FindIndex(Songs, song => song.Uri == last);
        await Done(Send(HttpMethod.Put, "shuffle", null, ("state", "false")));
        await Done(Send(HttpMethod.Post, "next"));
        if (place < 9)
            Assert.Equal(Songs[place + 1].Uri, await SeenSong());
        else
            Assert.Equal("autoplay", (await Played())[^1].How);
    }

    [Fact]
    public async Task A_transfer_takes_the_song_along()
    {
        await Playing(Songs[0]);
        Pass(TimeSpan.FromSeconds(10));
        await Done(Send(HttpMethod.Put, "", new { device_ids = new[] { Phone } }));
        var state = (await Seen())!;
        Assert.Equal(Phone, state["device"]!["id"]!.GetValue<string>());
        Assert.Equal(10_000, state["progress_ms"]!.GetValue<int>());
        Assert.True(state["is_playing"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_transfer_keeps_a_pause_unless_it_is_to_play()
    {
        await Playing(Songs[0]);
        await Done(Send(HttpMethod.Put, "pause"));
        await Done(Send(HttpMethod.Put, "", new { device_ids = new[] { Phone }, play = false }));
        Assert.False((await Seen())!["is_playing"]!.GetValue<bool>());
        await Done(Send(HttpMethod.Put, "", new { device_ids = new[] { Computer }, play = true }));
        Assert.True((await Seen())!["is_playing"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_transfer_goes_to_one_device()
    {
        await SignIn();
        await Refused(Send(HttpMethod.Put, "", new { device_ids = new[] { Phone, Computer } }), HttpStatusCode.BadRequest);
        await Refused(Send(HttpMethod.Put, "", new { device_ids = Array.Empty<string>() }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Volume_belongs_to_the_device_and_a_phone_does_not_let_others_set_it()
    {
        await Playing(Songs[0]);
        await Done(Send(HttpMethod.Put, "volume", null, ("volume_percent", "15")));
        Assert.Equal(15, (await Seen())!["device"]!["volume_percent"]!.GetValue<int>());
        await Refused(Send(HttpMethod.Put, "volume", null, ("volume_percent", "15"), ("device_id", Phone)), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("volume?volume_percent=101")]
    [InlineData("volume")]
    [InlineData("seek?position_ms=-1")]
    [InlineData("seek")]
    [InlineData("repeat?state=often")]
    [InlineData("shuffle?state=maybe")]
    public async Task Values_out_of_range_are_refused(string command)
    {
        await Playing(Songs[0]);
        await Refused(Program.PutAsync($"/v1/me/player/{command}", new ByteArrayContent([]), Cancel), HttpStatusCode.BadRequest);
    }

    public static TheoryData<string, HttpStatusCode> Unplayable =>
        new()
        {
            { "{\"uris\":[]}", HttpStatusCode.BadRequest },
            { "{\"uris\":[\"spotify:track:0000000000000000000000\"]}", HttpStatusCode.BadRequest },
            { "{\"uris\":[5]}", HttpStatusCode.BadRequest },
            { "{\"uris\":", HttpStatusCode.BadRequest },
            { "{\"context_uri\":\"spotify:track:0000000000000000000000\"}", HttpStatusCode.BadRequest },
            { "{\"context_uri\":\"spotify:playlist:0000000000000000000000\"}", HttpStatusCode.NotFound },
        };

    [Theory]
    [MemberData(nameof(Unplayable))]
    public async Task What_cannot_be_played_is_refused_and_changes_nothing(string body, HttpStatusCode status)
    {
        await Playing(Songs[0]);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await Refused(Program.PutAsync("/v1/me/player/play", content, Cancel), status);
        Assert.Equal(Songs[0].Uri, await SeenSong());
    }

    [Fact]
    public async Task More_addresses_than_a_request_may_have_are_too_large()
    {
        await SignIn();
        using var response = await Play(new { uris = Enumerable.Repeat(Songs[0].Uri, 850) }, Phone);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task An_empty_playlist_plays_nothing()
    {
        await SignIn();
        await Refused(
            Play(new { context_uri = $"spotify:playlist:{(await Library("kitchenradio"))[10]}" }, Phone),
            HttpStatusCode.Forbidden
        );
        Assert.Null(await Seen());
    }
}
