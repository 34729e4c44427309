using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Tonearm.Party;

namespace Tonearm.Tests.Party.Room;

/// <summary>Everyone sees the same thing, and what they see is true.</summary>
public sealed class RoomTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task On_connecting_a_phone_is_told_everything_and_its_own_likes()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        await guest.Likes(party, party.Ballot[2]);

        using var page = await guest.Open(party, Cancel);
        var shown = await page.Until(_ => true, Cancel);

        Assert.Equal(
            (party.Id, "live", party.Code, 1, "Late Night Kitchen"),
            (shown.Id, shown.Phase, shown.Code, shown.Round, shown.PlaylistTitle)
        );
        Assert.Equal(new Uri(App.Address, $"/j/{party.Secret}").ToString(), shown.Link);
        Assert.Equal(party.Tracks[0], shown.Song!.Track.Id);
        Assert.Equal(App.Clock.GetUtcNow().ToUnixTimeMilliseconds(), shown.Song.StartedAt);
        Assert.Equal(party.Ballot, shown.Ballot.Select(entry => entry.Track.Id));
        Assert.Equal([0, 0, 1, 0], shown.Ballot.Select(entry => entry.Likes));
        Assert.Equal([party.Ballot[2]], shown.Me.Likes);
        Assert.Equal((1L, false, null, party.Ballot[2]), (shown.Me.N, shown.Me.IsHost, shown.Host, shown.Leader));
        var asked = await guest.Snapshot(party);
        Assert.Equal((shown.V, shown.Link), (asked.V, asked.Link));
    }

    [Fact]
    public async Task A_like_reaches_everybody_in_a_small_frame_and_the_last_one_is_what_the_database_says()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Guest.In(App, party)));
        var pages = await Task.WhenAll(guests.Select(guest => guest.Open(party, Cancel)));
        await Task.WhenAll(pages.Select(page => page.Until(shown => shown.People == 30, Cancel)));
        var before = pages.Sum(page => page.SmallBytes);
        var frames = pages.Sum(page => page.SmallFrames);

        foreach (var guest in guests)
            await guest.Likes(party, party.Ballot[Random.Shared.Next(4)]);

        var counts = await party.Counts(Database);
        await Task.WhenAll(
            pages.Select(page => page.Until(shown => shown.Ballot.Select(entry => entry.Likes).SequenceEqual(counts), Cancel))
        );
        var version = await Scalar<long>("select version from parties");
        Assert.All(pages, page => Assert.Equal((version, 1), (page.Shown!.V, page.WholeFrames)));
        Assert.True((pages.Sum(page => page.SmallBytes) - before) / (pages.Sum(page => page.SmallFrames) - frames) < 100);
        foreach (var page in pages)
            page.Dispose();
    }

    [Fact]
    public async Task A_like_reaches_the_phones_of_its_node_without_being_read_again()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var other = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        using var others = await other.Open(party, Cancel);
        await page.Until(shown => shown.People == 2, Cancel);
        await others.Until(shown => shown.People == 2, Cancel);

        // Nobody can read a party now.
        await Sql("alter table party_playlists rename to hidden_playlists");
        await guest.Likes(party, party.Ballot[1]);
        await other.Likes(party, party.Ballot[1]);
        await guest.Likes(party, party.Ballot[3]);
        var told = await others.Until(shown => shown.Ballot.Select(entry => entry.Likes).SequenceEqual([0, 1, 0, 1]), Cancel);
        await Sql("alter table hidden_playlists rename to party_playlists");

        Assert.Equal((party.Ballot[1], await Scalar<long>("select version from parties")), (told.Leader, told.V));
        Assert.Equal(1, others.WholeFrames);
    }

    [Fact]
    public async Task A_like_at_one_node_is_seen_at_another_and_people_are_counted_at_all()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var other = await StartNode();
        using var here = await Guest.In(App, party);
        using var there = await Guest.In(other, party);
        using var pageHere = await here.Open(party, Cancel);
        using var pageThere = await there.Open(party, Cancel);
        await Task.WhenAll(pageHere.Until(shown => shown.People == 2, Cancel), pageThere.Until(shown => shown.People == 2, Cancel));

        await here.Likes(party, party.Ballot[1]);

        var (seenHere, seenThere) = (await pageHere.Until(Seen, Cancel), await pageThere.Until(Seen, Cancel));
        Assert.Equal(seenHere.V, seenThere.V);
        Assert.Equal(party.Ballot[1], seenThere.Leader);

        await Stop(other);
        await pageHere.Until(shown => shown.People == 1, Cancel);

        static bool Seen(Snapshot shown) => shown.Ballot[1].Likes == 1;
    }

    [Fact]
    public async Task A_new_round_is_told_whole_to_each_with_what_is_theirs()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var host = await Guest.In(App, party);
        await Sql(
            "update party_guests set host = true where guest_id = (select guest_id from party_guests order by joined_at desc, guest_id desc limit 1)"
        );
        using var guestPage = await guest.Open(party, Cancel);
        using var hostPage = await host.Open(party, Cancel);
        await guestPage.Until(_ => true, Cancel);
        await hostPage.Until(_ => true, Cancel);
        await guest.Likes(party, party.Ballot[0]);
        await host.Likes(party, party.Ballot[0]);

        await Sql(
            $"""
            begin;
            update parties set round = 2, song = 1, device_name = 'Kitchen', version = version + 1;
            delete from party_likes where guest_id in (select guest_id from party_guests where host);
            update party_tracks set ballot = case when place between 2 and 5 then place - 2 end;
            update party_likes set place = 3;
            select pg_notify('tonearm', 'party:{party.Id}');
            commit
            """
        );

        var (forGuest, forHost) = (
            await guestPage.Until(shown => shown.Round == 2, Cancel),
            await hostPage.Until(shown => shown.Round == 2, Cancel)
        );
        var host0 = forHost.Me.IsHost ? forHost : forGuest;
        var guest0 = forHost.Me.IsHost ? forGuest : forHost;
        Assert.Equal([party.Tracks[3]], guest0.Me.Likes);
        Assert.Equal([], host0.Me.Likes);
        Assert.Equal(("Kitchen", null), (host0.Host!.Device, guest0.Host));
        Assert.Equal([0, 1, 0, 0], host0.Ballot.Select(entry => entry.Likes));
    }

    [Fact]
    public async Task The_other_page_of_a_device_learns_what_it_likes()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var tab = new Guest(App, guest);
        using var first = await guest.Open(party, Cancel);
        using var second = await tab.Open(party, Cancel);
        await first.Until(shown => shown.People == 1, Cancel);
        await second.Until(shown => shown.People == 1, Cancel);

        await guest.Likes(party, party.Ballot[3]);
        var told = await second.Until(shown => shown.Me.N == 1, Cancel);

        Assert.Equal((party.Ballot[3], 1), (Assert.Single(told.Me.Likes), told.People));
    }

    [Fact]
    public async Task Who_comes_back_is_right_at_once_likes_and_all()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var other = await Guest.In(App, party);
        using (var page = await guest.Open(party, Cancel))
            await page.Until(_ => true, Cancel);
        await guest.Likes(party, party.Ballot[1]);
        await other.Likes(party, party.Ballot[1]);

        using var again = await guest.Open(party, Cancel);
        var shown = await again.Until(_ => true, Cancel);

        Assert.Equal((party.Ballot[1], 2), (Assert.Single(shown.Me.Likes), shown.Ballot[1].Likes));
        Assert.Equal(1, again.WholeFrames);
    }

    [Fact]
    public async Task Who_loads_the_page_again_and_again_is_one_person_and_has_one_like()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var other = await Guest.In(App, party);
        using var watching = await other.Open(party, Cancel);
        var page = await guest.Open(party, Cancel);
        await watching.Until(shown => shown.People == 2, Cancel);

        for (var load = 1; load <= 5; load++)
        {
            // The new page is often there before the old one is gone.
            var next = await guest.Open(party, Cancel);
            var counter = (await next.Until(_ => true, Cancel)).Me.N + 1;
            page.Dispose();
            page = next;
            await guest.Likes(party, party.Ballot[2], counter: counter);
        }

        await other.Likes(party, party.Ballot[0]);
        var shown = await watching.Until(each => each.Ballot[0].Likes == 1, Cancel);
        Assert.Equal((2, 1), (shown.People, shown.Ballot[2].Likes));
        Assert.Equal(
            (2, 5L),
            (await Scalar<int>("select count(*) from party_guests"), await Scalar<long>("select max(n) from party_guests"))
        );
        page.Dispose();
        await watching.Until(each => each.People == 1, Cancel);
    }

    [Fact]
    public async Task Those_at_a_node_that_died_are_not_counted_for_long()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        await Sql(
            "insert into party_presence (party_id, node, people, hosts, until) select id, 'other', 7, 0, now() + interval '1 minute' from parties"
        );
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 8, Cancel);

        // Nobody keeps it up any more.
        await Sql("update party_presence set until = now() where node = 'other'");

        await page.Until(shown => shown.People == 1, Cancel);
    }

    [Fact]
    public async Task Who_is_no_guest_or_asks_for_no_party_is_told_why_and_let_go()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var stranger = new Guest(App);

        using var uninvited = await stranger.Open(party, Cancel);
        using var nowhere = await guest.Open(party with { Id = Guid.NewGuid() }, Cancel);
        Assert.Equal(4403, (int?)await uninvited.End(Cancel));
        Assert.Equal(4404, (int?)await nowhere.End(Cancel));
        await Assert.ThrowsAsync<WebSocketException>(() => guest.Open(party, Cancel, origin: "https://elsewhere.example"));
        using (var ours = await guest.Open(party, Cancel, origin: App.Address.GetLeftPart(UriPartial.Authority)))
            await ours.Until(_ => true, Cancel);

        foreach (
            var (who, path, status) in new[]
            {
                (stranger, $"/api/parties/{party.Id}", HttpStatusCode.Forbidden),
                (guest, $"/api/parties/{Guid.NewGuid()}", HttpStatusCode.NotFound),
                (guest, $"/api/parties/{party.Id}/live", HttpStatusCode.UpgradeRequired),
            }
        )
        {
            using var answer = await who.Send(HttpMethod.Get, path);
            Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Without_PostgreSQL_for_a_while_likes_are_refused_phones_stay_and_all_is_right_again()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);
        await guest.Likes(party, party.Ballot[0]);
        await page.Until(shown => shown.Ballot[0].Likes == 1, Cancel);

        await Close(true);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            using var refused = await guest.Like(party, party.Ballot[1]);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        App.Clock.Advance(TimeSpan.FromSeconds(30));
        await Close(false);

        // The same word again, with the same counter as the last one that was refused.
        while (true)
        {
            using var answer = await guest.Like(party, party.Ballot[2], counter: 6);
            if (answer.IsSuccessStatusCode)
                break;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        var shown = await page.Until(each => each.Ballot[2].Likes == 1, Cancel);
        Assert.Equal([0, 0, 1, 0], shown.Ballot.Select(entry => entry.Likes));
        Assert.Equal(WebSocketState.Open, page.State);
        // The driver may complain that the connections it closes are cut; nothing else does.
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error && line.Category != "Npgsql.Connection");
    }
}
