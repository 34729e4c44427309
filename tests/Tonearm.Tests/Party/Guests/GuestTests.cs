using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Tonearm.Party.Guests;
using Tonearm.Party.Room;
using Tonearm.Tests.Party.Joining;

namespace Tonearm.Tests.Party.Guests;

/// <summary>A host mutes, removes and blocks devices, and each is taken back.</summary>
public sealed class GuestTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task The_likes_of_a_muted_device_do_not_count_until_it_is_unmuted_and_then_they_are_what_they_were()
    {
        var (party, host, guests) = await At(2);
        await guests[0].Likes(party, party.Ballot[0]);
        await guests[1].Likes(party, party.Ballot[1]);

        await Do(host, party, 2, "mute");

        var shown = await guests[1].Snapshot(party);
        Assert.Equal([0, 1, 0, 0], shown.Ballot.Select(entry => entry.Likes));
        Assert.Equal(party.Ballot[1], shown.Leader);
        var muted = (await guests[0].Snapshot(party)).Me;
        Assert.Equal((true, party.Ballot[0]), (muted.Muted, Assert.Single(muted.Likes)));
        await Refused(guests[0].Like(party, party.Ballot[3]), HttpStatusCode.Forbidden, "muted");
        await Refused(guests[0].Unlike(party, party.Ballot[0]), HttpStatusCode.Forbidden, "muted");
        await Refused(guests[0].Skip(party), HttpStatusCode.Forbidden, "muted");

        // Whoever likes meanwhile is counted among those who count.
        await guests[1].Likes(party, party.Ballot[0]);
        Assert.Equal([1, 0, 0, 0], (await guests[1].Snapshot(party)).Ballot.Select(entry => entry.Likes));
        await guests[1].Likes(party, party.Ballot[1]);
        await Do(host, party, 2, "mute", back: true);

        shown = await guests[0].Snapshot(party);
        Assert.Equal([1, 1, 0, 0], shown.Ballot.Select(entry => entry.Likes));
        Assert.False(shown.Me.Muted);
        await guests[0].Likes(party, party.Ballot[2]);
        Assert.Equal([0, 1, 1, 0], (await guests[1].Snapshot(party)).Ballot.Select(entry => entry.Likes));
    }

    /// <summary>Taking it back by mistake must not decide a vote.</summary>
    [Fact]
    public async Task Muting_and_unmuting_changes_no_tie()
    {
        var (party, host, guests) = await At(2);
        await guests[0].Likes(party, party.Ballot[2]);
        await guests[1].Likes(party, party.Ballot[1]);
        Assert.Equal(party.Ballot[2], (await guests[1].Snapshot(party)).Leader);

        await Do(host, party, 2, "mute");
        Assert.Equal(party.Ballot[1], (await guests[1].Snapshot(party)).Leader);
        await Do(host, party, 2, "mute", back: true);

        Assert.Equal(party.Ballot[2], (await guests[1].Snapshot(party)).Leader);
    }

    [Fact]
    public async Task Pages_hear_of_it_at_once_at_whatever_node_they_are()
    {
        var (party, host, guests) = await At(1);
        var other = await StartNode();
        using var page = await guests[0].Open(party, Cancel, node: other);
        await page.Until(shown => shown.People == 1, Cancel);

        await Do(host, party, 2, "mute");
        Assert.Equal((int)Phone.ComeAgain, (int?)await page.End(Cancel));
        using (var again = await guests[0].Open(party, Cancel, node: other))
        {
            await again.Until(shown => shown.Me.Muted, Cancel);
            await Do(host, party, 2, "mute", back: true);
            await again.End(Cancel);
        }

        using (var again = await guests[0].Open(party, Cancel, node: other))
        {
            await again.Until(shown => !shown.Me.Muted, Cancel);
            await Do(host, party, 2, "block");
            await again.End(Cancel);
        }

        using var shut = await guests[0].Open(party, Cancel, node: other);
        Assert.Equal((int)Phone.NotAGuest, (int?)await shut.End(Cancel));
    }

    [Fact]
    public async Task Who_is_removed_is_told_on_the_start_page_comes_in_again_by_code_and_has_the_likes_from_before()
    {
        var (party, host, guests) = await At(2);
        await guests[0].Likes(party, party.Ballot[0]);

        await Do(host, party, 2, "remove");

        Assert.Equal([0, 0, 0, 0], (await guests[1].Snapshot(party)).Ballot.Select(entry => entry.Likes));
        await Refused(guests[0].Like(party, party.Ballot[1]), HttpStatusCode.Forbidden, "Join");
        Assert.Contains("removed this device", await Away(guests[0], party), StringComparison.Ordinal);
        using (var joined = await guests[0].Join(party.Code))
            Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        var shown = await guests[0].Snapshot(party);
        Assert.Equal([1, 0, 0, 0], shown.Ballot.Select(entry => entry.Likes));
        Assert.Equal(party.Ballot[0], Assert.Single(shown.Me.Likes));
        // It is the guest that it was.
        Assert.Equal(3, await Scalar<int>("select count(*)::int from party_guests"));
        Assert.Empty((await List(host, party)).Held);

        // Who was muted stays so, in and out.
        await Do(host, party, 2, "mute");
        await Do(host, party, 2, "remove");
        using (var joined = await guests[0].Join(secret: party.Secret))
            Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.True((await guests[0].Snapshot(party)).Me.Muted);
        await Do(host, party, 2, "remove");
        await Do(host, party, 2, "remove", back: true);
        await Do(host, party, 2, "mute", back: true);
        Assert.Equal([1, 0, 0, 0], (await guests[0].Snapshot(party)).Ballot.Select(entry => entry.Likes));
    }

    [Fact]
    public async Task Who_is_blocked_comes_in_by_no_way_and_asks_in_vain_until_let_in_again()
    {
        var (party, host, guests) = await At(2);
        await guests[0].Likes(party, party.Ballot[0]);

        await Do(host, party, 2, "block");

        using (var byCode = await guests[0].Join(party.Code))
            Assert.Equal((HttpStatusCode.Forbidden, "blocked"), await byCode.Told());
        using (var byLink = await guests[0].Join(secret: party.Secret))
            Assert.Equal((HttpStatusCode.Forbidden, "blocked"), await byLink.Told());
        foreach (var page in new[] { await guests[0].JoinByForm(party.Code), await guests[0].Send(HttpMethod.Get, $"/j/{party.Secret}") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.Contains("blocked this device", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            page.Dispose();
        }

        Assert.Contains("blocked this device", await Away(guests[0], party), StringComparison.Ordinal);
        using (var line = await guests[0].Open(party, Cancel))
            Assert.Equal((int)Phone.NotAGuest, (int?)await line.End(Cancel));
        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Get, ""),
                (HttpMethod.Put, "/skip"),
                (HttpMethod.Delete, "/skip"),
                (HttpMethod.Get, "/suggestions"),
                (HttpMethod.Get, "/search?q=x"),
                (HttpMethod.Delete, "/suggestions/x"),
                (HttpMethod.Get, "/guests"),
            }
        )
        {
            using var answer = await guests[0].Send(method, $"/api/parties/{party.Id}{path}");
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.StatusCode));
        }

        await Refused(guests[0].Like(party, party.Ballot[1]), HttpStatusCode.Forbidden, "Join");
        using (var picture = await guests[0].Send(HttpMethod.Get, $"/party/{party.Id}/qr.svg"))
            Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
        using (var played = await guests[0].Send(HttpMethod.Get, $"/api/parties/{party.Id}/played"))
            Assert.False(played.IsSuccessStatusCode);
        using (var start = await guests[0].Send(HttpMethod.Get, "/"))
            Assert.DoesNotContain("Back to the party", await start.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await Do(host, party, 2, "block", back: true);

        using (var start = await guests[0].Send(HttpMethod.Get, "/"))
            Assert.Contains("Back to the party", await start.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal([1, 0, 0, 0], (await guests[0].Snapshot(party)).Ballot.Select(entry => entry.Likes));
    }

    [Fact]
    public async Task Only_a_host_of_the_party_may_see_the_guests_and_do_anything_about_them()
    {
        var (party, host, guests) = await At(2);
        var elsewhere = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var otherHost = await Guest.In(App, elsewhere);
        await Sql($"update party_guests set host = true where party_id = '{elsewhere.Id}'");
        using var stranger = new Guest(App);
        using (await stranger.Send(HttpMethod.Get, "/")) { }

        foreach (var who in new[] { guests[0], otherHost, stranger })
        {
            foreach (
                var (method, path) in new[] { "mute", "remove", "block" }
                    .SelectMany(deed => new[] { (HttpMethod.Post, $"guests/3/{deed}"), (HttpMethod.Delete, $"guests/3/{deed}") })
                    .Append((HttpMethod.Get, "guests"))
            )
            {
                await Refused(who.Send(method, $"/api/parties/{party.Id}/{path}"), HttpStatusCode.Forbidden, "Only the host");
                using var nowhere = await who.Send(method, $"/api/parties/{Guid.NewGuid()}/{path}");
                Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
            }
        }

        Assert.Empty((await List(host, party)).Held);
    }

    [Fact]
    public async Task A_host_cannot_do_it_to_a_hosts_device_nor_to_nobody_nor_when_the_party_is_over()
    {
        var (party, host, _) = await At(2);
        await Sql("update party_guests set host = true where number = 3");

        foreach (var deed in new[] { "mute", "remove", "block" })
        {
            await Refused(Try(host, party, 1, deed), HttpStatusCode.Conflict, "hosts");
            await Refused(Try(host, party, 3, deed), HttpStatusCode.Conflict, "hosts");
            await Refused(Try(host, party, 4, deed), HttpStatusCode.NotFound, "no such guest");
        }

        var list = await List(host, party);
        Assert.Equal([true, false, true], list.Guests.OrderBy(each => each.Guest).Select(each => each.IsHost));
        Assert.True(list.Guests.Single(each => each.Guest == 1).IsMe);
        await Sql("update parties set phase = 'ended'");
        await Refused(Try(host, party, 2, "mute"), HttpStatusCode.Conflict, "over");
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_process_that_has_answered_is_killed_nor_when_another_is_started_again()
    {
        var (party, host, guests) = await At(2);
        await guests[0].Likes(party, party.Ballot[0]);
        await using (
            var process = TonearmProcess.Start(
                TonearmApp.Settings(Sandbox, Database).Select(each => (each.Key, each.Value!)).Append(("urls", "http://127.0.0.1:0"))
            )
        )
        {
            await process.Started(Cancel);
            using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = host.Cookies }) { BaseAddress = process.Address };
            // The cookies are those of the other port's address, which a browser does not tell apart.
            using var muted = await http.PostAsync(new Uri($"/api/parties/{party.Id}/guests/2/mute", UriKind.Relative), null, Cancel);
            using var blocked = await http.PostAsync(new Uri($"/api/parties/{party.Id}/guests/3/block", UriKind.Relative), null, Cancel);
            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (muted.StatusCode, blocked.StatusCode));
            await process.Kill();
        }

        await Restart();

        var list = await Scalar<string>(
            "select string_agg(concat_ws(' ', number, muted, put_out), ', ' order by number) from party_guests"
        );
        Assert.Equal("1 f, 2 t, 3 f blocked", list);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_likes where counts"));
    }

    [Fact]
    public async Task Who_is_here_and_busy_comes_first_and_a_thousand_are_told_in_parts()
    {
        var (party, host, guests) = await At(4);
        await guests[2].Likes(party, party.Ballot[0]);
        using var page = await guests[3].Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);
        await Sql(
            $"insert into party_guests (party_id, guest_id, joined_at) select '{party.Id}', gen_random_uuid(), now() from generate_series(1, 1000)"
        );
        await Do(host, party, 4, "mute");
        await Do(host, party, 3, "remove");
        await Do(host, party, 2, "block");

        var list = await List(host, party);
        Assert.Equal((1, 1_002, 60), (list.Here, list.Total, list.Guests.Count));
        Assert.Equal([5, 1, 6, 7], list.Guests.Take(4).Select(each => each.Guest));
        Assert.Equal(
            [(4, true, null, 1), (3, false, "removed", 0), (2, false, "blocked", 0)],
            list.Held.Select(each => (each.Guest, each.Muted, each.Away, each.Likes))
        );
        var all = await List(host, party, most: 5_000);
        Assert.Equal(1_000, all.Guests.Select(each => each.Figure).Distinct().Count());
        await Do(host, party, 4, "mute", back: true);
        Assert.Equal([5, 4], (await List(host, party)).Guests.Take(2).Select(each => each.Guest));
    }

    [Fact]
    public async Task However_many_come_at_once_each_has_a_number_of_its_own_and_keeps_it()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => Guest.In(App, party)));
        var numbers = await Numbers();
        foreach (var guest in guests)
            using (await guest.Join(party.Code)) { }

        Assert.Equal(Enumerable.Range(1, 80), numbers.Values.Order());
        Assert.Equal(numbers, await Numbers());

        async Task<Dictionary<Guid, int>> Numbers()
        {
            await using var connection = new NpgsqlConnection(Database);
            return (await connection.QueryAsync<(Guid, int)>("select guest_id, number from party_guests")).ToDictionary();
        }
    }

    [Fact]
    public async Task Ten_thousand_likes_of_one_device_are_mostly_told_to_wait_and_those_of_others_are_answered()
    {
        var (party, _, guests) = await At(9);
        var answers = new int[1_000];

        var flood = Parallel.ForAsync(
            1,
            10_001,
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel },
            async (number, _) =>
            {
                using var answer = await guests[0].Like(party, party.Ballot[number % 4], counter: number);
                Interlocked.Increment(ref answers[(int)answer.StatusCode]);
            }
        );
        foreach (var guest in guests[1..])
            await guest.Likes(party, party.Ballot[3]);
        await flood;

        // Time stands still, so no more than what may come at once was written.
        Assert.Equal((400, 9_600), (answers[200], answers[429]));
        Assert.InRange((await guests[1].Snapshot(party)).Ballot[3].Likes, 8, 9);
        // Its page is right as soon as it is heard again.
        await Refused(guests[0].Like(party, party.Ballot[0], counter: 20_000), HttpStatusCode.TooManyRequests, "in a row");
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await guests[0].Likes(party, party.Ballot[0], counter: 20_000);
        Assert.Equal([1, 0, 0, 8], (await guests[1].Snapshot(party)).Ballot.Select(entry => entry.Likes));
    }

    /// <summary>A party, the device that hosts it, which is its first guest, and others: the second and so on.</summary>
    private async Task<(PartyRows Party, Guest Host, Guest[] Guests)> At(int guests)
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var host = await Guest.In(App, party);
        await Sql("update party_guests set host = true");
        var others = new List<Guest>();
        for (var i = 0; i < guests; i++)
            others.Add(await Guest.In(App, party));
        return (party, host, [.. others]);
    }

    private static Task<HttpResponseMessage> Try(Guest host, PartyRows party, int guest, string deed, bool back = false) =>
        host.Send(back ? HttpMethod.Delete : HttpMethod.Post, $"/api/parties/{party.Id}/guests/{guest}/{deed}");

    private static async Task Do(Guest host, PartyRows party, int guest, string deed, bool back = false)
    {
        using var answer = await Try(host, party, guest, deed, back);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<GuestsView> List(Guest host, PartyRows party, int? most = null)
    {
        using var answer = await host.Send(HttpMethod.Get, $"/api/parties/{party.Id}/guests{(most is null ? "" : $"?most={most}")}");
        return (await answer.Content.ReadFromJsonAsync<GuestsView>(Cancel))!;
    }

    private static async Task Refused(Task<HttpResponseMessage> asked, HttpStatusCode status, string words)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["detail"]!, StringComparison.Ordinal);
    }

    /// <summary>Where the party's page leads a device that was put out.</summary>
    private static async Task<string> Away(Guest guest, PartyRows party)
    {
        using var page = await guest.Send(HttpMethod.Get, $"/party/{party.Id}");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        using var start = await guest.Send(HttpMethod.Get, page.Headers.Location!.OriginalString);
        return await start.Content.ReadAsStringAsync(Cancel);
    }
}
