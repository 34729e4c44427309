using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>The host says what plays next, and all see that it is the host's choice.</summary>
public sealed class ChoiceTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_plays_next_and_the_likes_stand_for_the_song_after_it(bool onBallot)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var before = (await Now(party)).Ballot;
        var liked = before[2];
        await Like(party, liked, 3);
        var chosen = onBallot ? before[0] : await OffBallot(party);

        Assert.Null(await Choose(host, party, chosen));
        using var guest = await Guest.In(App, await Rows(party));
        var shown = await guest.Snapshot(await Rows(party));
        Assert.Equal((Id(chosen), null, false), (shown.Choice?.Id, shown.Next, shown.Closed));
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        shown = await guest.Snapshot(await Rows(party));
        Assert.Equal((Id(chosen), true, null), (shown.Next?.Id, shown.ByHost, shown.Choice));
        await PassSong();

        var now = await Now(party);
        Assert.Equal((chosen, 2), (now.Song, now.Round));
        Assert.Contains(liked, now.Ballot);
        Assert.Equal(onBallot ? 3 : 4, before.Intersect(now.Ballot).Count());
        shown = await guest.Snapshot(await Rows(party));
        Assert.Equal((3, null, false), (shown.Ballot.Single(entry => entry.Track.Id == Id(liked)).Likes, shown.Choice, shown.ByHost));
        await PassSong();
        Assert.Equal(liked, (await Now(party)).Song);
        await AllWell(party, songs: 3);
        // The round after a vote is a fresh one again.
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_likes"));
    }

    [Fact]
    public async Task A_winner_that_is_not_on_its_way_gives_way_and_taken_back_it_wins_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(VoteSeconds: 30));
        var liked = (await Now(party)).Ballot[1];
        await Like(party, liked);
        await PassSlowly(TimeSpan.FromSeconds(40));
        Assert.Equal(("chosen", liked), ((await Now(party)).Handover, (await Now(party)).Winner));
        var chosen = await OffBallot(party);

        await Choose(host, party, chosen);
        await Settled();
        Assert.Equal(("chosen", chosen), ((await Now(party)).Handover, (await Now(party)).Winner));
        await TakeBack(host, party);
        await Settled();
        Assert.Equal(("chosen", liked), ((await Now(party)).Handover, (await Now(party)).Winner));
        await Choose(host, party, chosen);
        await PassSong();

        Assert.Equal((chosen, true), ((await Now(party)).Song, (await Now(party)).Ballot.Contains(liked)));
        Assert.Equal(1, await Scalar<int>("select count(*)::int from party_likes"));
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task What_waits_in_Spotifys_queue_plays_first_and_a_choice_that_waits_there_is_not_taken_back()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        var winner = (await Now(party)).Winner!;
        var chosen = await OffBallot(party);

        Assert.Contains("plays before it", await Choose(host, party, chosen), StringComparison.Ordinal);
        await Refused(host, party, winner, HttpStatusCode.Conflict, "next already");
        await PassSong();
        Assert.Equal(winner, (await Now(party)).Song);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        using var late = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/choice");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        await PassSong();

        Assert.Equal(chosen, (await Now(party)).Song);
        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task Play_next_now_plays_it_and_what_may_not_play_any_more_does_not()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var (first, second) = (await OffBallot(party), await OffBallot(party, 1));
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Choose(host, party, first);
        await Do(host, party, "next");
        Assert.Equal(first, (await Sandbox.Player(Host)).Song!.Uri);
        await Refused(host, party, first, HttpStatusCode.Conflict, "plays now");
        await Refused(host, party, "spotify:track:nothing", HttpStatusCode.NotFound, "not in this party");

        await PassSlowly(TimeSpan.FromSeconds(40));
        await Choose(host, party, second);
        await Sql("update party_tracks set explicit = false");
        await Scalar<int>("update party_tracks set explicit = true where uri = @second", new { second });
        using var banned = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(Explicit: false));
        await Settled();
        Assert.Null((await Snapshot(host, party)).Choice);
        await Refused(host, party, second, HttpStatusCode.Conflict, "may not play");
        await PassSong();

        Assert.NotEqual(second, (await Now(party)).Song);
        await AllWell(party, songs: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_on_its_way_it_plays_once_and_the_likes_are_there(bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var liked = (await Now(party)).Ballot[3];
        await Like(party, liked, 2);
        var chosen = await OffBallot(party);
        await Choose(host, party, chosen);
        var hold = await HandOverHeld(afterEffect);

        await App.DisposeAsync();
        await hold.DisposeAsync();
        await Restart();
        await Settled();
        await PassSong();

        Assert.Equal((chosen, true), ((await Now(party)).Song, (await Now(party)).Ballot.Contains(liked)));
        Assert.Equal(2, await Scalar<int>("select count(*)::int from party_likes"));
        await PassSong();
        Assert.Equal(liked, (await Now(party)).Song);
        await AllWell(party, songs: 3);
    }

    [Fact]
    public async Task A_host_finds_songs_of_the_party_by_words_and_a_guest_may_not()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var now = await Now(party);
        var ballot = now.Ballot.Select(Id).ToArray();
        await Sandbox.ForgetCalls();

        var all = (await host.Http.GetFromJsonAsync<PoolEntry[]>(new Uri($"/api/parties/{party}/pool", UriKind.Relative), Cancel))!;
        Assert.Equal(ballot, all.Take(4).Select(entry => entry.Id));
        Assert.DoesNotContain(all, entry => entry.Id == Id(now.Song!));
        var words = string.Join(' ', all[9].Artists.Split(' ')[0].ToUpperInvariant(), all[9].Title.Split(' ')[^1]);
        var found = await host.Http.GetFromJsonAsync<PoolEntry[]>(
            new Uri($"/api/parties/{party}/pool?q={Uri.EscapeDataString(words)}", UriKind.Relative),
            Cancel
        );
        Assert.Contains(found!, entry => entry.Id == all[9].Id);
        Assert.All(found!, entry => Assert.Contains(words.Split(' ')[^1], entry.Title + entry.Artists, StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await Sandbox.Calls("/v1/**")).Recent);

        using var guest = await Guest.In(App, await Rows(party));
        using var refused = await guest.Send(HttpMethod.Get, $"/api/parties/{party}/pool");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static string Id(string uri) => uri.Split(':')[2];

    private async Task<string> OffBallot(Guid party, int skip = 0) =>
        (
            await Scalar<string>(
                """
                select uri from party_tracks t join parties p on p.id = t.party_id
                where p.id = @party and t.ballot is null and not resting and t.place <> p.song order by t.place desc offset @skip limit 1
                """,
                new { party, skip }
            )
        )!;

    private static async Task<string?> Choose(Person host, Guid party, string uri)
    {
        using var answer = await host.Send(HttpMethod.Put, $"/api/parties/{party}/choice", new HostsChoice(Id(uri)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<ChoiceSaved>(Cancel))!.Note;
    }

    private static async Task TakeBack(Person host, Guid party)
    {
        using var answer = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/choice");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task Refused(Person host, Guid party, string uri, HttpStatusCode status, string why)
    {
        using var answer = await host.Send(HttpMethod.Put, $"/api/parties/{party}/choice", new HostsChoice(Id(uri)));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
