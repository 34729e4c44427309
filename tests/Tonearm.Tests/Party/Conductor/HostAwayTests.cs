using System.Net;
using System.Net.Http.Json;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>Leaving, being away and coming back.</summary>
public sealed class HostAwayTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task A_goodbye_starts_a_countdown_and_after_it_the_party_is_over()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Leave(host, party);

        await PassSlowly(TimeSpan.FromSeconds(7));
        Assert.True((await Now(party)).Ending);
        await PassSlowly(TimeSpan.FromSeconds(112));
        Assert.Equal("live", (await Now(party)).Phase);
        await PassSlowly(TimeSpan.FromSeconds(2));

        Assert.Equal(("ended", "The host has left, so the party is over."), ((await Now(party)).Phase, (await Now(party)).EndedWhy));
    }

    [Fact]
    public async Task A_return_stops_the_countdown()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Leave(host, party);
        await PassSlowly(TimeSpan.FromSeconds(60));

        await Present(party);
        await PassSlowly(TimeSpan.FromMinutes(2));

        Assert.Equal(("live", false), ((await Now(party)).Phase, (await Now(party)).Ending));
    }

    [Fact]
    public async Task A_host_who_does_something_has_returned()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Leave(host, party);
        await PassSlowly(TimeSpan.FromSeconds(60));

        await Do(host, party, "look");
        await PassSlowly(TimeSpan.FromMinutes(2));

        Assert.Equal(("live", false), ((await Now(party)).Phase, (await Now(party)).Ending));
    }

    [Fact]
    public async Task A_goodbye_of_one_of_two_devices_is_none()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Present(party);
        await Leave(host, party);

        await PassSlowly(TimeSpan.FromMinutes(3));

        Assert.Equal(("live", false), ((await Now(party)).Phase, (await Now(party)).Ending));
    }

    [Fact]
    public async Task The_hosts_phone_changed_networks_then_its_page_is_closed_and_the_goodbye_is_heard_over_the_old_socket()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var phone = await HostPhone(host, party);
        await using var network = new Relay(App.Address);
        using var old = await phone.Open(await Rows(party), Cancel, address: network.Address);
        await Until(async () => await Scalar<bool>("select host_here from parties"));
        network.SwallowWhatIsOpen();

        using var said = await phone.Send(HttpMethod.Post, $"/api/parties/{party}/leave");
        await Until(async () => !await Scalar<bool>("select exists (select from party_presence where hosts > 0)"));
        await PassSlowly(TimeSpan.FromSeconds(7));

        Assert.True((await Now(party)).Ending);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(1800)]
    public async Task Down_time_of_the_server_does_not_count(int seconds)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await Leave(host, party);
        await PassSlowly(TimeSpan.FromSeconds(100));
        await App.DisposeAsync();
        await App.Advance(TimeSpan.FromSeconds(seconds));

        await Restart();
        await PassSlowly(TimeSpan.FromSeconds(10));
        Assert.Equal(("live", true), ((await Now(party)).Phase, (await Now(party)).Ending));
        await PassSlowly(TimeSpan.FromSeconds(45));

        Assert.Equal("ended", (await Now(party)).Phase);
    }

    [Fact]
    public async Task A_host_who_comes_back_to_the_page_sees_what_really_plays()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var phone = await HostPhone(host, party);
        await PassSlowly(TimeSpan.FromSeconds(60));
        await Sandbox.Press(Host, "pause");
        await Sandbox.ForgetCalls();

        using var page = await phone.Open(await Rows(party), Cancel);
        await Until(async () => (await Now(party)).Trouble == "paused");
        using var tab = await phone.Open(await Rows(party), Cancel);
        await Until(async () => await Scalar<bool>("select host_here from parties"));

        Assert.Single((await Sandbox.Calls("/v1/**")).Recent);
    }

    [Fact]
    public async Task Half_an_hour_without_host_and_music_ends_it_and_music_alone_keeps_it()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(TimeSpan.FromMinutes(40));
        Assert.Equal(("live", false), ((await Now(party)).Phase, (await Now(party)).Ending));

        await Do(host, party, "pause");
        await PassSlowly(TimeSpan.FromMinutes(29));
        Assert.False((await Now(party)).Ending);
        await PassSlowly(TimeSpan.FromMinutes(1.5));
        Assert.True((await Now(party)).Ending);
        await PassSlowly(TimeSpan.FromMinutes(2));

        Assert.Equal("ended", (await Now(party)).Phase);
    }

    [Fact]
    public async Task A_lobby_that_nobody_comes_back_to_ends()
    {
        using var host = await SignedInHost();
        var party = await Opened(host);

        await PassSlowly(TimeSpan.FromMinutes(35));

        Assert.Equal("ended", (await Now(party)).Phase);
        Assert.Empty((await Sandbox.Calls("/v1/me/player/**")).Recent);
    }

    [Fact]
    public async Task The_code_of_a_party_that_is_over_is_kept_for_a_day()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var ended = await host.Send(HttpMethod.Post, $"/api/parties/{party}/end");

        Assert.Equal("The host has ended the party.", (await Now(party)).EndedWhy);
        await App.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await Scalar<string>("select code from parties"));
        await App.Advance(TimeSpan.FromHours(2));
        await Until(async () =>
        {
            await App.Advance(TimeSpan.FromMinutes(1));
            return await Scalar<string>("select code from parties") is null;
        });
    }

    [Fact]
    public async Task Who_unlinks_the_account_ends_its_party()
    {
        using var host = await SignedInHost();
        var party = await Started(host);

        using var unlinked = await host.Send(HttpMethod.Delete, $"/api/accounts/{(await host.Account(Host)).Id}");
        await PassSlowly(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.NoContent, unlinked.StatusCode);
        using var gone = await host.Send(HttpMethod.Get, $"/api/parties/{party}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    /// <summary>A phone that was given the host's power.</summary>
    private async Task<Guest> HostPhone(Person host, Guid party)
    {
        using var key = await host.Send(HttpMethod.Post, $"/api/parties/{party}/keys");
        var secret = (await key.Content.ReadFromJsonAsync<HostKeyLink>(Cancel))!.Url.Split('/')[^1];
        var phone = new Guest(App);
        using var redeemed = await phone.Send(HttpMethod.Post, "/api/party/key", JsonContent.Create(new HostKey(secret)));
        return phone;
    }

    private static async Task Leave(Person host, Guid party)
    {
        using var beacon = new StringContent("bye");
        using var response = await host.Http.PostAsync(new Uri($"/api/parties/{party}/leave", UriKind.Relative), beacon);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    /// <summary>A page of the host's is open somewhere.</summary>
    private Task Present(Guid party) =>
        Scalar<int>(
            "insert into party_presence (party_id, node, people, hosts, until) values (@party, 'elsewhere', 1, 1, now() + interval '1 hour')",
            new { party }
        );
}
