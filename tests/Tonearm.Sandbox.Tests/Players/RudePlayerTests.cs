using System.Net;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Players;

/// <summary>What players in the world do to those who believe their every word.</summary>
public sealed class RudePlayerTests : PlayerStand
{
    [Fact]
    public async Task A_command_is_shown_late_while_what_happens_by_itself_is_not()
    {
        await Playing(Songs[0], Songs[1], Songs[2]);
        await Conditions(new { players = new { commandStaleSeconds = 12 } });
        Pass(TimeSpan.FromSeconds(30));
        await Done(Send(HttpMethod.Post, "next"));
        Pass(TimeSpan.FromSeconds(11));

        Assert.Equal((Songs[0].Uri, 41_000), (await SeenSong(), (await Seen())!["progress_ms"]!.GetValue<int>()));
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(Songs[1].Uri, await SeenSong());
        Pass(Songs[1].Length - TimeSpan.FromSeconds(12));
        Assert.Equal(Songs[2].Uri, await SeenSong());
    }

    [Fact]
    public async Task A_state_may_go_back_to_what_was_before()
    {
        await Playing(Songs[0], Songs[1]);
        await Conditions(new { players = new { backAndForth = true } });
        Pass(Songs[0].Length + TimeSpan.FromSeconds(5));
        Assert.Equal(Songs[0].Uri, await SeenSong());
        await Conditions(new { players = new { backAndForth = 0.5, seed = 3 } });
        var seen = new List<string>();
        for (var i = 0; i < 12; i++)
            seen.Add(await SeenSong());

        Assert.Equal([Songs[0].Uri, Songs[1].Uri], seen.Distinct().Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("ad")]
    [InlineData("episode")]
    public async Task A_look_may_have_neither_item_nor_progress_while_music_plays(string type)
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { nullItem = true, nullItemType = type } });

        var seen = (await Seen())!;
        Assert.Null(seen["item"]);
        Assert.Null(seen["progress_ms"]);
        Assert.Equal((true, type), (seen["is_playing"]!.GetValue<bool>(), seen["currently_playing_type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_player_may_be_hidden_while_it_plays()
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { hidden = 1 } });

        Assert.Null(await Seen());
        Assert.True((await True())["isPlaying"]!.GetValue<bool>());
    }

    [Fact]
    public async Task With_a_crossfade_the_next_song_begins_before_this_one_is_over()
    {
        await Playing(Songs[0], Songs[1]);
        await Conditions(new { players = new { crossfade = 12 } });
        Pass(Songs[0].Length - TimeSpan.FromSeconds(12.5));
        Assert.Equal(Songs[0].Uri, await SeenSong());
        Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(Songs[1].Uri, await SeenSong());
        Assert.Equal(500, (await Seen())!["progress_ms"]!.GetValue<int>());
        Assert.Equal(0, (await Played())[1].GapMs);
    }

    [Fact]
    public async Task A_deaf_queue_says_yes_and_adds_nothing_but_for_the_owner()
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { deafQueue = true } });
        await Done(Queue(Songs[1]));
        Assert.Empty((await True())["queue"]!.AsArray());

        await Press(new { button = "queue", uri = Songs[2].Uri });
        Assert.Equal([Songs[2].Uri], (await True())["queue"]!.AsArray().Select(uri => uri!.GetValue<string>()));
    }

    [Fact]
    public async Task Deaf_devices_say_yes_and_go_on_as_they_did_and_nobody_elses_are()
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { deafCommands = true, deafPerson = "somebody" } });
        await Done(Play(new { uris = Uris(Songs[1]) }, Computer));
        Assert.Equal(Songs[1].Uri, (await True())["song"]!["uri"]!.GetValue<string>());

        await Conditions(new { players = new { deafPerson = (string?)null } });
        await Done(Play(new { uris = Uris(Songs[2]) }, Computer));

        Assert.Equal(Songs[1].Uri, (await True())["song"]!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_device_comes_back_with_another_id_and_the_same_name()
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { newDeviceIds = true } });
        await Wake(Computer, awake: false);
        await Wake(Computer, awake: true);

        var device = (await True())["devices"]!.AsArray().Single(device => device!["name"]!.GetValue<string>() == "Kitchen computer")!;
        Assert.NotEqual(Computer, device["id"]!.GetValue<string>());
        using var gone = await Play(new { uris = Uris(Songs[1]) }, Computer);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Sporadic_errors_come_before_and_after_the_effect()
    {
        await Playing(Songs[0]);
        await Conditions(new { players = new { errors = true, seed = 5 } });
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var answer = await Queue(Songs[1]);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway], answers.Distinct().Order());
        Assert.InRange((await True())["queue"]!.AsArray().Count, 1, 11);
    }

    [Fact]
    public async Task The_rude_profile_makes_the_same_evening_of_the_same_seed()
    {
        await SignIn();
        var first = await Evening(seed: 7);
        var again = await Evening(seed: 7);
        var other = await Evening(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task The_polite_profile_ends_it_and_a_profile_that_nobody_knows_is_refused()
    {
        await Conditions(new { profile = "rude", seed = 2 });
        var rude = await Control(HttpMethod.Get, "/sandbox/conditions");
        await Conditions(new { profile = "polite" });
        var polite = await Control(HttpMethod.Get, "/sandbox/conditions");

        Assert.Equal((2, true), (rude["players"]!["seed"]!.GetValue<int>(), rude["players"]!["newDeviceIds"]!.GetValue<bool>()));
        Assert.Equal(
            (0, false),
            (polite["players"]!["deafQueue"]!.GetValue<double>(), polite["players"]!["newDeviceIds"]!.GetValue<bool>())
        );
        await Assert.ThrowsAnyAsync<Exception>(() => Conditions(new { profile = "kind" }));
    }

    /// <summary>What is seen in a quarter of an hour that begins with the same song.</summary>
    private async Task<string> Evening(int seed)
    {
        await Control(HttpMethod.Post, "/sandbox/reset?keepConsents=true");
        await Conditions(new { profile = "rude", seed });
        using var played = await Play(new { uris = Uris([.. Songs]) }, Computer);
        var night = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            Pass(TimeSpan.FromSeconds(9));
            using var look = await Program.GetAsync("/v1/me/player", Cancel);
            var text = await look.Content.ReadAsStringAsync(Cancel);
            night.Add(
                look.StatusCode == HttpStatusCode.OK
                    ? JsonNode.Parse(text)!["item"]?["uri"]?.GetValue<string>() ?? "null"
                    : $"{(int)look.StatusCode}"
            );
        }

        return string.Join('\n', night);
    }
}
