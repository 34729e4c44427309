using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Party.Starts;

namespace Tonearm.Tests.Party.Starts;

/// <summary>A party that is prepared: voted for before it begins, and begun at its time, once, whatever happens meanwhile.</summary>
public sealed class PreparedTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(3);

    [Fact]
    public async Task What_is_liked_most_before_it_begins_is_its_first_song_and_the_other_likes_stand_for_the_second()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host);
        var rows = await Rows(party);
        using var guest = await Guest.In(App, rows);
        using var friend = await Guest.In(App, rows);
        using var other = await Guest.In(App, rows);
        var told = await guest.Snapshot(rows);
        Assert.Equal(("lobby", 4, App.Clock.GetUtcNow() + Ahead), (told.Phase, told.Ballot.Count, At(told)));
        var (first, second) = (told.Ballot[2].Track.Id, told.Ballot[1].Track.Id);
        await guest.Likes(rows, first, round: 0);
        await friend.Likes(rows, first, round: 0);
        await other.Likes(rows, second, round: 0);

        await Do(host, party, "start");

        var now = await guest.Snapshot(rows);
        Assert.Equal(("live", first, null), (now.Phase, now.Song?.Track.Id, now.Starts));
        Assert.Equal(4, now.Ballot.Count);
        Assert.Equal(1, now.Ballot.Single(entry => entry.Track.Id == second).Likes);
        Assert.Equal([second], (await other.Snapshot(rows)).Me.Likes);
    }

    [Fact]
    public async Task Without_a_time_nothing_is_up_for_vote_before_the_first_song()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);

        var told = await Snapshot(host, party);

        Assert.Null(told.Starts);
        Assert.Empty(told.Ballot);
    }

    [Fact]
    public async Task It_starts_by_itself_at_its_time_with_nobody_there()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        await Leave(host, party);

        await PassUntil(App.Clock.GetUtcNow() + Ahead - TimeSpan.FromSeconds(1));
        Assert.Equal(("lobby", null), ((await Now(party)).Phase, (await Now(party)).Trouble));
        await PassSlowly(TimeSpan.FromSeconds(4));

        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task Unless_it_is_to_start_by_itself_it_waits_for_its_host_and_some_hours_later_it_is_over()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host);
        await Leave(host, party);

        await PassSlowly(Ahead + TimeSpan.FromHours(4));
        Assert.Equal(("lobby", false), ((await Now(party)).Phase, (await Now(party)).Ending));
        await PassSlowly(TimeSpan.FromMinutes(34));

        Assert.Equal(("ended", PartyEnd.NotStarted), ((await Now(party)).Phase, (await Now(party)).EndedWhy));
        Assert.Empty(await Commands());
    }

    [Fact]
    public async Task A_device_that_sleeps_keeps_it_says_so_and_as_soon_as_it_wakes_the_music_begins()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        var phone = await Phone();
        await Sandbox.Wake(Host, phone, awake: false);

        await PassSlowly(Ahead + TimeSpan.FromMinutes(20));
        var now = await Now(party);
        Assert.Equal(("lobby", true), (now.Phase, now.Trouble is Troubles.DeviceAsleep or Troubles.NoDevice));
        Assert.Equal(4, now.Ballot.Length);
        await Sandbox.Wake(Host, phone);
        // Within three minutes; there are songs that are over by then.
        for (var waited = 0; waited < 18 && (await Now(party)).Phase == "lobby"; waited++)
            await PassSlowly(TimeSpan.FromSeconds(10));

        Assert.Equal(("live", null, 1), ((await Now(party)).Phase, (await Now(party)).Trouble, (await Now(party)).Round));
    }

    [Fact]
    public async Task Two_hours_after_its_time_it_does_not_start_by_itself_any_more()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        var phone = await Phone();
        await Sandbox.Wake(Host, phone, awake: false);
        await PassSlowly(Ahead + TimeSpan.FromHours(2) + TimeSpan.FromMinutes(3));

        await Sandbox.Wake(Host, phone);
        await PassSlowly(TimeSpan.FromMinutes(30));

        Assert.Equal(("lobby", null), ((await Now(party)).Phase, (await Now(party)).Trouble));
        Assert.Empty(await Commands());
        await Do(host, party, "start");
        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task Another_device_is_chosen_and_the_music_begins_there_at_once()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        await Sandbox.Wake(Host, await Phone(), awake: false);
        await PassSlowly(Ahead + TimeSpan.FromMinutes(1));
        var balcony = await Sandbox.AddDevice(Host, "Balcony");

        using var chosen = await host.Send(HttpMethod.Put, $"/api/parties/{party}/device", new DeviceChoice(balcony.Id, balcony.Name));
        await Settled();

        Assert.Equal("live", (await Now(party)).Phase);
        Assert.Equal(balcony.Id, (await Sandbox.Player(Host)).Devices.Single(device => device.Active).Id);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task A_time_that_is_changed_is_another_time_for_all(int minutes)
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        var rows = await Rows(party);
        using var guest = await Guest.In(App, rows);
        var before = await guest.Snapshot(rows);
        await guest.Likes(rows, before.Ballot[3].Track.Id, round: 0);
        var at = App.Clock.GetUtcNow() + Ahead + TimeSpan.FromMinutes(minutes);

        using (var set = await Set(host, party, at, byItself: true))
            Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);

        var told = await guest.Snapshot(rows);
        Assert.Equal(at, At(told));
        Assert.True(told.V > before.V);
        Assert.Equal(before.Ballot.Select(entry => entry.Track.Id), told.Ballot.Select(entry => entry.Track.Id));
        await PassUntil(at - TimeSpan.FromSeconds(1));
        Assert.Equal("lobby", (await Now(party)).Phase);
        await PassSlowly(TimeSpan.FromSeconds(4));
        Assert.Equal(before.Ballot[3].Track.Id, (await guest.Snapshot(rows)).Song?.Track.Id);
    }

    [Fact]
    public async Task A_time_can_be_dropped_and_given_in_the_lobby_and_the_likes_stay()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        var rows = await Rows(party);
        using var guest = await Guest.In(App, rows);

        using (await Set(host, party, App.Clock.GetUtcNow() + Ahead)) { }
        var told = await guest.Snapshot(rows);
        await guest.Likes(rows, told.Ballot[1].Track.Id, round: 0);
        using (await Set(host, party, null)) { }

        var dropped = await guest.Snapshot(rows);
        Assert.Null(dropped.Starts);
        Assert.Equal([told.Ballot[1].Track.Id], dropped.Me.Likes);
        await Do(host, party, "start");
        Assert.Equal(told.Ballot[1].Track.Id, (await guest.Snapshot(rows)).Song?.Track.Id);
        using var late = await Set(host, party, App.Clock.GetUtcNow() + Ahead);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public async Task A_time_that_is_over_or_too_far_away_is_refused_with_a_sentence()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var guest = await Guest.In(App, await Rows(party));

        using var over = await Set(host, party, App.Clock.GetUtcNow());
        using var far = await Set(host, party, App.Clock.GetUtcNow().AddDays(61));
        using var opened = await host.Send(
            HttpMethod.Post,
            "/api/parties",
            new NewParty(await Playlist(1200), StartsAt: App.Clock.GetUtcNow().AddDays(-1))
        );
        using var stranger = await guest.Send(
            HttpMethod.Put,
            $"/api/parties/{party}/starts",
            JsonContent.Create(new StartRequest(App.Clock.GetUtcNow() + Ahead))
        );

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden],
            [over.StatusCode, far.StatusCode, opened.StatusCode, stranger.StatusCode]
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Down_at_its_time_it_starts_when_the_server_is_back_and_once(bool killedAtTheCall)
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        if (killedAtTheCall)
        {
            var hold = await Sandbox.Hold("/v1/me/player/play", "PUT", afterEffect: true);
            await PassUntil(App.Clock.GetUtcNow() + Ahead - TimeSpan.FromSeconds(1));
            await App.Advance(TimeSpan.FromSeconds(1));
            await hold.Waiting();
            await App.DisposeAsync();
            await hold.DisposeAsync();
        }
        else
        {
            await App.DisposeAsync();
            await App.Advance(Ahead + TimeSpan.FromMinutes(40));
        }

        await Restart();
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(10));

        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task Down_for_hours_it_waits_for_a_tap_and_is_not_ended_at_once()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        await App.DisposeAsync();
        await App.Advance(Ahead + TimeSpan.FromHours(9));

        await Restart();
        await Settled();
        await PassSlowly(TimeSpan.FromMinutes(20));

        Assert.Equal("lobby", (await Now(party)).Phase);
        Assert.Empty(await Commands());
        await PassSlowly(TimeSpan.FromMinutes(15));
        Assert.Equal(PartyEnd.NotStarted, (await Now(party)).EndedWhy);
    }

    [Fact]
    public async Task Two_nodes_start_it_once()
    {
        await StartNode(settings: Settings);
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);

        await PassSlowly(Ahead + TimeSpan.FromSeconds(5));

        await AllWell(party, songs: 1);
    }

    [Fact]
    public async Task A_sign_in_that_has_ended_is_told_an_hour_before_and_after_the_cure_the_music_begins_in_time()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        await Sandbox.Revoke(Host);
        await PassSlowly(Ahead - TimeSpan.FromMinutes(50));
        Assert.Equal(("lobby", Troubles.SignIn), ((await Now(party)).Phase, (await Now(party)).Trouble));

        await host.SignIn(Host, "/accounts/link?for=party");
        await Settled();
        Assert.Null((await Now(party)).Trouble);
        await PassSlowly(TimeSpan.FromMinutes(51));

        await AllWell(party, songs: 1);
    }

    [Theory]
    [InlineData(502, Troubles.Unreachable)]
    [InlineData(429, Troubles.Quota)]
    public async Task Spotify_that_does_not_answer_at_its_time_is_told_and_asked_again(int status, string trouble)
    {
        using var host = await SignedInHost();
        var party = await Prepared(host, byItself: true);
        await PassUntil(App.Clock.GetUtcNow() + Ahead - TimeSpan.FromMinutes(1));
        await Sandbox.Fail(new Fault("status", status, "/v1/me/player/devices", RetryAfter: status == 429 ? 60 : null));
        await PassSlowly(TimeSpan.FromSeconds(65));
        Assert.Equal(("lobby", trouble), ((await Now(party)).Phase, (await Now(party)).Trouble));

        await Sandbox.EndFaults();
        await PassSlowly(TimeSpan.FromMinutes(4));

        Assert.Equal(("live", null), ((await Now(party)).Phase, (await Now(party)).Trouble));
        Assert.Single(await Commands(), command => command == "PUT /v1/me/player/play");
    }

    [Fact]
    public async Task What_has_changed_in_the_playlist_is_there_when_it_begins()
    {
        using var host = await SignedInHost();
        var list = await Sandbox.CreateWithTracks(Host, "Saturday", 6);
        var party = await Prepared(host, playlist: list.Id, ahead: TimeSpan.FromDays(2));
        await Sandbox.ForgetCalls();
        await PassSlowly(TimeSpan.FromDays(1));
        await Sandbox.Fill(list.Id, 8, first: 20);

        await PassSlowly(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        await Until(async () =>
            await Scalar<long>("select count(*) from party_tracks where party_id = @party and not gone", new { party }) == 8
        );

        // The days until then cost three rehearsals, and a look at the playlist.
        Assert.Equal(3, (await Sandbox.Calls("/v1/me/player/devices")).Recent.Count);
        Assert.InRange((await Sandbox.Calls("/v1/**")).Recent.Count, 5, 7);
    }

    [Fact]
    public async Task While_one_party_is_on_another_is_prepared_and_waits_for_its_end()
    {
        using var host = await SignedInHost();
        var friday = await Started(host);
        var saturday = await Prepared(host, byItself: true, playlist: await Playlist(3));

        using (var early = await host.Send(HttpMethod.Post, $"/api/parties/{saturday}/start"))
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        using (var now = await Set(host, saturday, null))
            Assert.Equal(HttpStatusCode.Conflict, now.StatusCode);
        await PassSlowly(Ahead + TimeSpan.FromMinutes(1));
        Assert.Equal(("lobby", Troubles.OtherParty), ((await Now(saturday)).Phase, (await Now(saturday)).Trouble));
        using (await host.Send(HttpMethod.Post, $"/api/parties/{friday}/end")) { }
        await PassSlowly(TimeSpan.FromMinutes(3));

        Assert.Equal(("ended", "live"), ((await Now(friday)).Phase, (await Now(saturday)).Phase));
    }

    [Fact]
    public async Task The_calendar_file_is_for_those_who_are_in_it_and_rises_with_each_change_of_its_time()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host);
        var rows = await Rows(party);
        using var guest = await Guest.In(App, rows);
        using var stranger = App.Visitor();
        using (await Set(host, party, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))) { }
        var at = App.Clock.GetUtcNow().AddHours(5);
        using (await Set(host, party, at)) { }

        using var file = await guest.Send(HttpMethod.Get, $"/party/{party}/party.ics");
        using var hidden = await stranger.Http.GetAsync(new Uri($"/party/{party}/party.ics", UriKind.Relative), Cancel);

        var text = await file.Content.ReadAsStringAsync(Cancel);
        Assert.Equal("text/calendar", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\r\nDTSTART:{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nSEQUENCE:1\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"\r\nUID:{party}@tonearm\r\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"{rows.Code[..3]} {rows.Code[3..]}",
            text.Replace("\r\n ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task Calls_are_kept_for_a_party_that_is_announced_from_a_day_before()
    {
        using var host = await SignedInHost();
        await Prepared(host, ahead: TimeSpan.FromHours(30));
        var forecast = App.Services.GetRequiredService<PartyForecast>();

        Assert.False(await forecast.IsExpected(App.Clock.GetUtcNow(), Cancel));
        Assert.True(await forecast.IsExpected(App.Clock.GetUtcNow().AddHours(7), Cancel));
        Assert.Contains(
            await forecast.Expected(App.Clock.GetUtcNow().AddHours(7), Cancel),
            calls => calls.Sentence.StartsWith("A party is announced", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_pages_tell_of_it()
    {
        using var host = await SignedInHost();
        var party = await Prepared(host);

        var room = await host.Http.GetStringAsync(new Uri($"/party/{party}", UriKind.Relative), Cancel);
        var setUp = await host.Http.GetStringAsync(new Uri("/party", UriKind.Relative), Cancel);

        Assert.Contains("Add to calendar", room, StringComparison.Ordinal);
        Assert.Contains("What plays first?", room, StringComparison.Ordinal);
        Assert.Contains("is prepared. It begins", setUp, StringComparison.Ordinal);
        Assert.Contains("What may be played?", setUp, StringComparison.Ordinal);
    }

    private async Task<Guid> Prepared(Person host, bool byItself = false, string? playlist = null, TimeSpan? ahead = null)
    {
        using var response = await host.Send(
            HttpMethod.Post,
            "/api/parties",
            new NewParty(
                playlist ?? await Playlist(1200),
                await Phone(),
                StartsAt: App.Clock.GetUtcNow() + (ahead ?? Ahead),
                StartsByItself: byItself
            )
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var party = (await response.Content.ReadFromJsonAsync<Snapshot>())!.Id;
        await Until(() => Scalar<bool>("select bool_and(pages = '{}') from party_playlists where party_id = @party", new { party }));
        await Settled();
        return party;
    }

    private static Task<HttpResponseMessage> Set(Person host, Guid party, DateTimeOffset? at, bool byItself = false) =>
        host.Send(HttpMethod.Put, $"/api/parties/{party}/starts", new StartRequest(at, byItself));

    private static async Task Leave(Person host, Guid party)
    {
        using var left = await host.Send(HttpMethod.Post, $"/api/parties/{party}/leave");
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
    }

    private static DateTimeOffset? At(Snapshot told) =>
        told.Starts is { } starts ? DateTimeOffset.FromUnixTimeMilliseconds(starts.At) : null;
}
