using System.Net;
using System.Net.Http.Json;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>A second playlist, for when the first is played out.</summary>
public sealed class FallbackTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task Its_songs_come_when_all_others_have_played_and_then_all_begin_anew()
    {
        using var host = await SignedInHost();
        var (first, second) = (await List("First", 3, 0), await List("Second", 2, 100));
        var party = await Started(host, first, new(BallotSize: 2));
        await Use(host, party, second);
        Assert.Equal("Second", (await Snapshot(host, party)).Host!.Fallback);

        for (var i = 0; i < 4; i++)
            await PassSong();

        await AllWell(party, songs: 5);
        bool[] kinds = [false, false, false, true, true];
        Assert.Equal(kinds, await Kinds());
        await PassSong();
        Assert.Equal((6, null, false), ((await Now(party)).Round, (await Now(party)).Trouble, (await Kinds())[5]));
    }

    [Fact]
    public async Task A_ballot_that_the_first_cannot_fill_is_filled_up_and_what_both_have_is_the_firsts()
    {
        using var host = await SignedInHost();
        var first = await List("First", 3, 0);
        var party = await Started(host, first);
        await Use(host, party, await List("Second", 7, 0));

        await Until(async () => (await Now(party)).Ballot.Length == 4);
        Assert.Equal(
            (2, 2, 4),
            (
                await Scalar<int>("select count(*)::int from party_tracks where ballot is not null and not fallback"),
                await Scalar<int>("select count(*)::int from party_tracks where ballot is not null and fallback"),
                await Scalar<int>("select count(*)::int from party_tracks where fallback")
            )
        );
    }

    [Fact]
    public async Task Taken_away_in_mid_party_it_loses_no_like_and_its_songs_come_no_more()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await List("First", 3, 0));
        await Use(host, party, await List("Second", 6, 100));
        await Until(async () => (await Now(party)).Ballot.Length == 4);
        var liked = (await Scalar<string>("select uri from party_tracks where ballot is not null and fallback limit 1"))!;
        await Like(party, liked, 2);

        using (var off = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/fallback"))
            Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        await Settled();
        Assert.Null((await Snapshot(host, party)).Host!.Fallback);
        Assert.Equal((4, 2), ((await Now(party)).Ballot.Length, await Scalar<int>("select count(*)::int from party_likes")));
        await PassSong();
        Assert.Equal(liked, (await Now(party)).Song);
        await PassSong();
        await PassSong();

        await AllWell(party, songs: 4);
        bool[] kinds = [false, true, false, false];
        Assert.Equal(kinds, await Kinds());
        await PassSong();
        Assert.False((await Kinds())[^1]);
    }

    [Fact]
    public async Task A_party_that_has_nothing_left_goes_on_with_it()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await List("First", 2, 0));
        await Sql("update party_tracks set removed = true, ballot = null where place <> (select song from parties)");
        await Sql("update party_tracks set removed = true");
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        Assert.Equal("nothing-to-play", (await Now(party)).Trouble);

        await Use(host, party, await List("Second", 5, 100));
        await PassSong();

        Assert.Equal((2, null, true), ((await Now(party)).Round, (await Now(party)).Trouble, (await Kinds())[^1]));
    }

    [Fact]
    public async Task A_host_chooses_among_the_accounts_other_playlists_and_a_wrong_one_changes_nothing()
    {
        using var host = await SignedInHost();
        var own = await List("First", 3, 0);
        var second = await List("Second", 4, 100);
        var party = await Opened(host, own);

        var lists = await host.Http.GetFromJsonAsync<PartyPlaylist[]>(new Uri($"/api/parties/{party}/playlists", UriKind.Relative), Cancel);
        Assert.Contains(lists!, list => list.Id == second);
        Assert.DoesNotContain(lists!, list => list.Id == own);
        await Use(host, party, second);
        foreach (var (playlist, status) in new[] { (own, HttpStatusCode.Conflict), ("nothing", HttpStatusCode.NotFound) })
        {
            using var wrong = await host.Send(HttpMethod.Put, $"/api/parties/{party}/fallback", new Fallback(playlist));
            Assert.Equal(status, wrong.StatusCode);
        }

        Assert.Equal("Second", (await Snapshot(host, party)).Host!.Fallback);
        using var guest = await Guest.In(App, await Rows(party));
        using var refused = await guest.Send(HttpMethod.Get, $"/api/parties/{party}/playlists");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task<string> List(string title, int count, int first) => (await Sandbox.CreateWithTracks(Host, title, count, first)).Id;

    private async Task Use(Person host, Guid party, string playlist)
    {
        using var answer = await host.Send(HttpMethod.Put, $"/api/parties/{party}/fallback", new Fallback(playlist));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Until(() => Scalar<bool>("select count(*) = 2 and bool_and(pages = '{}') from party_playlists"));
        await Settled();
    }

    /// <summary>Of what was heard, which songs were of the second playlist.</summary>
    private async Task<bool[]> Kinds()
    {
        var kinds = new List<bool>();
        foreach (var song in InOne(await Heard()).Where(song => song.HeardMs > 5_000 || song.EndedAt is null))
            kinds.Add(await Scalar<bool>("select fallback from party_tracks where uri = @Uri", new { song.Uri }));
        return [.. kinds];
    }
}
