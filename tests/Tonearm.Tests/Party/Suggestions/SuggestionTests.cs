using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Party;
using Tonearm.Party.Played;

namespace Tonearm.Tests.Party.Suggestions;

/// <summary>Guests ask for songs of the playlist: from asking to played.</summary>
public sealed class SuggestionTests(TestPostgres postgres, TestSandboxes sandboxes) : SuggestionSlice(postgres, sandboxes)
{
    [Fact]
    public async Task Where_the_host_has_not_opened_it_nothing_can_be_asked_for_and_the_page_says_so()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var guest = await GuestAt(party);

        var found = await Search(guest, party);

        Assert.Equal("The host takes no suggestions just now.", found.Limit);
        Assert.Equal("off", await AskInVain(guest, party, found.Playlist[0].Track.Id));
    }

    [Fact]
    public async Task Turns_are_fair_and_shown_and_come_up_for_vote_beside_the_playlist()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var first = await GuestAt(party);
        using var second = await GuestAt(party);
        using var third = await GuestAt(party);
        var songs = await Free(first, party);

        Assert.Equal(("line", 1, "First in line."), await Told(first, songs[0]));
        Assert.Equal(2, (await Ask(first, party, songs[1])).Turn);
        Assert.Equal(2, (await Ask(second, party, songs[2])).Turn);
        Assert.Equal(3, (await Ask(third, party, songs[3])).Turn);

        var rows = await Rows(party);
        Assert.Equal([songs[0], songs[2], songs[3], songs[1]], (await Line(third, party)).Line.Select(track => track.Id));
        Assert.Equal([1, 4], (await first.Snapshot(rows)).Me.Turns);
        Assert.Equal([3], (await third.Snapshot(rows)).Me.Turns);
        Assert.DoesNotContain((await first.Snapshot(rows)).Ballot, entry => songs.Take(4).Contains(entry.Track.Id));

        await PassSong();
        var ballot = (await first.Snapshot(rows)).Ballot.Select(entry => entry.Track.Id).ToArray();
        Assert.Equal([songs[0], songs[2]], ballot[2..]);
        Assert.Equal([2], (await first.Snapshot(rows)).Me.Turns);
        Assert.Equal([1], (await third.Snapshot(rows)).Me.Turns);
        // Now it may be the turn of a guest who has had none, and then of the first one's second.
        Assert.Equal(3, (await Ask(second, party, (await Free(second, party))[0])).Turn);

        await second.Likes(rows, songs[2], round: 2);
        await PassSong();
        Assert.Equal(songs[2], (await first.Snapshot(rows)).Song!.Track.Id);
        Assert.Equal([songs[3], songs[1]], (await first.Snapshot(rows)).Ballot.Select(entry => entry.Track.Id).ToArray()[2..]);
        await AllWell(party, 3);

        async Task<(string, int?, string)> Told(Guest guest, string track)
        {
            var answer = await Ask(guest, party, track);
            return (answer.State, answer.Turn, answer.Words);
        }
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_told_before_and_by_the_same_reason_at_the_request()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(Suggest: new(Approval: false, Each: 1, LongestMinutes: 10)));
        using var guest = await GuestAt(party);
        using var other = await GuestAt(party);
        var songs = await Free(guest, party);
        var first = (await Snapshot(host, party)).Song!.Track;
        var up = (await Snapshot(host, party)).Ballot[0].Track;
        var tooLong = await Scalar<string>(
            $"update party_tracks set duration_ms = 601000 where track_id = '{songs[1]}' returning track_id"
        );
        await Ask(other, party, songs[0]);

        Assert.Equal("It plays now.", await Why(first));
        Assert.Equal("It is up for vote.", await Why(up));
        Assert.Equal("plays", await AskInVain(guest, party, first.Id));
        Assert.Equal("up", await AskInVain(guest, party, up.Id));
        Assert.Equal("line", await AskInVain(guest, party, songs[0]));
        Assert.Equal("too-long", await AskInVain(guest, party, tooLong!));
        await PassSong();
        Assert.StartsWith("It played ", await Why(first), StringComparison.Ordinal);
        Assert.Equal("played-lately", await AskInVain(guest, party, first.Id));
        // Some of those before may be up for vote now.
        songs = await Free(guest, party);
        await Ask(guest, party, songs[0]);
        Assert.Equal("own-limit", await AskInVain(guest, party, songs[1]));
        Assert.Equal("1 suggestion of yours waits already. Take one back, or wait for its turn.", (await Search(guest, party)).Limit);
        using var unknown = await TryAsk(guest, party, "nobody-knows-it");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        async Task<string?> Why(TrackView track) =>
            (await Search(guest, party, $"{track.Title} {track.Artists}")).Playlist.Single(song => song.Track.Id == track.Id).Why;
    }

    [Fact]
    public async Task With_approval_nothing_gets_in_line_before_the_host_says_yes_and_a_no_can_become_a_yes()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: WithApproval);
        using var guest = await GuestAt(party);
        var songs = await Free(guest, party);

        Assert.Equal(("asked", (int?)null), await Asks(songs[0]));
        await Ask(guest, party, songs[1]);
        var rows = await Rows(party);
        Assert.Equal([0, 0], (await guest.Snapshot(rows)).Me.Turns);
        Assert.Equal(2, (await Snapshot(host, party)).Host!.Asked);
        Assert.Equal([songs[0], songs[1]], (await Line(host, party)).Asked!.Select(track => track.Id));
        Assert.Null((await Line(guest, party)).Asked);
        using (var forbidden = await guest.Send(HttpMethod.Post, $"/api/parties/{party}/suggestions/{songs[0]}/approve"))
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        await Say(host, party, songs[0], yes: false);
        await Say(host, party, songs[1], yes: true);
        Assert.Equal("declined", await AskInVain(guest, party, songs[0]));
        Assert.Equal([1], (await guest.Snapshot(rows)).Me.Turns);
        Assert.Equal(
            [("declined", "The host has said no."), ("line", "First in line.")],
            (await Line(guest, party)).Mine.Select(mine => (mine.State, mine.Words))
        );

        await Say(host, party, songs[0], yes: true);
        await Say(host, party, songs[1], yes: false);
        Assert.Equal([songs[0]], (await Line(host, party)).Line.Select(track => track.Id));
        Assert.Equal([songs[1]], (await Line(host, party)).Declined!.Select(track => track.Id));

        async Task<(string, int?)> Asks(string track)
        {
            var answer = await Ask(guest, party, track);
            return (answer.State, answer.Turn);
        }
    }

    [Fact]
    public async Task All_that_wait_get_in_line_by_one_yes_and_what_was_declined_stays_out()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: WithApproval);
        using var guest = await GuestAt(party);
        var songs = await Free(guest, party);
        foreach (var song in songs[..3])
            await Ask(guest, party, song);
        await Say(host, party, songs[1], yes: false);
        using (var forbidden = await guest.Send(HttpMethod.Post, $"/api/parties/{party}/suggestions/approve"))
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await ApprovesAll());

        Assert.Equal([songs[0], songs[2]], (await Line(host, party)).Line.Select(track => track.Id));
        Assert.Equal([songs[1]], (await Line(host, party)).Declined!.Select(track => track.Id));
        Assert.Equal(HttpStatusCode.Conflict, await ApprovesAll());

        async Task<HttpStatusCode> ApprovesAll()
        {
            using var answer = await host.Send(HttpMethod.Post, $"/api/parties/{party}/suggestions/approve");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_is_asked_for_in_the_lobby_is_in_line_when_the_music_begins_and_is_told_as_suggested_to_the_end()
    {
        using var host = await SignedInHost();
        var party = await Opened(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        var rows = await Rows(party);
        var song = (await Free(guest, party))[^1];
        Assert.Equal("line", (await Ask(guest, party, song)).State);

        await Do(host, party, "start");
        await PassSlowly(TimeSpan.FromSeconds(2));
        await Until(async () => (await guest.Snapshot(rows)).Ballot.Any(entry => entry.Suggested));

        var suggested = Assert.Single((await guest.Snapshot(rows)).Ballot, entry => entry.Suggested);
        Assert.Equal(song, suggested.Track.Id);
        await guest.Likes(rows, song);
        await PassSong();
        var played = (await host.Http.GetFromJsonAsync<PlayedList>(new Uri($"/api/parties/{party}/played", UriKind.Relative), Cancel))!;
        Assert.Equal([("order", false), ("vote", true)], played.Songs.Select(each => (each.How, each.Suggested)));
        var export = await host.Http.GetFromJsonAsync<JsonObject>(new Uri("/accounts/export", UriKind.Relative), Cancel);
        Assert.Equal([false, true], export!["party_played"]!.AsArray().Select(row => (bool)row!["suggested"]!));
    }

    [Fact]
    public async Task A_guest_takes_back_what_waits_and_nobody_elses()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        using var other = await GuestAt(party);
        var songs = await Free(guest, party);
        await Ask(guest, party, songs[0]);
        await Ask(other, party, songs[1]);

        using (var others = await TryTakeBack(guest, party, songs[1]))
            Assert.Equal(HttpStatusCode.Conflict, others.StatusCode);
        using (var own = await TryTakeBack(guest, party, songs[0]))
            Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);

        Assert.Equal([1], (await other.Snapshot(await Rows(party))).Me.Turns);
        Assert.Null((await guest.Snapshot(await Rows(party))).Me.Turns);
        await Ask(guest, party, songs[0]);
    }

    [Fact]
    public async Task The_host_changes_the_rules_in_mid_party_and_no_song_or_vote_is_lost()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: WithApproval);
        using var guest = await GuestAt(party);
        var rows = await Rows(party);
        var songs = await Free(guest, party);
        await Ask(guest, party, songs[0]);
        var ballot = (await guest.Snapshot(rows)).Ballot.Select(entry => entry.Track.Id).ToArray();
        await guest.Likes(rows, ballot[1]);

        await Set(host, party, OpenToAll);
        Assert.Equal([1], (await guest.Snapshot(rows)).Me.Turns);
        await Ask(guest, party, songs[1]);
        await Set(host, party, new());
        Assert.Equal("off", await AskInVain(guest, party, songs[2]));
        Assert.Equal([1, 2], (await guest.Snapshot(rows)).Me.Turns);
        Assert.Equal(ballot, (await guest.Snapshot(rows)).Ballot.Select(entry => entry.Track.Id));
        Assert.Equal([ballot[1]], (await guest.Snapshot(rows)).Me.Likes);

        await PassSong();
        Assert.Equal(ballot[1], (await guest.Snapshot(rows)).Song!.Track.Id);
        Assert.Equal([songs[0], songs[1]], (await guest.Snapshot(rows)).Ballot.Select(entry => entry.Track.Id).ToArray()[2..]);
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_server_is_started_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: WithApproval);
        string[] songs;
        using (var guest = await GuestAt(party))
        {
            songs = await Free(guest, party);
            await Ask(guest, party, songs[0]);
            await Ask(guest, party, songs[1]);
            await Say(host, party, songs[0], yes: true);
        }

        await Restart();
        using var again = await SignedInHost();

        Assert.Equal([songs[0]], (await Line(again, party)).Line.Select(track => track.Id));
        Assert.Equal([songs[1]], (await Line(again, party)).Asked!.Select(track => track.Id));
        await PassSong();
        Assert.Equal(songs[0], (await Snapshot(again, party)).Ballot[^1].Track.Id);
    }

    [Fact]
    public async Task A_ballot_with_room_takes_what_is_asked_for_at_once()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(BallotSize: 20, Suggest: new(Approval: false)), playlist: await Playlist(3));
        using var guest = await GuestAt(party);
        await PassSong();
        var before = (await Snapshot(host, party)).Ballot.Count;
        Assert.InRange(before, 1, 2);
        await Sql("update party_tracks set played_at = played_at - interval '2 hours'");
        var played = await Scalar<string>(
            "select track_id from party_tracks t join parties p on p.id = t.party_id where t.resting and t.place <> p.song"
        );

        var answer = await Ask(guest, party, played!);

        Assert.Equal("up", answer.State);
        Assert.Equal(before + 1, (await Snapshot(host, party)).Ballot.Count);
    }
}
