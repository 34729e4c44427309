using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>What a host may do, and nobody else.</summary>
public sealed class HostPowerTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Theory]
    [InlineData("POST", "start")]
    [InlineData("POST", "pause")]
    [InlineData("POST", "resume")]
    [InlineData("POST", "next")]
    [InlineData("POST", "look")]
    [InlineData("POST", "end")]
    [InlineData("POST", "leave")]
    [InlineData("POST", "keys")]
    [InlineData("POST", "playlist")]
    [InlineData("PUT", "device")]
    [InlineData("PUT", "settings")]
    [InlineData("DELETE", "ballot/x")]
    public async Task A_guest_cannot(string method, string what)
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        using var guest = App.Visitor();
        using var joined = await guest.Send(
            HttpMethod.Post,
            "/api/join",
            new JoinRequest(await Scalar<string>("select code from parties"))
        );
        Assert.True(joined.IsSuccessStatusCode);

        using var response = await guest.Send(new(method), $"/api/parties/{party}/{what}", method == "PUT" ? new object() : null);
        using var nowhere = await guest.Send(new(method), $"/api/parties/{Guid.NewGuid()}/{what}", method == "PUT" ? new object() : null);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (response.StatusCode, nowhere.StatusCode));
        Assert.Equal("lobby", (await Now(party)).Phase);
    }

    [Fact]
    public async Task A_key_makes_one_more_device_a_hosts_once_and_for_ten_minutes()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);
        var (first, second) = (await Key(host, party), await Key(host, party));
        using var phone = App.Visitor();
        using var other = App.Visitor();

        using var taken = await phone.Send(HttpMethod.Post, "/api/party/key", new HostKey(first));
        using var spent = await other.Send(HttpMethod.Post, "/api/party/key", new HostKey(first));
        await App.Advance(TimeSpan.FromMinutes(11));
        using var late = await other.Send(HttpMethod.Post, "/api/party/key", new HostKey(second));

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (taken.StatusCode, spent.StatusCode, late.StatusCode)
        );
        await Do(phone, party, "start");
        Assert.Equal("live", (await Now(party)).Phase);
        Assert.True((await phone.Http.GetFromJsonAsync<Snapshot>($"/api/parties/{party}", Cancel))!.Me.IsHost);
    }

    [Fact]
    public async Task The_host_signs_out_and_pause_keys_and_the_device_list_work_no_more_but_those_of_a_device_that_was_given_a_key_do()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var phone = App.Visitor();
        using var taken = await phone.Send(HttpMethod.Post, "/api/party/key", new HostKey(await Key(host, party)));
        Assert.True((await host.Http.GetFromJsonAsync<Snapshot>($"/api/parties/{party}", Cancel))!.Me.IsHost);

        await host.SignOut();

        foreach (
            var (method, what) in new[]
            {
                (HttpMethod.Post, "pause"),
                (HttpMethod.Post, "keys"),
                (HttpMethod.Get, "devices"),
                (HttpMethod.Post, "end"),
            }
        )
        {
            using var response = await host.Send(method, $"/api/parties/{party}/{what}");
            Assert.Equal((what, HttpStatusCode.Forbidden), (what, response.StatusCode));
        }

        // Who has signed out is a guest like all others.
        Assert.False((await host.Http.GetFromJsonAsync<Snapshot>($"/api/parties/{party}", Cancel))!.Me.IsHost);
        await Do(phone, party, "pause");
        Assert.False((await Now(party)).Plays);
    }

    [Fact]
    public async Task A_track_taken_off_makes_room_for_the_next_and_never_comes_again()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var before = (await Now(party)).Ballot;
        await Like(party, before[1], 2);

        using var off = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/ballot/{before[1].Split(':')[2]}");
        using var again = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/ballot/{before[1].Split(':')[2]}");

        var after = (await Now(party)).Ballot;
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict), (off.StatusCode, again.StatusCode));
        Assert.Equal([before[0], after[1], before[2], before[3]], after);
        Assert.DoesNotContain(after[1], before);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_likes"));
    }

    [Fact]
    public async Task Settings_change_what_is_up_for_vote_and_when_it_closes()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var before = (await Now(party)).Ballot;

        using var larger = await host.Send(
            HttpMethod.Put,
            $"/api/parties/{party}/settings",
            new PartySettings(BallotSize: 6, VoteSeconds: 60, Explicit: false)
        );
        await Settled();
        using var wrong = await host.Send(HttpMethod.Put, $"/api/parties/{party}/settings", new PartySettings(BallotSize: 40));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.BadRequest), (larger.StatusCode, wrong.StatusCode));
        Assert.Equal(6, (await Now(party)).Ballot.Length);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_tracks where ballot is not null and explicit"));
        Assert.Equal(58, (int)(await Scalar<DateTime>("select closes_at from parties") - App.Clock.GetUtcNow().UtcDateTime).TotalSeconds);
        Assert.True(before.Intersect((await Now(party)).Ballot).Any());
    }

    [Fact]
    public async Task Phones_are_told_when_voting_closes_under_new_settings()
    {
        using var host = await SignedInHost();
        var id = await Started(host);
        var party = await Rows(id);
        using var guest = await Guest.In(App, party);
        using var page = await guest.Open(party, Cancel);
        var before = await page.Until(shown => shown.ClosesAt is not null, Cancel);

        using var changed = await host.Send(HttpMethod.Put, $"/api/parties/{id}/settings", new PartySettings(VoteSeconds: 60));
        var first = await page.Until(shown => shown.Settings.VoteSeconds == 60, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        var after = await page.Until(shown => shown.ClosesAt != before.ClosesAt, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(after.Song!.StartedAt + 60_000, after.ClosesAt);
        Assert.True(first == after || first.V < after.V, "What phones are told differs under one version");
    }

    private static async Task<string> Key(Person host, Guid party)
    {
        using var response = await host.Send(HttpMethod.Post, $"/api/parties/{party}/keys");
        return (await response.Content.ReadFromJsonAsync<HostKeyLink>())!.Url.Split('/')[^1];
    }
}
