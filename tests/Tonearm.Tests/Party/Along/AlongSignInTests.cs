using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Party.Along;

namespace Tonearm.Tests.Party.Along;

/// <summary>What a guest lends to play along belongs to that guest, at that party, and makes nobody an owner.</summary>
public sealed class AlongSignInTests(TestPostgres postgres, TestSandboxes sandboxes) : AlongSlice(postgres, sandboxes)
{
    [Fact]
    public async Task Two_permissions_are_asked_for_and_nobody_becomes_an_owner()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: Allowed);
        using var far = await Joined(party);
        using (var begun = await far.Send(HttpMethod.Get, $"/party/{party}/along"))
        {
            var asked = QueryHelpers.ParseQuery(begun.Headers.Location!.Query);
            Assert.Equal("user-read-playback-state user-modify-playback-state", asked["scope"].ToString());
            Assert.Equal("S256", asked["code_challenge_method"].ToString());
        }

        await Lend(far, party, Far);

        Assert.DoesNotContain(far.Cookies, cookie => cookie.Name == "tonearm-owner");
        Assert.Equal(1, await Scalar<int>("select count(*)::int from owners"));
        Assert.Equal(1, await Scalar<int>("select count(*)::int from accounts"));
        Assert.Equal(
            (await Sandbox.Person(Far)).AccountId,
            await Scalar<string>("select spotify_id from lent_accounts where access_token not like 'BQ%' and refresh_token not like 'AQ%'")
        );
        using (var library = await far.Send(HttpMethod.Get, "/api/accounts"))
            Assert.Equal(HttpStatusCode.Unauthorized, library.StatusCode);
        Assert.Equal(3, (await Devices(far, party)).Devices.Count(device => device.Id.Length > 0) + 1);
        Assert.Contains("calls to Spotify an hour", (await View(far, party)).Cost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_guest_cannot_bring_it_nor_be_given_it()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: Allowed);
        using var far = await Joined(party);
        using var other = await Joined(party);
        using var begun = await far.Send(HttpMethod.Get, $"/party/{party}/along");
        var back = await far.Agree(begun.Headers.Location!, Far);

        // The address that leads back is of use only in the browser that set out.
        using (var stolen = await other.Http.GetAsync(back, Cancel))
            Assert.Equal(HttpStatusCode.BadRequest, stolen.StatusCode);
        Assert.Equal(0, await Tokens());
        var forged = QueryHelpers.AddQueryString(back.GetLeftPart(UriPartial.Path), "state", "made-up");
        using (var refused = await far.Http.GetAsync(new Uri(QueryHelpers.AddQueryString(forged, "code", "any")), Cancel))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(0, await Tokens());

        await Lend(far, party, Far);
        Assert.Null(await Told(other, party));
        using (var joined = await other.Send(HttpMethod.Post, $"/api/parties/{party}/along", new AlongRequest("any")))
            Assert.Contains("Sign in at Spotify", await joined.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using (var left = await other.Send(HttpMethod.Delete, $"/api/parties/{party}/along"))
            Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Equal(1, await Tokens());
    }

    [Fact]
    public async Task A_browser_that_has_become_another_guest_on_the_way_brings_nothing()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: Allowed);
        using var far = await Joined(party);
        using var begun = await far.Send(HttpMethod.Get, $"/party/{party}/along");
        var back = await far.Agree(begun.Headers.Location!, Far);
        far.Cookies.Single(cookie => cookie.Name == "tonearm-guest").Expired = true;

        using var refused = await far.Http.GetAsync(back, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("lost on the way", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await Tokens());
    }

    [Fact]
    public async Task The_same_account_on_another_device_moves_there()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: Allowed);
        using var far = await PlayingAlong(party, Far);

        using var again = await Lent(party, Far);

        Assert.Equal((1, null, "ready"), (await Tokens(), await Told(far, party), await Told(again, party)));
    }

    [Fact]
    public async Task Who_is_not_on_the_list_or_says_no_or_is_the_host_is_told_so_and_nothing_is_kept()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: Allowed);
        using var far = await Joined(party);

        await Refused("backroomtapes", "agree", "not on this app&#x27;s list");
        await Refused(Far, "cancel", "You did not agree");
        await Refused(Host, "agree", "the account that plays the music");

        async Task Refused(string account, string decision, string words)
        {
            using var refused = await far.TrySignIn(account, $"/party/{party}/along", decision);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.Contains($"href=\"/party/{party}\"", page, StringComparison.Ordinal);
            Assert.Equal(0, await Tokens());
        }
    }

    [Fact]
    public async Task It_is_off_until_the_host_wants_it_and_for_nobody_from_outside()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var far = await Joined(party);
        using var stranger = App.Visitor();

        foreach (var person in new[] { far, stranger })
        {
            using var begun = await person.Send(HttpMethod.Get, $"/party/{party}/along");
            Assert.Equal($"/party/{party}", begun.Headers.Location?.ToString());
        }

        await Is(far, HttpMethod.Post, HttpStatusCode.Conflict);
        await Is(stranger, HttpMethod.Post, HttpStatusCode.Forbidden);
        await Is(stranger, HttpMethod.Delete, HttpStatusCode.Forbidden);
        await Is(stranger, HttpMethod.Get, HttpStatusCode.Forbidden);
        await Is(host, HttpMethod.Get, HttpStatusCode.OK);
        party = Guid.NewGuid();
        await Is(far, HttpMethod.Post, HttpStatusCode.NotFound);

        async Task Is(Person person, HttpMethod method, HttpStatusCode expected)
        {
            using var response = await person.Send(
                method,
                $"/api/parties/{party}/along",
                method == HttpMethod.Post ? new AlongRequest() : null
            );
            Assert.Equal(expected, response.StatusCode);
        }
    }
}
