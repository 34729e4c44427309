namespace Tonearm.Sandbox.Tests.Players;

/// <summary>What a host does on the device, behind the back of every program.</summary>
public sealed class HostTests : PlayerStand
{
    [Fact]
    public async Task The_hosts_own_buttons_work_as_the_programs_do_and_are_told_apart_in_what_was_played()
    {
        await Playing(Songs[0], Songs[1]);
        await Press(new { button = "pause" });
        Assert.False((await Seen())!["is_playing"]!.GetValue<bool>());
        Pass(TimeSpan.FromSeconds(4));
        await Press(new { button = "resume" });
        await Press(new { button = "seek", positionMs = 30_000 });
        Assert.Equal(30_000, (await Seen())!["progress_ms"]!.GetValue<int>());
        await Press(new { button = "next" });
        await Press(new { button = "play", uri = Songs[7].Uri });
        await Press(
            new
            {
                button = "play",
                contextUri = $"spotify:playlist:{(await Library("kitchenradio"))[0]}",
                place = 2,
            }
        );
        await Press(new { button = "previous" });
        Assert.Equal(["play", "host", "host", "host", "host"], (await Played()).Select(song => song.How));
        Assert.Equal([Songs[0].Uri, Songs[1].Uri, Songs[7].Uri], (await Played())[..3].Select(song => song.Uri));
    }

    [Fact]
    public async Task The_host_needs_neither_premium_nor_an_active_device()
    {
        await SignIn();
        await Control(HttpMethod.Patch, "/sandbox/people/kitchenradio", new { premium = false });
        await Press(new { button = "play", uri = Songs[3].Uri });
        Assert.Equal(Songs[3].Uri, await SeenSong());
        Assert.Equal(Phone, (await Seen())!["device"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_played_tells_when_how_long_and_the_silence_before()
    {
        await Playing(Songs[0]);
        var start = Clock.GetUtcNow();
        Pass(TimeSpan.FromSeconds(30));
        await Press(new { button = "pause" });
        Pass(TimeSpan.FromSeconds(5));
        await Done(Play(new { uris = Uris(Songs[1]) }));
        Pass(TimeSpan.FromSeconds(2));
        await Press(new { button = "play", uri = Songs[2].Uri });
        Pass(TimeSpan.FromSeconds(7));

        var played = (await Control(HttpMethod.Get, "/sandbox/people/kitchenradio/player/played")).AsArray();
        Assert.Equal([30_000, 2000, 7000], played.Select(song => song!["heardMs"]!.GetValue<double>()));
        Assert.Equal([null, 5000, 0], played.Select(song => song!["gapMs"]?.GetValue<double>()));
        Assert.Equal(start, played[0]!["startedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(start.AddSeconds(30), played[0]!["endedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(start.AddSeconds(37), played[1]!["endedAt"]!.GetValue<DateTimeOffset>());
        Assert.Null(played[2]!["endedAt"]);
        Assert.Single((await Control(HttpMethod.Get, "/sandbox/people/kitchenradio/player/played?after=2")).AsArray());
    }

    [Fact]
    public async Task The_truth_tells_the_queue_apart_from_what_else_would_follow()
    {
        await Playing(Songs[0], Songs[1]);
        await Done(Queue(Songs[5]));
        var truth = await True();
        Assert.Equal([Songs[5].Uri], truth["queue"]!.AsArray().Select(uri => uri!.GetValue<string>()));
        Assert.Equal(Clock.GetUtcNow() + Songs[0].Length, truth["endsAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(Songs[0].Uri, truth["song"]!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task Everybody_has_a_player_of_their_own()
    {
        await Playing(Songs[0]);
        Assert.Null((await Control(HttpMethod.Get, "/sandbox/people/vinylattic/player"))["song"]);
    }
}
