using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party;

/// <summary>No https anywhere: the host signs in on Tonearm's own machine, and phones know only its address in the home network.</summary>
public sealed class HomeNetworkTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private const string Home = "192.168.1.20:5080";

    protected override (string Name, string? Value)[] Settings => [.. base.Settings, ("Web:PublicUrl", $"http://{Home}")];

    [Fact]
    public async Task A_phone_becomes_the_hosts_by_a_key_and_guests_come_in_at_the_home_address()
    {
        using var machine = await SignedInHost();
        var party = await Opened(machine);
        using var issued = await machine.Send(HttpMethod.Post, $"/api/parties/{party}/keys");
        var key = (await issued.Content.ReadFromJsonAsync<HostKeyLink>(Cancel))!.Url;
        using var phone = AtHome();
        using var guest = AtHome();

        using var spent = await phone.Send(
            HttpMethod.Post,
            "/api/party/key",
            new HostKey(key.Split('/')[^1]),
            ("Origin", $"http://{Home}")
        );
        var link = (await machine.Http.GetFromJsonAsync<Snapshot>($"/api/parties/{party}", Cancel))!.Link;
        using var follows = await guest.Send(HttpMethod.Get, new Uri(link).PathAndQuery);
        using var foreign = await guest.Send(
            HttpMethod.Post,
            "/api/join",
            new JoinRequest("000000"),
            ("Origin", "http://elsewhere.example")
        );

        Assert.StartsWith($"http://{Home}/party/key/", key);
        Assert.StartsWith($"http://{Home}/j/", link);
        Assert.Equal(
            (HttpStatusCode.OK, $"/party/{party}", HttpStatusCode.Forbidden),
            (spent.StatusCode, follows.Headers.Location?.OriginalString, foreign.StatusCode)
        );
        await Do(phone, party, "start");
        Assert.Equal("live", (await Now(party)).Phase);
    }

    private Person AtHome()
    {
        var person = App.Visitor();
        person.Http.DefaultRequestHeaders.Host = Home;
        return person;
    }
}
