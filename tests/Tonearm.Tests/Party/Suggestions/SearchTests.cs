using System.Net;

namespace Tonearm.Tests.Party.Suggestions;

/// <summary>Songs beyond the playlist, and what is said where Spotify does not give them.</summary>
public sealed class SearchTests(TestPostgres postgres, TestSandboxes sandboxes) : SuggestionSlice(postgres, sandboxes)
{
    private const string Pickable = "The songs of the playlist can be suggested all the same.";

    [Fact]
    public async Task A_song_that_is_found_gets_in_line_comes_up_wins_and_plays_to_its_end()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await Playlist(3), OpenToAll);
        using var guest = await GuestAt(party);
        var rows = await Rows(party);

        var found = (await Search(guest, party, "paper")).Spotify!;
        var song = found.First(each => each.Why is null).Track;
        await Ask(guest, party, song.Id);
        // The ballot of a short playlist has room, so its turn comes at once.
        Assert.Contains((await guest.Snapshot(rows)).Ballot, entry => entry.Track.Id == song.Id);
        await guest.Likes(rows, song.Id);
        await PassSong();

        Assert.Equal(song.Id, (await guest.Snapshot(rows)).Song!.Track.Id);
        await AllWell(party, 2);
        // From then on it is one of the party's songs, whatever becomes of the playlist.
        Assert.Contains((await Search(guest, party, song.Title)).Playlist, each => each.Track.Id == song.Id);
    }

    [Fact]
    public async Task Many_who_type_the_same_are_one_call()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        Guest[] guests = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => GuestAt(party)));

        var found = await Task.WhenAll(
            guests.Select((guest, number) => Search(guest, party, number % 2 == 0 ? "  Paper LANTERNS" : "paper lanterns "))
        );

        Assert.All(
            found,
            each => Assert.Equal(found[0].Spotify!.Select(song => song.Track.Id), each.Spotify!.Select(song => song.Track.Id))
        );
        var call = Assert.Single((await Sandbox.Calls("/v1/search")).Recent);
        Assert.Equal("?type=track&limit=10&q=paper%20lanterns", call.Query);
        // Nothing, one letter and later the same again are none.
        await Search(guests[0], party);
        await Search(guests[0], party, "p");
        await App.Advance(TimeSpan.FromMinutes(9));
        await Search(guests[0], party, "paper lanterns");
        Assert.Single((await Sandbox.Calls("/v1/search")).Recent);
        foreach (var guest in guests)
            guest.Dispose();
    }

    [Fact]
    public async Task What_does_not_play_where_the_host_is_is_shown_with_its_reason_and_not_taken()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);

        // One of the catalogue's that no device plays.
        var found = Assert.Single((await Search(guest, party, "isrc:ZZSBX2600030")).Spotify!);

        Assert.Equal("Spotify does not play it where the host is.", found.Why);
        Assert.Equal("not-playable", await AskInVain(guest, party, found.Track.Id));
    }

    [Fact]
    public async Task The_same_recording_by_another_release_is_the_same_song()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        var up = (await Snapshot(host, party)).Ballot[0].Track;
        var isrc = await Scalar<string>("select isrc from party_tracks where track_id = @Id", new { up.Id });
        const string other = "4uLU6hMCjMI75M1A2tKUQC";
        await Sandbox.Rewrite(
            new(
                "/v1/search",
                List: "tracks.items",
                Members: new()
                {
                    ["id"] = $"\"{other}\"",
                    ["uri"] = $"\"spotify:track:{other}\"",
                    ["name"] = "\"Another name\"",
                }
            )
        );

        var found = Assert.Single((await Search(guest, party, $"isrc:{isrc}")).Spotify!);

        Assert.Equal((other, "It is up for vote."), (found.Track.Id, found.Why));
        Assert.Equal("up", await AskInVain(guest, party, other));
    }

    [Fact]
    public async Task Broken_entries_take_no_other_with_them()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        await Sandbox.Conditions(new { habits = new { brokenFinds = true } });

        var found = await Search(guest, party, "paper");

        Assert.Null(found.Note);
        Assert.InRange(found.Spotify!.Count, 1, 9);
    }

    [Theory]
    [InlineData("quota", "Spotify takes no more calls from this app today: its quota is used up.")]
    [InlineData("down", "Spotify does not answer just now.")]
    [InlineData("odd", "Spotify does not let this party search.")]
    public async Task Where_Spotify_does_not_search_a_sentence_says_so_and_the_playlists_songs_can_be_picked(
        string trouble,
        string sentence
    )
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        if (trouble == "quota")
            await Sandbox.Conditions(new { quota = new { families = new Dictionary<string, int> { ["search"] = 0 } } });
        else
            await Sandbox.Fail(new Fault("status", trouble == "down" ? 502 : 403, "/v1/search"));

        var found = await Search(guest, party, "paper");

        Assert.Equal($"{sentence} {Pickable}", found.Note);
        Assert.Null(found.Spotify);
        Assert.NotEmpty(found.Playlist);
        await Ask(guest, party, found.Playlist.First(song => song.Why is null).Track.Id);
    }

    [Fact]
    public async Task A_guest_and_a_party_have_limits_and_what_was_found_can_still_be_asked_for()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: OpenToAll);
        using var guest = await GuestAt(party);
        using var other = await GuestAt(party);
        var song = (await Search(guest, party, "paper")).Spotify!.First(each => each.Why is null).Track;

        for (var number = 0; number < 29; number++)
            await Search(guest, party, $"paper {number}");
        using (var tooMuch = await guest.Send(HttpMethod.Get, $"/api/parties/{party}/search?q=paper"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, tooMuch.StatusCode);
            Assert.NotNull(tooMuch.Headers.RetryAfter);
        }

        var elsewhere = await Search(other, party, "something else");
        Assert.Equal($"So many search at once that Spotify is asked again in a moment. {Pickable}", elsewhere.Note);
        Assert.NotNull((await Search(other, party, "paper")).Spotify);
        await Ask(guest, party, song.Id);
        Assert.Equal(30, (await Sandbox.Calls("/v1/search")).Recent.Count);
    }
}
