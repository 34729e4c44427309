using System.Net;
using Tonearm.Party;

namespace Tonearm.Tests.Party.Skips;

/// <summary>
/// The room has had enough of a song: more than half of those who are here, on a player that behaves, and on one that does not.
/// </summary>
public sealed class SkipTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private static readonly PartySettings Skips = new(SkipVotes: true);

    private readonly List<IDisposable> open = [];

    [Fact]
    public async Task More_than_half_of_those_who_are_here_have_the_leader_play_and_the_votes_end_with_the_song()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var liked = (await Now(id)).Ballot[2];
        await Like(id, liked);
        var (guests, pages) = await Here(party, 5);

        await Refused(guests[0], party, "half a minute");
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Vote(guests[0], party);
        // Said again it is the same vote, and so it is from another page of the device.
        await Vote(guests[0], party);
        using var again = await guests[0].Open(party, Cancel);
        await Vote(guests[1], party);
        var shown = await pages[4].Until(each => each.Skip is { Wants: 2 }, Cancel);
        Assert.Equal((new SkipView(2, 5), 1), (shown.Skip, shown.Round));
        Assert.True((await guests[0].Snapshot(party)).Me.Skips);
        Assert.False((await guests[4].Snapshot(party)).Me.Skips);

        await Vote(guests[2], party);

        shown = await pages[4].Until(each => each.Round == 2, Cancel);
        Assert.Equal(new SkipView(0, 5), shown.Skip);
        Assert.Equal(liked, (await Sandbox.Player(Host)).Song!.Uri);
        await Refused(guests[3], party, "over already", round: 1);
        await PassSong();
        await AllWell(id, songs: 3);
    }

    [Fact]
    public async Task Who_leaves_does_not_count_and_who_is_left_may_be_enough()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 6);
        await PassSlowly(TimeSpan.FromSeconds(40));
        foreach (var guest in guests[..3])
            await Vote(guest, party);
        await pages[5].Until(each => each.Skip == new SkipView(3, 6), Cancel);

        // One who voted leaves, and takes the vote along.
        pages[0].Dispose();
        await pages[5].Until(each => each.Skip == new SkipView(2, 5), Cancel);
        await Settled();
        Assert.Equal(1, (await Now(id)).Round);
        // Back again, it counts as before.
        using (var back = await guests[0].Open(party, Cancel))
        {
            await pages[5].Until(each => each.Skip == new SkipView(3, 6), Cancel);
            await Settled();
            Assert.Equal(1, (await Now(id)).Round);

            // One who did not vote leaves: three of five are more than half.
            pages[4].Dispose();
            await pages[5].Until(each => each.Round == 2, Cancel);
        }

        await PassSong();
        await AllWell(id, songs: 3);
    }

    [Fact]
    public async Task A_vote_is_taken_back_and_what_the_host_switches_off_and_on_forgets_none()
    {
        using var host = await SignedInHost();
        var id = await Started(host);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 3);
        Assert.Null((await guests[0].Snapshot(party)).Skip);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Refused(guests[0], party, "host does not");
        await Set(host, id, Skips);
        await Vote(guests[0], party);
        using (var back = await guests[0].Skip(party, wants: false))
            Assert.Contains("\"wants\":0", await back.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await Vote(guests[0], party);

        await Set(host, id, new PartySettings());
        await pages[2].Until(each => each.Skip is null, Cancel);
        await Set(host, id, Skips);
        await pages[2].Until(each => each.Skip == new SkipView(1, 3), Cancel);
        await Vote(guests[1], party);

        await pages[2].Until(each => each.Round == 2, Cancel);
        await PassSong();
        await AllWell(id, songs: 3);
    }

    [Fact]
    public async Task What_the_host_has_paused_is_not_skipped_until_it_goes_on()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 3);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Vote(guests[0], party);
        await Vote(guests[1], party);
        await pages[2].Until(each => each.Round == 2, Cancel);
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Vote(guests[0], party);
        await Do(host, id, "pause");
        await Refused(guests[1], party, "stands still");

        // While it stands still the others leave: enough of those who are left, and still nothing plays.
        pages[1].Dispose();
        pages[2].Dispose();
        await pages[0].Until(each => each.Skip == new SkipView(1, 1), Cancel);
        await Settled();
        Assert.Equal((2, false), ((await Now(id)).Round, (await Now(id)).Plays));

        await Do(host, id, "resume");
        await PassSlowly(TimeSpan.FromSeconds(3));
        Assert.Equal((3, true), ((await Now(id)).Round, (await Now(id)).Plays));
        await PassSong();
        await AllWell(id, songs: 4);
    }

    [Fact]
    public async Task A_song_about_to_end_is_left_alone_and_a_next_one_in_the_queue_already_plays_once()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 1);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        var winner = (await Now(id)).Winner!;
        Assert.Equal([winner], (await Sandbox.Player(Host)).Queue);
        await Refused(guests[0], party, "about to end");

        // The host goes back into the song, with the next one in Spotify's queue.
        await Sandbox.Seek(Host, TimeSpan.FromSeconds(60));
        await Do(host, id, "look");
        await Vote(guests[0], party);
        await pages[0].Until(each => each.Round == 2, Cancel);
        await Settled();

        Assert.Equal(winner, (await Sandbox.Player(Host)).Song!.Uri);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
        await PassSong();
        await AllWell(id, songs: 3);
    }

    [Fact]
    public async Task Everybody_at_once_and_the_host_as_well_skip_one_song()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 12);
        await PassSlowly(TimeSpan.FromSeconds(40));

        var answers = await Task.WhenAll(
            guests.Select(guest => guest.Skip(party, round: 1)).Append(host.Send(HttpMethod.Post, $"/api/parties/{id}/next?round=1"))
        );
        await pages[0].Until(each => each.Round == 2, Cancel);
        await Settled();

        Assert.All(
            answers,
            answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.Conflict)
        );
        foreach (var answer in answers)
            answer.Dispose();
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_skips"));
        await PassSong();
        await AllWell(id, songs: 3);
    }

    /// <summary>States from long ago, a command that is done and not answered, one that is neither, and calls that are refused.</summary>
    [Theory]
    [InlineData("late", false)]
    [InlineData("drop", true)]
    [InlineData("drop", false)]
    [InlineData("limit", false)]
    [InlineData("502", false)]
    public async Task On_a_rude_player_one_song_is_skipped_and_none_is_lost(string kind, bool afterEffect)
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 3);
        await PassSlowly(TimeSpan.FromSeconds(40));
        if (kind == "late")
            await Sandbox.Conditions(new { players = new { staleSeconds = 20 } });
        else
            await Sandbox.Fail(
                kind switch
                {
                    "limit" => new("status", Status: 429, Path: "/v1/me/player/play", Count: 1, RetryAfter: 20),
                    "502" => new("status", Status: 502, Path: "/v1/me/player/play", Count: 3),
                    _ => new(kind, Path: "/v1/me/player/play", Method: "PUT", Count: 1, AfterEffect: afterEffect),
                }
            );

        await Vote(guests[0], party);
        await Vote(guests[1], party);
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(60));

        Assert.Equal((2, null), ((await Now(id)).Round, (await Now(id)).Trouble));
        await PassSong(TimeSpan.FromSeconds(20));
        await AllWell(id, songs: 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_while_a_song_is_skipped_exactly_one_is(bool afterEffect)
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, _) = await Here(party, 1);
        await PassSlowly(TimeSpan.FromSeconds(40));
        var hold = await Sandbox.Hold("/v1/me/player/play", "PUT", afterEffect: afterEffect);
        await Vote(guests[0], party);
        await hold.Waiting();

        await App.DisposeAsync();
        await hold.DisposeAsync();
        await Restart();
        await Settled();
        // What the player shows may be as old as that; only then is the command said again.
        await PassSlowly(TimeSpan.FromSeconds(30));
        await PassSong();

        await AllWell(id, songs: 3);
    }

    [Fact]
    public async Task Killed_before_anything_was_done_about_them_the_votes_are_there_for_whoever_takes_over()
    {
        using var host = await SignedInHost();
        var id = await Started(host, settings: Skips);
        var party = await Rows(id);
        var (guests, pages) = await Here(party, 3);
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Vote(guests[0], party);
        // Nobody conducts when the last vote comes.
        await Sql("update lease set node = 'elsewhere', term = term + 1, until = now() + interval '10 minutes' where name = 'needle'");
        await Vote(guests[1], party);
        var counter = (await guests[0].Snapshot(party)).Skip;
        await App.DisposeAsync();
        Assert.Equal((new SkipView(2, 3), 1), (counter, (await Now(id)).Round));

        await Sql("update lease set until = now() where name = 'needle'");
        await Restart();
        foreach (var guest in guests)
            open.Add(await guest.Open(party, Cancel, node: App));

        await Until(async () => (await Now(id)).Round == 2);
        await Settled();
        await PassSong();
        await AllWell(id, songs: 3);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var each in open)
            each.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Guests with the party's page open, each of which knows of all.</summary>
    private async Task<(Guest[] Guests, OpenPage[] Pages)> Here(PartyRows party, int count)
    {
        var guests = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Guest.In(App, party)));
        var pages = await Task.WhenAll(guests.Select(guest => guest.Open(party, Cancel)));
        open.AddRange([.. guests, .. pages]);
        foreach (var page in pages)
            await page.Until(shown => shown.People == count, Cancel);
        return (guests, pages);
    }

    private static async Task Vote(Guest guest, PartyRows party)
    {
        using var answer = await guest.Skip(party);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task Refused(Guest guest, PartyRows party, string why, int? round = null)
    {
        using var answer = await guest.Skip(party, round);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task Set(Person host, Guid party, PartySettings settings)
    {
        using var answer = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", settings);
        Assert.True(answer.IsSuccessStatusCode);
        await Settled();
    }
}
