using Tonearm.Party;

namespace Tonearm.Tests.Party.Along;

/// <summary>Guests far away hear what the host's player plays, at the same place, until they or the host no longer want it.</summary>
public sealed class AlongTests(TestPostgres postgres, TestSandboxes sandboxes) : AlongSlice(postgres, sandboxes)
{
    [Fact]
    public async Task Song_after_song_plays_at_the_same_place_and_who_stops_is_paused_once()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        await PassSlowly(TimeSpan.FromSeconds(40));
        using var far = await PlayingAlong(party, Far);

        await IsTogether(Far);
        Assert.Equal("on", await Told(far, party));
        await PassSlowly(TimeSpan.FromSeconds(30));
        await IsTogether(Far);
        for (var song = 2; song < 5; song++)
        {
            await PassSong();
            await IsTogether(Far);
            Assert.Equal(song, (await Now(party)).Round);
        }

        Assert.Equal(1, (await Snapshot(host, party)).Host!.Along);
        await Leaves(far, party);
        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        Assert.Equal(["play", "play", "play", "play", "pause"], await Commands(Far));
        Assert.Equal((0, null), (await Tokens(), await Told(far, party)));
        Assert.Equal(0, (await Snapshot(host, party)).Host!.Along);
        await PassSong();
        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        await AllWell(party, songs: 5);
    }

    [Fact]
    public async Task Pause_resume_and_skip_of_the_host_and_a_seek_by_hand_are_followed()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSlowly(TimeSpan.FromSeconds(30));

        await Do(host, party, "pause");
        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        await PassSlowly(TimeSpan.FromMinutes(2));
        await Do(host, party, "resume");
        await PassSlowly(TimeSpan.FromSeconds(5));
        await IsTogether(Far);
        await Do(host, party, "next");
        await PassSlowly(TimeSpan.FromSeconds(5));
        await IsTogether(Far);
        await PassSlowly(TimeSpan.FromSeconds(20));
        await Sandbox.Seek(Host, TimeSpan.FromSeconds(90));
        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromSeconds(5));
        await IsTogether(Far);
        Assert.Contains("seek", await Commands(Far));
        await PassSong();
        await IsTogether(Far);
        Assert.Equal("on", await Told(far, party));
    }

    [Fact]
    public async Task Who_waits_in_the_lobby_begins_with_the_party()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSlowly(TimeSpan.FromMinutes(15));
        Assert.Empty(await Commands(Far));

        await Do(host, party, "start");
        await Pass(TimeSpan.FromSeconds(2));

        await IsTogether(Far);
    }

    [Fact]
    public async Task A_device_that_drifts_is_put_right_and_left_alone_within_a_second()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        var place = TimeSpan.FromMilliseconds((await Sandbox.Player(Far)).ProgressMs);
        await Sandbox.Seek(Far, place + TimeSpan.FromSeconds(0.8));
        await PassSlowly(TimeSpan.FromSeconds(10));
        Assert.Equal(["play"], await Commands(Far));

        await PassSong();
        place = TimeSpan.FromMilliseconds((await Sandbox.Player(Far)).ProgressMs);
        await Sandbox.Seek(Far, place + TimeSpan.FromSeconds(7));
        await PassSlowly(TimeSpan.FromSeconds(10));

        await IsTogether(Far);
        Assert.Equal(["play", "play", "seek"], await Commands(Far));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("track")]
    public async Task What_they_press_by_hand_holds_and_joining_again_is_one_request(string press)
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSlowly(TimeSpan.FromSeconds(30));
        if (press == "pause")
            await Sandbox.Press(Far, "pause");
        else
            await Sandbox.PlayTrack(Far, (await Now(party)).Ballot[3]);

        await PassSong();
        Assert.Equal("theirs", await Told(far, party));
        Assert.Equal(["play"], await Commands(Far));
        await PassSong();
        Assert.Equal(["play"], await Commands(Far));
        Assert.Equal(0, (await Snapshot(host, party)).Host!.Along);

        await Joins(far, party);
        await PassSlowly(TimeSpan.FromSeconds(5));
        await IsTogether(Far);
        // Their own choice, or nothing, is left as it is when they stop.
        await PassSlowly(TimeSpan.FromSeconds(20));
        await Sandbox.PlayTrack(Far, (await Now(party)).Ballot[3]);
        await PassSlowly(TimeSpan.FromSeconds(10));
        await Leaves(far, party);
        Assert.True((await Sandbox.Player(Far)).IsPlaying);
        Assert.Equal(0, await Tokens());
    }

    [Fact]
    public async Task How_loud_it_is_stays_theirs_and_so_do_shuffle_and_repeat()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSong();
        await PassSong();

        Assert.All(await Commands(Far), command => Assert.Equal("play", command));
        Assert.All((await Sandbox.Player(Far)).Devices, device => Assert.NotEqual(0, device.Volume));
    }

    [Fact]
    public async Task The_end_of_the_party_ends_it_for_all_and_forgets_what_they_lent()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        using var farther = await PlayingAlong(party, Farther);
        using var undecided = await Lent(party, "northlightrecords");
        Assert.Equal(3, await Tokens());
        await PassSlowly(TimeSpan.FromSeconds(40));

        using (var ended = await host.Send(HttpMethod.Post, $"/api/parties/{party}/end"))
            Assert.True(ended.IsSuccessStatusCode);
        await Settled();

        Assert.Equal((0, null), (await Tokens(), await Rows()));
        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        Assert.False((await Sandbox.Player(Farther)).IsPlaying);
        Assert.True((await Sandbox.Player(Host)).IsPlaying);
    }

    [Fact]
    public async Task The_host_switches_it_off_in_mid_party_and_on_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSlowly(TimeSpan.FromSeconds(40));
        var ballot = (await Now(party)).Ballot;

        await Set(new());

        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        Assert.Equal((0, null), (await Tokens(), await Told(far, party)));
        Assert.Equal(ballot, (await Now(party)).Ballot);
        using (var refused = await far.Send(HttpMethod.Post, $"/api/parties/{party}/along", new { deviceId = "any" }))
            Assert.Contains("host does not", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await Set(Allowed);
        await Lend(far, party, Far);
        await Joins(far, party, await PhoneOf(Far));
        await IsTogether(Far);

        async Task Set(PartySettings settings)
        {
            using var saved = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", settings);
            Assert.True(saved.IsSuccessStatusCode);
            await Settled();
        }
    }

    [Fact]
    public async Task Whom_the_host_removes_is_paused_and_what_they_lent_is_forgotten()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        await PassSlowly(TimeSpan.FromSeconds(40));
        var number = await Scalar<int>(
            "select g.number from party_guests g join party_alongs a on a.party_id = g.party_id and a.guest_id = g.guest_id"
        );

        using (var removed = await host.Send(HttpMethod.Post, $"/api/parties/{party}/guests/{number}/remove"))
            Assert.True(removed.IsSuccessStatusCode);
        await Settled();

        Assert.False((await Sandbox.Player(Far)).IsPlaying);
        Assert.Equal((0, null), (await Tokens(), await Rows()));
    }

    [Fact]
    public async Task What_goes_with_the_host_or_the_guest_takes_along_what_was_lent()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);
        using var farther = await PlayingAlong(party, Farther);
        var exported = await (await host.Send(HttpMethod.Get, "/accounts/export")).Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain((await Sandbox.Person(Far)).AccountId, exported, StringComparison.Ordinal);

        await Sql($"delete from party_guests where guest_id = (select guest_id from party_alongs order by id limit 1)");
        Assert.Equal(1, await Tokens());
        using (var unlinked = await host.Send(HttpMethod.Delete, $"/api/accounts/{(await host.Account(Host)).Id}"))
            Assert.True(unlinked.IsSuccessStatusCode);

        Assert.Equal((0, null), (await Tokens(), await Rows()));
    }

    [Fact]
    public async Task Who_signs_in_and_decides_for_nothing_is_forgotten()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await Lent(party, Far);
        Assert.Equal((1, "ready"), (await Tokens(), await Told(far, party)));

        await PassSlowly(TimeSpan.FromMinutes(25));

        Assert.Equal((0, null), (await Tokens(), await Told(far, party)));
        Assert.Empty(await Commands(Far));
    }
}
