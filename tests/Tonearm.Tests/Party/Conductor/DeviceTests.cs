using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>Where the music plays: devices that are closed, sleep, move or come back under another id.</summary>
public sealed class DeviceTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_device_that_is_closed_is_told_and_the_song_goes_on_where_it_was()
    {
        using var host = await SignedInHost();
        var party = await WithoutItsDevice(host);
        var gone = await Now(party);
        await PassSlowly(TimeSpan.FromMinutes(5));

        await Sandbox.Wake(Host, await Phone());
        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal(("device-gone", false), (gone.Trouble, gone.Plays));
        var player = await Sandbox.Player(Host);
        Assert.Equal((gone.Song, true), (player.Song!.Uri, player.IsPlaying));
        Assert.InRange(player.ProgressMs, 60_000, 75_000);
        Assert.Equal((1, null), ((await Now(party)).Round, (await Now(party)).Trouble));
    }

    [Fact]
    public async Task Without_a_device_a_start_waits_for_one()
    {
        using var host = await SignedInHost();
        await Sandbox.Wake(Host, await Phone(), awake: false);
        var party = await Opened(host);
        await Do(host, party, "start");
        Assert.Equal(("live", "device-gone", 0), ((await Now(party)).Phase, (await Now(party)).Trouble, (await Now(party)).Round));

        await Sandbox.Wake(Host, await Phone());
        await PassSlowly(TimeSpan.FromSeconds(30));

        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task Another_device_takes_the_music_over()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var computer = (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Computer").Id;

        using var moved = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new Tonearm.Party.Hosting.DeviceChoice(computer));
        await Settled();
        await PassSong();

        Assert.Equal(System.Net.HttpStatusCode.Accepted, moved.StatusCode);
        Assert.Equal(computer, (await Sandbox.Player(Host)).DeviceId);
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_device_that_the_host_moves_the_music_to_is_where_it_plays_from_then_on()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        Assert.Equal("Phone", await Scalar<string>("select device_name from parties"));
        var computer = (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Computer");
        await Sandbox.Transfer(Host, computer.Id);
        await PassSong();

        await Do(host, party, "next");

        Assert.Equal(computer.Id, (await Sandbox.Player(Host)).DeviceId);
        Assert.Equal(computer.Name, await Scalar<string>("select device_name from parties"));
    }

    [Fact]
    public async Task A_device_chosen_while_the_music_moves_to_another_is_the_last_word()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var (phone, computer) = (await Phone(), (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Computer").Id);
        var hold = await Sandbox.Hold("/v1/me/player", "PUT");
        using var first = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new Tonearm.Party.Hosting.DeviceChoice(computer));
        await hold.Waiting();

        using var second = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new Tonearm.Party.Hosting.DeviceChoice(phone));
        await hold.DisposeAsync();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal((phone, phone), ((await Sandbox.Player(Host)).DeviceId, await Scalar<string>("select device_id from parties")));
    }

    [Fact]
    public async Task A_speaker_that_was_off_and_on_is_found_by_its_name_and_the_song_goes_on()
    {
        await Sandbox.Conditions(new { players = new { newDeviceIds = true } });
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        var phone = await Phone();
        await Sandbox.Wake(Host, phone, awake: false);
        await Sandbox.Wake(Host, phone);

        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(8));

        var (now, player) = (await Now(party), await Sandbox.Player(Host));
        Assert.Equal((1, null, true, now.Song), (now.Round, now.Trouble, player.IsPlaying, player.Song!.Uri));
        Assert.NotEqual(phone, player.DeviceId);
        Assert.Equal(player.DeviceId, await Scalar<string>("select device_id from parties"));
    }

    [Fact]
    public async Task A_device_that_is_gone_while_others_are_awake_is_told_truly_and_another_is_one_tap_away()
    {
        using var host = await SignedInHost();
        var party = await WithoutItsDevice(host);

        var snapshot = await Snapshot(host, party);
        Assert.Equal(("device-gone", "Kitchen computer"), (snapshot.Trouble, snapshot.Host!.Offer!.Device));
        using var taken = await host.Send(
            HttpMethod.Put,
            $"/api/parties/{party}/device",
            new DeviceChoice(snapshot.Host.Offer.Id, snapshot.Host.Offer.Device)
        );
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal(
            (null, true, null),
            ((await Now(party)).Trouble, (await Sandbox.Player(Host)).IsPlaying, (await Snapshot(host, party)).Host!.Offer)
        );
    }

    [Fact]
    public async Task A_sleeping_device_that_is_chosen_is_under_way_and_nothing_else_changes()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(20));
        var speaker = (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Speaker");
        using var chosen = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new DeviceChoice(speaker.Id, speaker.Name));
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(5));

        var under = await Snapshot(host, party);
        Assert.Equal(
            (null, speaker.Name, false, await Phone()),
            (under.Trouble, under.Host!.Moving!.Device, under.Host.Moving.Asleep, under.Host.DeviceId)
        );
        Assert.NotNull(under.Song!.StartedAt);
        await Sandbox.Wake(Host, speaker.Id);
        await PassSlowly(TimeSpan.FromSeconds(30));

        var there = await Snapshot(host, party);
        Assert.Equal((speaker.Id, null, speaker.Id), (there.Host!.DeviceId, there.Host.Moving, (await Sandbox.Player(Host)).DeviceId));
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_device_that_does_not_wake_up_is_given_up_and_told()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var speaker = (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Speaker");
        await Sandbox.ForgetCalls();
        using var chosen = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new DeviceChoice(speaker.Id, speaker.Name));
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(110));

        var snapshot = await Snapshot(host, party);
        Assert.Equal((null, true), (snapshot.Trouble, snapshot.Host!.Moving!.Asleep));
        Assert.InRange((await Sandbox.Calls("/v1/me/player/**")).Recent.Count, 1, 14);
    }

    [Fact]
    public async Task A_device_chosen_while_a_pause_waits_is_not_forgotten()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var computer = (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Computer");
        await PassSlowly(TimeSpan.FromSeconds(30));
        var hold = await Sandbox.Hold("/v1/me/player", "GET");
        using var look = await host.Send(HttpMethod.Post, $"/api/parties/{party}/look");
        await hold.Waiting();
        using var paused = await host.Send(HttpMethod.Post, $"/api/parties/{party}/pause");
        using var moved = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new DeviceChoice(computer.Id, computer.Name));
        await hold.DisposeAsync();
        await Settled();

        var player = await Sandbox.Player(Host);
        Assert.Equal((false, computer.Id), (player.IsPlaying, player.DeviceId));
        Assert.Equal(computer.Id, await Scalar<string>("select device_id from parties"));
        Assert.False((await Now(party)).Plays);
    }

    /// <summary>A minute into the first song the device was closed, and a look has found it so.</summary>
    private async Task<Guid> WithoutItsDevice(Person host)
    {
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromSeconds(60));
        await Sandbox.Wake(Host, await Phone(), awake: false);
        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(3));
        return party;
    }
}
