using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Tonearm.Party.Joining;

namespace Tonearm.Tests.Party.Joining;

/// <summary>How often strangers may try a door, and that nobody with the right code waits for those who guess.</summary>
public sealed class JoinLimitTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false });

    [Fact]
    public async Task A_guest_who_is_in_types_the_code_again_at_a_full_door_and_is_in()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "123123");
        using var inside = await Guest.In(App, party);
        // Somebody on the same device, or at the same address, has tried too often.
        while ((await Guess(inside, 1))[0] != HttpStatusCode.TooManyRequests)
        {
            // Once more.
        }

        using var again = await inside.Join("123123");
        using var guess = await inside.Join("123124");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, guess.StatusCode);
    }

    [Fact]
    public async Task A_hundred_guests_come_in_at_once_while_others_behind_their_router_guess()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), code: "999999");
        // Honest phones have opened the start page; some mistype at first.
        var honest = Enumerable.Range(0, 100).Select(_ => new Guest(App)).ToArray();
        foreach (var guest in honest)
            using (await guest.Send(HttpMethod.Get, "/")) { }

        using var guesser = new Guest(App);

        // All at the same time: one device that guesses, sixty that guess without a page of ours, and those who have the right code.
        var oneDevice = Guess(guesser, 40);
        var manyDevices = GuessWithMany(60);
        var joined = Task.WhenAll(
            honest.Select(
                async (guest, i) =>
                {
                    if (i < 15)
                        using (await guest.Join("900000")) { }

                    using var answer = await guest.Join(party.Code);
                    return answer.StatusCode;
                }
            )
        );

        Assert.All(await joined, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange((await oneDevice).Count(status => status == HttpStatusCode.NotFound), 1, 10);
        Assert.InRange((await manyDevices).Count(status => status == HttpStatusCode.NotFound), 1, 20);
        // And once the guessers have spent all that strangers here may try.
        using var late = new Guest(App);
        using (await late.Send(HttpMethod.Get, "/"))
        using (var comesIn = await late.Join(party.Code))
            Assert.Equal(HttpStatusCode.OK, comesIn.StatusCode);

        // The secret is still open to everybody, and the guesser may try again later.
        using (var byLink = await guesser.Join(secret: party.Secret))
            Assert.Equal(HttpStatusCode.OK, byLink.StatusCode);
        using (var now = await guesser.Join("900001"))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "tries"), await now.Told());
            App.Clock.Advance(now.Headers.RetryAfter!.Delta!.Value);
        }

        using var later = await guesser.Join("900001");
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
    }

    [Fact]
    public async Task Devices_by_the_dozen_guess_no_faster_than_their_address_may()
    {
        var guesses = 0;
        for (var device = 0; device < 60 && guesses < 1_000; device++)
        {
            using var guest = new Guest(App);
            App.Clock.Advance(TimeSpan.FromSeconds(6));
            guesses += (await Guess(guest, 12)).Count(status => status == HttpStatusCode.NotFound);
        }

        // Six minutes: what an address may do at once and sixty a minute, whatever the number of its devices.
        Assert.InRange(guesses, 300, 300 + 6 * 60 + 1);
    }

    [Fact]
    public async Task Hundreds_of_new_guests_from_one_address_are_slowed_and_the_host_is_told()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var host = await Guest.In(App, party);
        await Scalar<int>("update party_guests set host = true");
        Assert.False((await host.Snapshot(party)).Host!.Crowded);

        HttpStatusCode status;
        var inside = 1;
        do
        {
            using var guest = new Guest(App);
            using var answer = await guest.Join(secret: party.Secret);
            status = answer.StatusCode;
            if (status == HttpStatusCode.OK)
                inside++;
            else
                Assert.Equal("crowded", (await answer.Told()).Reason);
        } while (status == HttpStatusCode.OK);

        Assert.Equal(150, inside);
        Assert.True((await host.Snapshot(party)).Host!.Crowded);
        using (var again = await host.Join(party.Code))
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        App.Clock.Advance(TimeSpan.FromSeconds(2));
        using var next = new Guest(App);
        using var comesIn = await next.Join(party.Code);
        Assert.Equal(HttpStatusCode.OK, comesIn.StatusCode);
    }

    [Fact]
    public async Task Only_a_trusted_proxy_is_believed_about_where_somebody_comes_from()
    {
        var behindProxy = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1")]);
        var behindTwo = await StartNode(settings: [("Web:TrustedProxies", "127.0.0.1, 10.0.0.0/24")]);

        Assert.Equal(20, await Guesses(App, _ => ""));
        Assert.Equal(40, await Guesses(behindProxy, _ => ""));
        // What somebody claims before the proxy has its word is only a claim.
        Assert.Equal(0, await Guesses(behindProxy, i => $"203.0.113.{i}, "));
        // Two proxies, one behind the other, are both named.
        Assert.Equal(40, await Guesses(behindTwo, _ => "", ", 10.0.0.3"));
        Assert.Contains(App.Log.Lines, line => line.Message.Contains("Web:TrustedProxies", StringComparison.Ordinal));
        Assert.DoesNotContain(
            behindProxy.Log.Lines.Concat(behindTwo.Log.Lines),
            line => line.Message.Contains("Web:TrustedProxies", StringComparison.Ordinal)
        );

        async Task<int> Guesses(TonearmApp node, Func<int, string> claim, string second = "")
        {
            var guesses = 0;
            for (var i = 0; i < 60; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/api/join"))
                {
                    Content = JsonContent.Create(new { code = "000000" }),
                };
                request.Headers.Add("X-Forwarded-For", claim(i) + $"2001:db8:1:{i % 2 + 1}::{i:x}" + second);
                using var answer = await Http.SendAsync(request, Cancel);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    guesses++;
            }

            return guesses;
        }
    }

    private static async Task<List<HttpStatusCode>> Guess(Guest guest, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await guest.Join(i.ToString($"D{PartyCodes.Digits}", CultureInfo.InvariantCulture));
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private async Task<List<HttpStatusCode>> GuessWithMany(int devices)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < devices; i++)
        {
            using var fresh = new Guest(App);
            statuses.AddRange(await Guess(fresh, 1));
        }

        return statuses;
    }
}
