using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>Playlists of thousands, and playlists that change in the course of the evening.</summary>
public sealed class LongPlaylistTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_party_of_a_playlist_of_thousands_under_the_rolling_limit_opens_at_once_and_the_rest_follows()
    {
        using var host = await SignedInHost();
        var playlist = await Sandbox.CreateWithTracks(Host, "All of it", 2_400);
        await Sandbox.Conditions(new { rateLimit = new { calls = 12, windowSeconds = 30 } });

        var opened = await Open(host, playlist.Id);

        // What is here says how much of it that is.
        Assert.InRange(opened.Host!.Playlist!.Here, 50, 600);
        Assert.Equal(2_400, opened.Host.Playlist.Total);
        // Nothing that was fetched is fetched again.
        await PassUntilWhole(opened.Id);
        Assert.InRange(await Songs(), 1_350, 1_500);
        var calls = (await Sandbox.Calls("/v1/playlists/*/items")).Recent.Where(call => call.Status == 200).ToArray();
        Assert.Equal(48, calls.Length);
        Assert.Equal(48, calls.Select(call => call.Query).Distinct().Count());
        await Do(host, opened.Id, "start");
        Assert.Equal("live", (await Now(opened.Id)).Phase);
    }

    [Fact]
    public async Task One_of_twenty_pages_answers_500_again_and_again_and_the_party_opens_and_has_it_in_the_end()
    {
        using var host = await SignedInHost();
        var playlist = await Sandbox.CreateWithTracks(Host, "Twenty pages", 1_000);
        await Sandbox.Fail(new Fault("status", 500, "/v1/playlists/*/items", Skip: 2, Count: 9));

        var opened = await Open(host, playlist.Id);

        Assert.Equal("lobby", opened.Phase);
        await PassUntilWhole(opened.Id);
        Assert.InRange(await Songs(), 900, 1_000);
    }

    [Fact]
    public async Task What_was_read_before_a_restart_is_kept_and_the_reading_goes_on()
    {
        using var host = await SignedInHost();
        var playlist = await Sandbox.CreateWithTracks(Host, "All of it", 1_500);
        await Sandbox.Conditions(new { rateLimit = new { calls = 9, windowSeconds = 30 } });
        var opened = await Open(host, playlist.Id);
        await Until(async () => await Scalar<string>("select problem from party_playlists") is not null);
        var before = await Songs();

        await Restart();
        await PassUntilWhole(opened.Id);

        Assert.InRange(before, 50, 500);
        Assert.InRange(await Songs(), 1_300, 1_500);
        Assert.Equal(
            30,
            (await Sandbox.Calls("/v1/playlists/*/items"))
                .Recent.Where(call => call.Status == 200)
                .Select(call => call.Query)
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public async Task Only_explicit_songs_are_left_ten_are_added_as_was_advised_and_they_play()
    {
        using var host = await SignedInHost();
        var playlist = await Sandbox.CreateWithTracks(Host, "Ours", 12);
        var party = await Started(host, playlist.Id);
        await Whole(party);
        await Sql("update party_tracks set explicit = true");
        using var settings = await host.Http.PutAsJsonAsync(
            new Uri($"/api/parties/{party}/settings", UriKind.Relative),
            new PartySettings(Explicit: false),
            Cancel
        );
        Assert.Equal(HttpStatusCode.NoContent, settings.StatusCode);
        await PassSong();
        Assert.Equal("nothing-to-play", (await Now(party)).Trouble);

        await Change(playlist.Id, count: 40);
        await PassSlowly(TimeSpan.FromMinutes(6));

        Assert.Null((await Now(party)).Trouble);
        Assert.True((await Now(party)).Plays);
        Assert.InRange(await Songs(), 30, 40);
    }

    [Fact]
    public async Task Songs_added_and_taken_out_in_Spotify_join_and_leave_when_the_host_asks_and_what_plays_plays_on()
    {
        using var host = await SignedInHost();
        var playlist = await Sandbox.CreateWithTracks(Host, "Ours", 30);
        var party = await Started(host, playlist.Id);
        await Whole(party);
        var (song, places) = ((await Now(party)).Song, await Places());
        await Change(playlist.Id, first: 140, count: 30);

        using var asked = await host.Send(HttpMethod.Post, $"/api/parties/{party}/playlist");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await Until(async () => await Scalar<bool>("select reading = 2 and whole = 2 from party_playlists"));

        Assert.Equal(song, (await Now(party)).Song);
        Assert.Equal(4, (await Now(party)).Ballot.Length);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_tracks where ballot is not null and gone"));
        Assert.InRange(await Scalar<int>("select count(*)::int from party_tracks where gone"), 15, 21);
        Assert.InRange(await Scalar<int>("select count(*)::int from party_tracks where not gone"), 25, 31);
        // Nothing that stood has moved.
        var now = await Places();
        Assert.All(places, each => Assert.Equal(each.Value, now[each.Key]));
        Assert.True((await Now(party)).Plays);

        await Change(playlist.Id, first: 0, count: 50);
        using var again = await host.Send(HttpMethod.Post, $"/api/parties/{party}/playlist");
        await Until(async () => await Scalar<bool>("select whole = 3 from party_playlists"));
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_tracks where gone"));
    }

    [Fact]
    public async Task A_playlist_that_has_not_changed_costs_a_few_calls_an_evening()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await Playlist(3));
        await Sandbox.ForgetCalls();

        await PassSlowly(TimeSpan.FromHours(4));

        Assert.Empty((await Sandbox.Calls("/v1/playlists/*/items")).Recent);
        Assert.InRange((await Sandbox.Calls("/v1/playlists/*")).Recent.Count, 1, 3);
        Assert.Equal("live", (await Now(party)).Phase);
    }

    private async Task<Snapshot> Open(Person host, string playlist)
    {
        using var response = await host.Send(HttpMethod.Post, "/api/parties", new NewParty(playlist, await Phone()));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<Snapshot>(Cancel))!;
    }

    private Task<int> Songs() => Scalar<int>("select count(*)::int from party_tracks where not gone");

    private Task Whole(Guid party) =>
        Until(() => Scalar<bool>("select pages = '{}' and whole = reading from party_playlists where party_id = @party", new { party }));

    /// <summary>Lets time pass until all of it is here.</summary>
    private async Task PassUntilWhole(Guid party) =>
        await Until(async () =>
        {
            if (await Scalar<bool>("select pages = '{}' from party_playlists where party_id = @party", new { party }))
                return true;
            await App.Advance(TimeSpan.FromSeconds(1));
            return false;
        });

    /// <summary>Where each song stands in the order.</summary>
    private async Task<Dictionary<string, int>> Places() =>
        (await Scalar<string>("select string_agg(track_id || ' ' || place, ',') from party_tracks"))!
            .Split(',')
            .Select(each => each.Split(' '))
            .ToDictionary(each => each[0], each => int.Parse(each[1], System.Globalization.CultureInfo.InvariantCulture));

    private Task Change(string playlist, int first = 0, int count = 30) => Sandbox.Fill(playlist, count, first);
}
