using System.Net;
using System.Net.Http.Json;
using Tonearm.Party;
using Tonearm.Party.Along;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party.Along;

/// <summary>A party whose host lets guests play along, and guests who are far away.</summary>
public abstract class AlongSlice(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    protected const string Far = "vinylattic";
    protected const string Farther = "firstspin";

    protected static readonly PartySettings Allowed = new(Along: true);

    /// <summary>A guest with the party's page open.</summary>
    protected async Task<Person> Joined(Guid party, TonearmApp? at = null)
    {
        var person = (at ?? App).Visitor();
        using var joined = await person.Send(HttpMethod.Post, "/api/join", new JoinRequest((await Rows(party)).Code, null));
        Assert.True(joined.IsSuccessStatusCode, await joined.Content.ReadAsStringAsync(Cancel));
        return person;
    }

    /// <summary>A guest who has signed in at Spotify to play along.</summary>
    protected async Task<Person> Lent(Guid party, string account)
    {
        var person = await Joined(party);
        await Lend(person, party, account);
        return person;
    }

    protected static async Task Lend(Person person, Guid party, string account)
    {
        using var back = await person.TrySignIn(account, $"/party/{party}/along");
        Assert.Equal($"/party/{party}#along", back.Headers.Location?.ToString());
    }

    /// <summary>A guest who plays along on their phone.</summary>
    protected async Task<Person> PlayingAlong(Guid party, string account)
    {
        var person = await Lent(party, account);
        await Joins(person, party, await PhoneOf(account));
        return person;
    }

    protected async Task<string> PhoneOf(string account) =>
        (await Sandbox.Player(account)).Devices.First(device => device.Type == "Smartphone").Id;

    protected async Task Joins(Person person, Guid party, string? device = null)
    {
        using var joined = await person.Send(
            HttpMethod.Post,
            $"/api/parties/{party}/along",
            new AlongRequest(device, device is null ? null : "Phone")
        );
        Assert.True(joined.IsSuccessStatusCode, await joined.Content.ReadAsStringAsync(Cancel));
        await Settled();
    }

    protected async Task Leaves(Person person, Guid party)
    {
        using var left = await person.Send(HttpMethod.Delete, $"/api/parties/{party}/along");
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        await Settled();
    }

    protected static async Task<AlongView> View(Person person, Guid party)
    {
        using var response = await person.Send(HttpMethod.Get, $"/api/parties/{party}/along");
        return (await response.Content.ReadFromJsonAsync<AlongView>(Cancel))!;
    }

    protected static async Task<PartyDevices> Devices(Person person, Guid party)
    {
        using var response = await person.Send(HttpMethod.Get, $"/api/parties/{party}/along/devices");
        return (await response.Content.ReadFromJsonAsync<PartyDevices>(Cancel))!;
    }

    /// <summary>How it stands as the guest's page is told.</summary>
    protected static async Task<string?> Told(Person person, Guid party) => (await Snapshot(person, party)).Me.Along;

    /// <summary>How far the account's player is ahead of the host's; null when it does not play the same.</summary>
    protected async Task<TimeSpan?> Ahead(string account)
    {
        var (host, far) = (await Sandbox.Player(Host), await Sandbox.Player(account));
        return host.IsPlaying == far.IsPlaying && host.Song?.Uri == far.Song?.Uri
                ? TimeSpan.FromMilliseconds(far.ProgressMs - host.ProgressMs)
            : host.IsPlaying || far.IsPlaying ? null
            : TimeSpan.Zero;
    }

    protected async Task IsTogether(string account)
    {
        var ahead = await Ahead(account);
        Assert.True(ahead is { } apart && apart.Duration() <= TimeSpan.FromSeconds(1), $"{account} is {ahead} ahead: {await Rows()}");
    }

    protected Task<int> Tokens() => Scalar<int>("select count(*)::int from lent_accounts");

    protected Task<string?> Rows() => Scalar<string>("select json_agg(a)::text from party_alongs a");

    /// <summary>What was told to the account's player, in order.</summary>
    protected async Task<IReadOnlyList<string>> Commands(string account) =>
        [
            .. (await Sandbox.Calls("/v1/me/player/**", account))
                .Recent.Where(call => call.Method != "GET")
                .OrderBy(call => call.Number)
                .Select(call => call.Path["/v1/me/player/".Length..]),
        ];
}
