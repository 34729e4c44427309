using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Tonearm.Tests.Party.Room;

/// <summary>The line between a phone and us: each side believes only what it has heard on it.</summary>
public sealed class LineTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task Asked_whether_the_line_stands_the_server_answers_on_the_line_even_without_a_database()
    {
        var (party, guest) = await AtAParty();
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);
        await Close(true);

        await page.Say("", Cancel);
        while (page.EmptyFrames == 0)
            Assert.True(await page.Next(Cancel));

        await Close(false);
        guest.Dispose();
    }

    [Fact]
    public async Task Where_nothing_happens_the_server_says_so_again_and_again_so_that_no_proxy_takes_the_line_for_idle()
    {
        var (party, guest) = await AtAParty();
        using var page = await guest.Open(party, Cancel);
        await page.Until(shown => shown.People == 1, Cancel);

        // In its own time; what counts is that it comes without being asked for.
        while (page.EmptyFrames < 2)
            Assert.True(await page.Next(Cancel));

        Assert.Equal(1, page.WholeFrames);
        guest.Dispose();
    }

    [Fact]
    public async Task Old_connections_fall_silent_while_new_ones_pass_and_a_new_one_is_right_at_once()
    {
        var (party, guest) = await AtAParty();
        using var other = await Guest.In(App, party);
        await using var network = new Relay(App.Address);
        using var dead = await guest.Open(party, Cancel, address: network.Address);
        await dead.Until(shown => shown.People == 1, Cancel);

        network.SwallowWhatIsOpen();
        await other.Likes(party, party.Ballot[2]);
        await dead.Say("", Cancel);
        using var alive = await guest.Open(party, Cancel, address: network.Address);
        await alive.Until(shown => shown.Ballot[2].Likes == 1, Cancel);

        Assert.Equal((WebSocketState.Open, 0, 0), (dead.State, dead.EmptyFrames, dead.Shown!.Ballot[2].Likes));
        guest.Dispose();
    }

    [Fact]
    public async Task What_no_page_of_ours_would_say_ends_the_line_and_so_does_asking_without_end()
    {
        var (party, guest) = await AtAParty();
        using var chatty = await guest.Open(party, Cancel);
        using var restless = await guest.Open(party, Cancel);

        await chatty.Say("like", Cancel);
        // One more than is allowed; what is sent to a line that has been closed fails by itself.
        for (var i = 0; i < 61; i++)
            await restless.Say("", Cancel);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await chatty.End(Cancel));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await restless.End(Cancel));
        guest.Dispose();
    }

    [Fact]
    public async Task A_goodbye_ends_the_presence_of_a_device_however_many_sockets_it_seems_to_have()
    {
        var (party, host) = await AtAParty();
        await Sql("update party_guests set host = true");
        using var other = await Guest.In(App, party);
        var second = await StartNode();
        await using var network = new Relay(App.Address);
        // The host's phone changed networks: to us its old sockets seem to stand.
        using var stale = await host.Open(party, Cancel, address: network.Address);
        using var elsewhere = await host.Open(party, Cancel, node: second);
        using var watching = await other.Open(party, Cancel);
        await stale.Until(_ => true, Cancel);
        await elsewhere.Until(_ => true, Cancel);
        await watching.Until(shown => shown.People == 3, Cancel);
        network.SwallowWhatIsOpen();

        using var said = await host.Send(HttpMethod.Post, $"/api/parties/{party.Id}/leave");

        await watching.Until(shown => shown.People == 1, Cancel);
        Assert.Equal(1, await Scalar<int>("select sum(people) from party_presence where until > now()"));
        Assert.Equal(0, await Scalar<int>("select sum(hosts) from party_presence where until > now()"));
        Assert.Equal(1012, (int?)await elsewhere.End(Cancel));
        // A page that is open after all comes again, and is there.
        using var again = await host.Open(party, Cancel);
        await watching.Until(shown => shown.People == 2, Cancel);
        host.Dispose();
    }

    [Fact]
    public async Task Two_thousand_sockets_of_one_guest_are_a_dozen()
    {
        var (party, guest) = await AtAParty();
        var (pages, ends) = (new List<OpenPage>(), new List<Task<WebSocketCloseStatus?>>());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        for (var i = 0; i < 40; i++)
        {
            pages.Add(await guest.Open(party, Cancel));
            await pages[^1].Until(_ => true, Cancel);
            ends.Add(pages[^1].End(end.Token));
        }

        Assert.All(await Task.WhenAll(ends.Take(28)), status => Assert.Equal(4429, (int?)status));
        Assert.All(ends.Skip(28), page => Assert.False(page.IsCompleted));
        await end.CancelAsync();
        foreach (var page in ends.Skip(28))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        foreach (var page in pages)
            page.Dispose();
        guest.Dispose();
    }

    [Fact]
    public async Task Four_hundred_snapshots_at_once_from_one_guest_are_too_many_and_others_are_not_refused()
    {
        var (party, guest) = await AtAParty();
        using var other = await Guest.In(App, party);

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => guest.Send(HttpMethod.Get, $"/api/parties/{party.Id}")));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        Assert.InRange(refused.Length, 1, 300);
        Assert.NotNull(refused[0].Headers.RetryAfter?.Delta);
        Assert.EndsWith(
            ".",
            (string)(await refused[0].Content.ReadFromJsonAsync<JsonObject>(Cancel))!["detail"]!,
            StringComparison.Ordinal
        );
        Assert.Equal(party.Id, (await other.Snapshot(party)).Id);
        foreach (var answer in answers)
            answer.Dispose();
        guest.Dispose();
    }

    private async Task<(PartyRows Party, Guest Guest)> AtAParty()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        return (party, await Guest.In(App, party));
    }
}
