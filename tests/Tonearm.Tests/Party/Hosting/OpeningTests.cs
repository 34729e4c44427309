using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>From signed in to a party.</summary>
public sealed class OpeningTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_host_sees_their_own_playlists_and_where_music_can_play()
    {
        using var host = await SignedInHost();

        var playlists = (await host.Http.GetFromJsonAsync<PartyPlaylist[]>("/api/party/playlists", Cancel))!;
        var devices = (await host.Http.GetFromJsonAsync<PartyDevices>("/api/party/devices", Cancel))!;

        Assert.Equal(
            (await Sandbox.Library(Host)).Where(each => each.Owner == Host).Select(each => each.Id),
            playlists.Select(each => each.Id)
        );
        Assert.Equal(2, devices.Devices.Count);
        Assert.Null(devices.Problem);
        Assert.Null(devices.Playing);
    }

    [Fact]
    public async Task What_plays_already_is_shown_before_the_party_takes_over()
    {
        using var host = await SignedInHost();
        await Sandbox.PlayContext(Host, $"spotify:playlist:{await Playlist(3)}");

        var devices = (await host.Http.GetFromJsonAsync<PartyDevices>("/api/party/devices", Cancel))!;

        Assert.Equal((await Sandbox.Player(Host)).Song!.Name, devices.Playing!.Title);
        Assert.Single(devices.Devices, device => device.Active);
    }

    [Fact]
    public async Task A_party_opens_in_its_lobby_with_a_code_and_the_hosts_power()
    {
        using var host = await SignedInHost();
        using var response = await host.Send(
            HttpMethod.Post,
            "/api/parties",
            new NewParty(await Playlist(1200), Settings: new(BallotSize: 6))
        );
        var snapshot = (await response.Content.ReadFromJsonAsync<Snapshot>(Cancel))!;

        Assert.Equal(("lobby", 0, 6, true), (snapshot.Phase, snapshot.Round, snapshot.Settings.BallotSize, snapshot.Me.IsHost));
        Assert.Matches($"^[0-9]{{{PartyCodes.Digits}}}$", snapshot.Code);
        await Until(async () => await Scalar<int>("select count(*)::int from party_tracks") >= 1150);
        Assert.Equal(24, (await Sandbox.Calls("/v1/playlists/*/items")).Recent.Count);
    }

    [Fact]
    public async Task Of_a_motley_playlist_each_track_that_plays_is_taken_once()
    {
        using var host = await SignedInHost();
        await Opened(host, await Playlist(3));
        var tracks = await Uris();
        using var ended = await host.Send(HttpMethod.Post, $"/api/parties/{await Scalar<Guid>("select id from parties")}/end");
        await Scalar<int>("delete from parties");
        var motley = await Sandbox.Create(
            Host,
            "A bit of everything",
            [tracks[0], null, "spotify:local:somebody:somewhere:something:200", tracks[1], tracks[0], tracks[2], tracks[0], null]
        );

        await Opened(host, motley.Id);

        Assert.Equal(tracks.Order(), (await Uris()).Order());
    }

    [Fact]
    public async Task What_is_an_episode_or_plays_on_no_device_is_left_out()
    {
        using var host = await SignedInHost();
        await Opened(host, (await Sandbox.Library(Host))[5].Id);

        Assert.InRange(await Scalar<int>("select count(*)::int from party_tracks"), 8, 12);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_tracks where uri not like 'spotify:track:%' or title = ''"));
    }

    [Fact]
    public async Task A_playlist_of_nothing_but_local_files_and_gaps_is_refused_in_words()
    {
        using var host = await SignedInHost();
        var motley = await Sandbox.Create(Host, "Mine alone", ["spotify:local:somebody:somewhere:something:200", null]);
        using var response = await host.Send(HttpMethod.Post, "/api/parties", new NewParty(motley.Id));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task An_empty_playlist_is_refused_in_words()
    {
        using var host = await SignedInHost();
        using var response = await host.Send(HttpMethod.Post, "/api/parties", new NewParty(await Playlist(0)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from parties"));
    }

    [Theory]
    [InlineData("status", 429, "Spotify takes no more calls for a moment. Try again in 2 hours.")]
    [InlineData("half", 200, "The connection to Spotify broke off in mid-answer. Try again in a few minutes; there is nothing to do here.")]
    public async Task What_is_in_the_way_of_a_new_party_is_said_with_its_end_or_its_cure(string kind, int status, string sentence)
    {
        using var host = await SignedInHost();
        var playlist = await Playlist(3);
        await Sandbox.Fail(new Fault(kind, status, "/v1/playlists/**", RetryAfter: status == 429 ? 7200 : null));
        using var response = await host.Send(HttpMethod.Post, "/api/parties", new NewParty(playlist));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(sentence, (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancel))!.Detail);
    }

    [Fact]
    public async Task A_lone_track_repeats_without_a_vote()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await Playlist(1));
        await PassSong();

        Assert.Equal((2, 0), ((await Now(party)).Round, (await Now(party)).Ballot.Length));
        Assert.Equal(2, (await Heard()).Count);
    }

    [Fact]
    public async Task Three_tracks_take_turns_and_none_plays_twice_in_a_row()
    {
        using var host = await SignedInHost();
        var party = await Started(host, await Playlist(3));
        Assert.Equal(2, (await Now(party)).Ballot.Length);
        for (var i = 0; i < 8; i++)
            await PassSong();

        var heard = (await Heard()).Select(song => song.Uri).ToArray();
        Assert.Equal(9, heard.Length);
        Assert.All(heard.Chunk(3), turn => Assert.Equal(3, turn.Distinct().Count()));
    }

    [Fact]
    public async Task An_account_has_one_party_at_a_time()
    {
        using var host = await SignedInHost();
        var first = await Opened(host);
        using var second = await host.Send(HttpMethod.Post, "/api/parties", new NewParty(await Playlist(3)));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(first, (await second.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid());
        using var ended = await host.Send(HttpMethod.Post, $"/api/parties/{first}/end");
        Assert.NotEqual(first, await Opened(host));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"playlistId":"x","settings":{"ballotSize":1}}""")]
    [InlineData("""{"playlistId":"x","settings":{"ballotSize":21}}""")]
    [InlineData("""{"playlistId":"x","settings":{"voteSeconds":5}}""")]
    public async Task Bad_input_is_refused_and_changes_nothing(string body)
    {
        using var host = await SignedInHost();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync(new Uri("/api/parties", UriKind.Relative), content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from parties"));
    }

    [Fact]
    public async Task Who_has_not_agreed_to_what_a_party_needs_is_asked_to()
    {
        using var guard = App.Visitor();
        await guard.SignIn(Host);
        using var response = await guard.Send(HttpMethod.Post, "/api/parties", new NewParty(await Playlist(3)));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<string[]> Uris() => (await Scalar<string>("select string_agg(uri, ' ') from party_tracks"))!.Split(' ');
}
