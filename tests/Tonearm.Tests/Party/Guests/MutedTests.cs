using System.Net;
using Tonearm.Party;
using Tonearm.Tests.Party.Suggestions;

namespace Tonearm.Tests.Party.Guests;

/// <summary>What a muted device has said, at a party whose music plays: it decides neither the winner, nor the line, nor a skip.</summary>
public sealed class MutedTests(TestPostgres postgres, TestSandboxes sandboxes) : SuggestionSlice(postgres, sandboxes)
{
    [Fact]
    public async Task The_winner_is_that_of_those_who_count()
    {
        using var host = await SignedInHost();
        var id = await Started(host);
        var party = await Rows(id);
        using var one = await Guest.In(App, party);
        using var two = await Guest.In(App, party);
        using var three = await Guest.In(App, party);
        var ballot = (await one.Snapshot(party)).Ballot.Select(entry => entry.Track.Id).ToArray();
        await one.Likes(party, ballot[1]);
        await two.Likes(party, ballot[1]);
        await three.Likes(party, ballot[2]);

        await Mute(host, id, one);
        await Block(host, id, two);

        await PassSong();
        Assert.Equal($"spotify:track:{ballot[2]}", (await Sandbox.Player(Host)).Song!.Uri);
        Assert.Equal(1, await Scalar<int>("select likes from party_played where began_at is not null and round = 2"));
    }

    [Fact]
    public async Task Suggestions_leave_the_line_and_what_waits_for_the_host_and_are_back_when_their_guest_counts_again()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: WithApproval);
        using var loud = await GuestAt(id);
        using var other = await GuestAt(id);
        var free = await Free(loud, id);
        await Ask(loud, id, free[0]);
        await Ask(loud, id, free[1]);
        await Ask(other, id, free[2]);
        await Say(host, id, free[0], yes: true);
        Assert.Equal(2, (await Snapshot(host, id)).Host!.Asked);

        await Mute(host, id, loud);

        var line = await Line(host, id);
        Assert.Empty(line.Line);
        Assert.Equal(free[2], Assert.Single(line.Asked!).Id);
        Assert.Equal(1, (await Snapshot(host, id)).Host!.Asked);
        using (var refused = await TryAsk(loud, id, free[3]))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(2, (await Line(loud, id)).Mine.Count);
        // What nobody who counts has asked for anybody else may.
        await Ask(other, id, free[1]);

        await Mute(host, id, loud, back: true);

        line = await Line(host, id);
        Assert.Equal(free[0], Assert.Single(line.Line).Id);
        Assert.Equal([free[2], free[1]], line.Asked!.Select(track => track.Id));
        Assert.Equal(1, (await Line(loud, id)).Mine.Single(mine => mine.Track.Id == free[0]).Turn);
    }

    [Fact]
    public async Task A_yes_to_all_is_none_to_what_the_host_does_not_see()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: WithApproval);
        using var loud = await GuestAt(id);
        using var other = await GuestAt(id);
        var free = await Free(loud, id);
        await Ask(loud, id, free[0]);
        await Ask(other, id, free[1]);
        await Mute(host, id, loud);

        using (var all = await host.Send(HttpMethod.Post, $"/api/parties/{id}/suggestions/approve"))
            Assert.Equal(HttpStatusCode.NoContent, all.StatusCode);
        await Mute(host, id, loud, back: true);

        var line = await Line(host, id);
        Assert.Equal(free[1], Assert.Single(line.Line).Id);
        Assert.Equal(free[0], Assert.Single(line.Asked!).Id);
    }

    [Fact]
    public async Task A_vote_to_skip_counts_neither_way_while_its_device_is_muted()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: new(SkipVotes: true));
        var party = await Rows(id);
        var guests = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Guest.In(App, party)));
        var pages = await Task.WhenAll(guests.Select(guest => guest.Open(party, Cancel)));
        await pages[4].Until(shown => shown.People == 5, Cancel);
        await PassSlowly(TimeSpan.FromSeconds(40));
        foreach (var guest in guests[..2])
            using (var vote = await guest.Skip(party))
                Assert.Equal(HttpStatusCode.OK, vote.StatusCode);
        await pages[4].Until(shown => shown.Skip == new SkipView(2, 5), Cancel);

        await Mute(host, id, guests[0]);
        using var back = await guests[0].Open(party, Cancel);
        await pages[4].Until(shown => shown is { People: 5, Skip: { Wants: 1, Of: 4 } }, Cancel);
        await Settled();
        Assert.Equal(1, (await Now(id)).Round);

        await Mute(host, id, guests[0], back: true);
        using var again = await guests[0].Open(party, Cancel);
        await pages[4].Until(shown => shown.Skip == new SkipView(2, 5), Cancel);
        foreach (var page in pages)
            page.Dispose();
        foreach (var guest in guests)
            guest.Dispose();
    }

    [Fact]
    public async Task The_devices_that_opened_the_party_and_that_the_owner_came_with_are_hosts()
    {
        using var host = await SignedInHost();
        var id = await Opened(host);
        var secret = await Scalar<string>("select secret from parties");
        using var phone = App.Visitor();
        await phone.SignIn(Host, "/signin?for=party");
        using (await phone.Send(HttpMethod.Get, $"/j/{secret}")) { }
        using var guest = await Guest.In(App, await Rows(id));

        Assert.Equal("t t f", await Scalar<string>("select string_agg(owner::text::char, ' ' order by number) from party_guests"));
        using var own = await host.Send(HttpMethod.Post, $"/api/parties/{id}/guests/2/block");
        using var others = await host.Send(HttpMethod.Post, $"/api/parties/{id}/guests/3/block");
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NoContent), (own.StatusCode, others.StatusCode));
    }

    private Task Mute(Person host, Guid party, Guest guest, bool back = false) => Do(host, party, guest, "mute", back);

    private Task Block(Person host, Guid party, Guest guest) => Do(host, party, guest, "block", back: false);

    private async Task Do(Person host, Guid party, Guest guest, string deed, bool back)
    {
        using var answer = await host.Send(
            back ? HttpMethod.Delete : HttpMethod.Post,
            $"/api/parties/{party}/guests/{await Number(guest, party)}/{deed}"
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>By what the guest's own page says that the host sees.</summary>
    private async Task<int> Number(Guest guest, Guid party)
    {
        using var page = await guest.Send(HttpMethod.Get, $"/party/{party}");
        var words = await page.Content.ReadAsStringAsync(Cancel);
        var count = await Scalar<int>("select count(*)::int from party_guests where party_id = @party", new { party });
        return Enumerable
            .Range(1, count)
            .Single(number => words.Contains($"as the {Tonearm.Party.Rules.Figure.Of(party, number).Words}.", StringComparison.Ordinal));
    }
}
