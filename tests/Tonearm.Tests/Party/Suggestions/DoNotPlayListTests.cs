using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Suggestions;

namespace Tonearm.Tests.Party.Suggestions;

/// <summary>What the host never wants to hear is neither drawn nor taken, at this party and at the next.</summary>
public sealed class DoNotPlayListTests(TestPostgres postgres, TestSandboxes sandboxes) : SuggestionSlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_song_on_the_ballot_goes_at_once_with_its_place_taken_by_another_and_comes_back_when_it_may()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        var ballot = (await Snapshot(host, party)).Ballot;
        await guest.Likes(await Rows(party), ballot[2].Track.Id);

        Assert.Null(await Bar(host, party, new("song", TrackId: ballot[0].Track.Id)));

        var after = await Snapshot(host, party);
        Assert.Equal(ballot.Skip(1).Select(entry => entry.Track.Id), after.Ballot.Skip(1).Select(entry => entry.Track.Id));
        Assert.NotEqual(ballot[0].Track.Id, after.Ballot[0].Track.Id);
        Assert.Equal(1, after.Ballot[2].Likes);
        Assert.Equal("do-not-play", await AskInVain(guest, party, ballot[0].Track.Id));

        using var removed = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/do-not-play/{(await List(host, party))[0].Id}");
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Empty(await List(host, party));
        await Ask(guest, party, ballot[0].Track.Id);
    }

    [Fact]
    public async Task An_artist_or_a_word_bars_all_songs_of_it_those_in_line_and_those_that_are_found()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        using var other = await GuestAt(party);
        var song = (await Search(guest, party)).Playlist.First(each => each.Why is null).Track;
        await Ask(guest, party, song.Id);
        var next = (await Search(guest, party)).Playlist.First(each => each.Why is null && each.Track.Artists != song.Artists).Track;
        await Ask(other, party, next.Id);

        await Bar(host, party, new("artist", song.Artists.Split(", ")[0]));

        Assert.Equal("It may not play as the host has it.", Assert.Single((await Line(guest, party)).Mine).Words);
        Assert.Equal([1], (await other.Snapshot(await Rows(party))).Me.Turns);
        Assert.All(
            (await Search(other, party, song.Artists.Split(", ")[0])).Spotify!.Where(each =>
                each.Track.Artists.Contains(song.Artists, StringComparison.Ordinal)
            ),
            each => Assert.Equal("The host never plays it.", each.Why)
        );
        var word = next.Title.Split(' ')[0];
        await Bar(host, party, new("word", word));
        Assert.Null((await other.Snapshot(await Rows(party))).Me.Turns);
        await PassSong();
        var now = await Snapshot(host, party);
        Assert.DoesNotContain(now.Ballot.Select(entry => entry.Track).Append(now.Song!.Track), track => Barred(track));

        bool Barred(TrackView track) =>
            track.Artists.Split(", ").Contains(song.Artists.Split(", ")[0]) || track.Title.Split(' ').Contains(word);
    }

    [Fact]
    public async Task The_list_stays_with_the_host_and_is_nobody_elses_to_see_or_to_change()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        var ballot = (await Snapshot(host, party)).Ballot[0].Track;
        await Bar(host, party, new("song", TrackId: ballot.Id));
        using (var seen = await guest.Send(HttpMethod.Get, $"/api/parties/{party}/do-not-play"))
            Assert.Equal(HttpStatusCode.Forbidden, seen.StatusCode);
        using (
            var changed = await guest.Send(
                HttpMethod.Post,
                $"/api/parties/{party}/do-not-play",
                JsonContent.Create(new NewDoNotPlay("word", "a"))
            )
        )
            Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
        using (var ended = await host.Send(HttpMethod.Post, $"/api/parties/{party}/end"))
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);

        var next = await Opened(host);

        Assert.Equal([("song", ballot.Title)], (await List(host, next)).Select(entry => (entry.Kind, entry.Name)));
        Assert.True(
            await Scalar<bool>("select barred from party_tracks where party_id = @next and track_id = @Id", new { next, ballot.Id })
        );
    }

    [Theory]
    [InlineData(null, "x", null)]
    [InlineData("album", "x", null)]
    [InlineData("artist", " ", null)]
    [InlineData("word", null, null)]
    [InlineData("song", "x", null)]
    public async Task What_is_no_entry_is_refused_with_a_sentence(string? kind, string? name, string? track)
    {
        using var host = await SignedInHost();
        var party = await Opened(host);

        using var refused = await host.Send(HttpMethod.Post, $"/api/parties/{party}/do-not-play", new NewDoNotPlay(kind, name, track));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await List(host, party));
    }

    private static async Task<string?> Bar(Person host, Guid party, NewDoNotPlay entry)
    {
        using var answer = await host.Send(HttpMethod.Post, $"/api/parties/{party}/do-not-play", entry);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<DoNotPlaySaved>(Cancel))!.Note;
    }

    private static async Task<DoNotPlayEntry[]> List(Person host, Guid party) =>
        (await host.Http.GetFromJsonAsync<DoNotPlayEntry[]>(new Uri($"/api/parties/{party}/do-not-play", UriKind.Relative), Cancel))!;
}
