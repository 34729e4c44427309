using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Tonearm.Party;
using Tonearm.Party.Joining;
using Tonearm.Party.Screens;

namespace Tonearm.Tests.Party.Screens;

/// <summary>A television and the party it shows, over HTTP and its line.</summary>
public sealed class ScreenTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task Its_letters_bring_a_party_to_it_and_its_line_tells_what_guests_are_told()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Television.On(App);
        var before = await television.Asks();

        var screens = await Pair(host, party, before.Code!.ToLowerInvariant());
        var after = await television.Asks();
        using var line = await television.Open(Cancel);
        using var guest = await Guest.In(App, await Rows(party));
        using var phone = await guest.Open(await Rows(party), Cancel);
        await Do(host, party, "start");
        var shown = await line.Until(told => told is { Phase: "live", Song: not null, People: 1 }, Cancel);

        Assert.Equal((null, null), (before.Party, before.Wifi));
        Assert.Equal($"{App.Address}screen/{before.Code}", before.Pair);
        Assert.Equal((null, null, party), (after.Code, after.Pair, after.Party!.Id));
        Assert.True(Assert.Single(screens.Screens).On);
        Assert.Equal((4, false, 0), (shown.Ballot.Count, shown.Me.IsHost, shown.Me.Likes.Count));
        Assert.Null(shown.Host);
    }

    [Fact]
    public async Task It_is_no_guest_it_counts_as_nobody_and_can_do_nothing()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var television = await Paired(host, party);
        using var line = await television.Open(Cancel);
        var shown = await line.Until(told => told.Phase == "live", Cancel);

        using var like = await television.Send(
            HttpMethod.Put,
            $"/api/parties/{party}/rounds/{shown.Round}/likes/{shown.Ballot[0].Track.Id}",
            new { n = 1 }
        );
        using var snapshot = await television.Get($"/api/parties/{party}");
        using var pause = await television.Send(HttpMethod.Post, $"/api/parties/{party}/pause");
        using var list = await television.Get($"/api/parties/{party}/screens");

        Assert.All(
            [like, snapshot, pause, list],
            answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized })
        );
        Assert.Equal(0, shown.People);
        Assert.Equal(0, await Scalar<int>("select coalesce(sum(people), 0)::int from party_presence"));
        Assert.Equal(1, await Scalar<int>("select count(*)::int from party_guests"));
        Assert.DoesNotContain(television.Cookies, cookie => cookie.Name == GuestCookie.Name);
    }

    [Fact]
    public async Task A_party_has_a_dozen_of_them_and_they_spend_none_of_the_room_for_guests()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        for (var i = 0; i < 12; i++)
            (await Paired(host, party)).Dispose();
        using var oneMore = await Television.On(App);

        using var refused = await host.Send(HttpMethod.Post, $"/api/parties/{party}/screens", new ScreenCode((await oneMore.Asks()).Code));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var guest = await Guest.In(App, await Rows(party));
        Assert.Equal(party, (await guest.Snapshot(await Rows(party))).Id);
    }

    [Fact]
    public async Task A_wrong_code_a_lapsed_one_and_one_that_was_used_lead_to_none_and_guessing_ends_soon()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Television.On(App);
        var first = (await television.Asks()).Code!;
        await App.Advance(ScreenRules.CodeLasts);
        var second = (await television.Asks()).Code!;
        using var lapsed = await Try(host, party, first);
        await Pair(host, party, second);
        using var used = await Try(host, party, second);
        using var malformed = await Try(host, party, "482913");
        var wrong = Enumerable.Range(0, 20).Select(_ => PairingCode.Draw());
        List<HttpStatusCode> guesses = [];
        foreach (var code in wrong)
            using (var answer = await Try(host, party, code))
                guesses.Add(answer.StatusCode);

        Assert.NotEqual(first, second);
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (lapsed.StatusCode, used.StatusCode, malformed.StatusCode)
        );
        Assert.Equal(
            (6, 14),
            (guesses.Count(each => each == HttpStatusCode.NotFound), guesses.Count(each => each == HttpStatusCode.TooManyRequests))
        );
        Assert.NotNull((await television.Asks()).Party);
    }

    [Fact]
    public async Task Only_the_host_of_a_party_brings_it_there_or_takes_it_off()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);
        var screen = (await List(host, party)).Screens[0].Id;
        using var waiting = await Television.On(App);
        var code = (await waiting.Asks()).Code!;
        using var guest = await Guest.In(App, await Rows(party));
        using var stranger = App.Visitor();

        using var byGuest = await guest.Send(HttpMethod.Post, $"/api/parties/{party}/screens", JsonContent.Create(new ScreenCode(code)));
        using var off = await guest.Send(HttpMethod.Delete, $"/api/parties/{party}/screens/{screen}");
        using var list = await guest.Send(HttpMethod.Get, $"/api/parties/{party}/screens");
        using var byStranger = await stranger.Send(HttpMethod.Put, $"/api/parties/{party}/wifi", new WifiRequest("Harbour"));

        Assert.All([byGuest, off, list, byStranger], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Null((await waiting.Asks()).Party);
        Assert.NotNull((await television.Asks()).Party);
    }

    [Fact]
    public async Task Taken_off_its_line_is_cut_and_it_asks_for_another_party()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);
        using var stays = await Paired(host, party);
        using var line = await television.Open(Cancel);
        using var other = await stays.Open(Cancel);
        await line.Until(told => told.Id == party, Cancel);
        await other.Until(told => told.Id == party, Cancel);
        var screen = (await List(host, party)).Screens[0].Id;

        using var off = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/screens/{screen}");
        var closed = await line.End(Cancel);
        using var again = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/screens/{screen}");
        var answer = await television.Asks();
        await Do(host, party, "start");
        await other.Until(told => told.Phase == "live", Cancel);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (off.StatusCode, again.StatusCode));
        Assert.Equal((WebSocketCloseStatus)4403, closed);
        Assert.Equal((null, true), (answer.Party, answer.Code is not null));
        await Assert.ThrowsAsync<WebSocketException>(() => television.Open(Cancel));
        Assert.Single((await List(host, party)).Screens);
        // Its letters lead there anew.
        await Pair(host, party, answer.Code!);
        Assert.Equal(party, (await television.Asks()).Party!.Id);
    }

    [Fact]
    public async Task The_server_starts_anew_and_the_television_shows_the_same_party()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);
        using var waiting = await Television.On(App);
        var code = (await waiting.Asks()).Code;

        await Restart();

        using var after = new Television(App, television);
        using var stillWaiting = new Television(App, waiting);
        using var page = await after.Get("/screen");
        Assert.Equal((HttpStatusCode.OK, party, null), (page.StatusCode, (await after.Asks()).Party!.Id, (await after.Asks()).Code));
        Assert.Equal(code, (await stillWaiting.Asks()).Code);
        using var line = await after.Open(Cancel);
        await line.Until(told => told.Id == party, Cancel);
    }

    [Fact]
    public async Task The_party_ends_and_the_television_says_so_then_asks_for_another_and_the_Wi_Fi_is_forgotten()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);
        using var wifi = await host.Send(HttpMethod.Put, $"/api/parties/{party}/wifi", new WifiRequest("Harbour", "lantern-street"));
        var shown = (await television.Asks()).Wifi;
        using var picture = await television.Get("/screen/wifi.svg");
        var sealedBytes = (await Scalar<byte[]>("select sealed from party_wifi"))!;

        using var end = await host.Send(HttpMethod.Post, $"/api/parties/{party}/end");
        var ended = await television.Asks();
        await App.Advance(ScreenRules.Farewell);
        var after = await television.Asks();
        using var gone = await television.Get("/screen/wifi.svg");

        Assert.Equal(("Harbour", HttpStatusCode.OK), (shown!.Name, picture.StatusCode));
        Assert.Contains("no-store", picture.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(-1, sealedBytes.AsSpan().IndexOf("lantern"u8));
        Assert.Equal(("ended", PartyEnd.ByHost, null), (ended.Party!.Phase, ended.Party.Ended, ended.Wifi));
        Assert.Equal((null, true), (after.Party, after.Code is not null));
        Assert.Equal((0, HttpStatusCode.NotFound), (await Scalar<int>("select count(*)::int from party_wifi"), gone.StatusCode));
    }

    [Fact]
    public async Task A_Wi_Fi_that_cannot_be_one_is_refused_in_words_and_one_that_is_set_can_be_another_or_none()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);

        using var bad = await host.Send(HttpMethod.Put, $"/api/parties/{party}/wifi", new WifiRequest("Harbour", "short"));
        using var first = await host.Send(HttpMethod.Put, $"/api/parties/{party}/wifi", new WifiRequest("Harbour", "lantern-street"));
        var before = await television.Asks();
        await App.Advance(TimeSpan.FromSeconds(1));
        using var second = await host.Send(HttpMethod.Put, $"/api/parties/{party}/wifi", new WifiRequest("Harbour", "other-street"));
        var after = await television.Asks();
        using var none = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/wifi");

        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(("Harbour", true), (after.Wifi!.Name, after.Wifi.V != before.Wifi!.V));
        Assert.Null((await television.Asks()).Wifi);
        Assert.Null((await List(host, party)).Wifi);
    }

    [Fact]
    public async Task The_hosts_phone_scans_and_one_press_brings_the_party_there()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Television.On(App);
        var code = (await television.Asks()).Code!;
        using var stranger = App.Visitor();

        var page = await host.Http.GetStringAsync($"/screen/{code}", Cancel);
        var theirs = await stranger.Http.GetStringAsync($"/screen/{code}", Cancel);
        Assert.Null((await television.Asks()).Party);
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("party", party.ToString()), new("__RequestVerificationToken", token)]);
        using var pressed = await host.Http.PostAsync($"/screen/{code}", form, Cancel);

        Assert.DoesNotContain(party.ToString(), theirs, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"/party/{party}"), (pressed.StatusCode, pressed.Headers.Location!.ToString()));
        Assert.Equal(party, (await television.Asks()).Party!.Id);
    }

    [Fact]
    public async Task A_browser_that_keeps_no_cookies_is_told_so_and_becomes_no_row()
    {
        using var forgetful = new Television(App);

        using var answer = await forgetful.Send(HttpMethod.Post, "/api/screen");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("cookies", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from screens"));
    }

    [Fact]
    public async Task One_that_was_not_there_for_long_is_told_as_such()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var television = await Paired(host, party);
        await App.Advance(TimeSpan.FromMinutes(5));
        var silent = Assert.Single((await List(host, party)).Screens);

        await television.Asks();

        Assert.Equal((false, true), (silent.On, Assert.Single((await List(host, party)).Screens).On));
    }

    private async Task<Television> Paired(Person host, Guid party)
    {
        var television = await Television.On(App);
        await Pair(host, party, (await television.Asks()).Code!);
        return television;
    }

    private static async Task<PartyScreens> Pair(Person host, Guid party, string code)
    {
        using var answer = await Try(host, party, code);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<PartyScreens>(Cancel))!;
    }

    private static Task<HttpResponseMessage> Try(Person host, Guid party, string code) =>
        host.Send(HttpMethod.Post, $"/api/parties/{party}/screens", new ScreenCode(code));

    private static async Task<PartyScreens> List(Person host, Guid party) =>
        (await host.Http.GetFromJsonAsync<PartyScreens>($"/api/parties/{party}/screens", Cancel))!;
}
