using System.Net;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Players;

public sealed class DeviceTests : PlayerStand
{
    private async Task<string[]> Listed() =>
        [.. (await Seen("/devices"))!["devices"]!.AsArray().Select(device => device!["id"]!.GetValue<string>())];

    private static async Task<string?> Reason(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["error"]!["reason"]?.GetValue<string>();
    }

    [Fact]
    public async Task Only_devices_that_are_awake_are_listed_and_one_that_wakes_appears()
    {
        await SignIn();
        Assert.Equal([Phone, Computer], await Listed());
        await Wake(Speaker, true);
        Assert.Equal([Phone, Computer, Speaker], await Listed());
        await Wake(Phone, false);
        Assert.Equal([Computer, Speaker], await Listed());
    }

    [Theory]
    [InlineData("PUT", "play")]
    [InlineData("PUT", "pause")]
    [InlineData("POST", "next")]
    [InlineData("POST", "previous")]
    [InlineData("PUT", "seek?position_ms=0")]
    [InlineData("PUT", "volume?volume_percent=5")]
    [InlineData("PUT", "repeat?state=off")]
    [InlineData("PUT", "shuffle?state=false")]
    [InlineData("POST", "queue?uri=spotify:track:")]
    public async Task Without_an_active_device_nothing_can_be_commanded(string method, string command)
    {
        await SignIn();
        var path = $"/v1/me/player/{command}{(command.EndsWith(':') ? Songs[0].Id : "")}";
        Task<HttpResponseMessage> Ask() =>
            Program.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent([]) }, Cancel);
        Assert.Equal("Player command failed: No active device found", await Refused(Ask(), HttpStatusCode.NotFound));
        Assert.Equal("NO_ACTIVE_DEVICE", await Reason(Ask()));
    }

    [Fact]
    public async Task A_device_that_is_named_becomes_the_active_one()
    {
        await SignIn();
        await Done(Play(new { uris = Uris(Songs[0]) }, Phone));
        Assert.Equal(Phone, (await Seen())!["device"]!["id"]!.GetValue<string>());
        Assert.Equal(
            [true, false],
            (await Seen("/devices"))!["devices"]!.AsArray().Select(device => device!["is_active"]!.GetValue<bool>())
        );
    }

    [Fact]
    public async Task A_device_that_sleeps_or_never_was_is_not_found()
    {
        await SignIn();
        Assert.Equal("Device not found", await Refused(Play(new { uris = Uris(Songs[0]) }, Speaker), HttpStatusCode.NotFound));
        Assert.Equal(
            "Device not found",
            await Refused(Send(HttpMethod.Put, "", new { device_ids = new[] { "nothing" } }), HttpStatusCode.NotFound)
        );
    }

    [Fact]
    public async Task Closing_the_device_stops_the_music_until_it_is_opened_and_told_to_go_on()
    {
        await Playing(Songs[0]);
        await Done(Queue(Songs[5]));
        Pass(TimeSpan.FromSeconds(20));
        await Wake(Computer, false);
        Pass(TimeSpan.FromMinutes(10));
        Assert.Null(await Seen());
        Assert.Equal("NO_ACTIVE_DEVICE", await Reason(Play()));

        await Wake(Computer, true);
        Assert.Null(await Seen());
        await Done(Play(null, Computer));
        Assert.Equal(20_000, (await Seen())!["progress_ms"]!.GetValue<int>());
        Pass(Songs[0].Length - TimeSpan.FromSeconds(20));
        Assert.Equal(Songs[5].Uri, await SeenSong());
    }

    [Fact]
    public async Task A_restricted_device_takes_no_commands()
    {
        await Playing(Songs[0]);
        await Control(HttpMethod.Patch, $"/sandbox/people/kitchenradio/player/devices/{Computer}", new { restricted = true });
        Assert.True((await Seen())!["device"]!["is_restricted"]!.GetValue<bool>());
        Assert.Equal("Player command failed: Restriction violated", await Refused(Send(HttpMethod.Put, "pause"), HttpStatusCode.Forbidden));
        Assert.Equal("UNKNOWN", await Reason(Send(HttpMethod.Put, "pause")));
    }

    [Fact]
    public async Task A_device_that_comes_back_has_another_id()
    {
        await Playing(Songs[0]);
        await Control(HttpMethod.Delete, $"/sandbox/people/kitchenradio/player/devices/{Computer}");
        var devices = await Control(
            HttpMethod.Post,
            "/sandbox/people/kitchenradio/player/devices",
            new { name = "Kitchen computer", type = "Computer" }
        );
        Assert.NotEqual(Computer, devices["devices"]!.AsArray()[^1]!["id"]!.GetValue<string>());
        await Refused(Play(null, Computer), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task After_a_long_pause_a_device_is_no_longer_active()
    {
        await Conditions(new { players = new { idleMinutes = 10 } });
        await Playing(Songs[0]);
        await Done(Send(HttpMethod.Put, "pause"));
        Pass(TimeSpan.FromMinutes(9));
        Assert.NotNull(await Seen());
        Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await Seen());
        await Done(Play(null, Computer));
        Assert.Equal(Songs[0].Uri, await SeenSong());
    }

    [Fact]
    public async Task Without_premium_everything_can_be_seen_and_nothing_commanded()
    {
        await Playing(Songs[0]);
        await Control(HttpMethod.Patch, "/sandbox/people/kitchenradio", new { premium = false });
        Assert.Equal("Player command failed: Premium required", await Refused(Send(HttpMethod.Post, "next"), HttpStatusCode.Forbidden));
        Assert.Equal("PREMIUM_REQUIRED", await Reason(Send(HttpMethod.Post, "next")));
        Assert.Equal(Songs[0].Uri, await SeenSong());
        await Control(HttpMethod.Patch, "/sandbox/people/kitchenradio", new { premium = true });
        await Done(Send(HttpMethod.Post, "next"));
    }

    [Theory]
    [InlineData("GET", "", "user-modify-playback-state user-read-currently-playing")]
    [InlineData("GET", "/devices", "user-modify-playback-state")]
    [InlineData("GET", "/currently-playing", "user-read-playback-state")]
    [InlineData("GET", "/queue", "user-read-playback-state")]
    [InlineData("PUT", "/pause", "user-read-playback-state user-read-currently-playing")]
    [InlineData("POST", "/queue?uri=x", "user-read-playback-state")]
    public async Task Each_call_wants_its_scope(string method, string path, string granted)
    {
        await SignIn(granted);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1/me/player" + path)
        {
            Content = method == "GET" ? null : new ByteArrayContent([]),
        };
        Assert.Equal("Insufficient client scope", await Refused(Program.SendAsync(request, Cancel), HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Reading_and_writing_players_are_families_of_their_own()
    {
        await Playing(Songs[0]);
        await Conditions(new { quota = new { families = new { player = 1 } } });
        await Seen();
        Assert.Equal("QUOTA_EXCEEDED", await Reason(Program.GetAsync("/v1/me/player", Cancel)));
        await Done(Send(HttpMethod.Put, "pause"));
        await Seen("/devices");
    }
}
