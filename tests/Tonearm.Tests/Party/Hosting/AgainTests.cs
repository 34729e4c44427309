using System.Net;
using Tonearm.Party;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>A host's earlier parties, and one more like them in one tap.</summary>
public sealed class AgainTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private static readonly PartySettings Own = new(BallotSize: 6, ManyLikes: true);

    [Fact]
    public async Task The_same_playlist_device_and_settings_in_one_tap()
    {
        using var host = await SignedInHost();
        var party = await Held(host);

        using var again = await Again(host, party);

        var next = Guid.Parse(again.Headers.Location!.ToString().Split('/')[^1]);
        Assert.NotEqual(party, next);
        Assert.Equal(
            await Scalar<string>(
                "select concat(playlist_id, ' ', device_id, ' ', settings::text) from parties where id = @party",
                new { party }
            ),
            await Scalar<string>(
                "select concat(playlist_id, ' ', device_id, ' ', settings::text) from parties where id = @next",
                new { next }
            )
        );
        // A second tap leads to the same.
        using var twice = await Again(host, party);
        Assert.Equal(again.Headers.Location, twice.Headers.Location);
    }

    [Fact]
    public async Task A_device_that_came_back_under_another_id_is_found_and_one_that_sleeps_is_told()
    {
        using var host = await SignedInHost();
        var party = await Held(host);
        var phone = (await Sandbox.Player(Host)).Devices.Single(device => device.Type == "Smartphone");
        await Sandbox.RemoveDevice(Host, phone.Id);

        using (var without = await Again(host, party))
        {
            var next = Guid.Parse(without.Headers.Location!.ToString().Split('/')[^1]);
            Assert.Null(await Scalar<string?>("select device_id from parties where id = @next", new { next }));
            Assert.Contains(
                $"{phone.Name} is not awake",
                await host.Http.GetStringAsync(without.Headers.Location, Cancel),
                StringComparison.Ordinal
            );
            using (await host.Send(HttpMethod.Post, $"/api/parties/{next}/end")) { }
        }

        var back = await Sandbox.AddDevice(Host, phone.Name);
        using var with = await Again(host, party);
        var found = Guid.Parse(with.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal(back.Id, await Scalar<string?>("select device_id from parties where id = @found", new { found }));
    }

    [Fact]
    public async Task A_host_sees_their_own_parties_and_repeats_no_others()
    {
        using var host = await SignedInHost();
        var party = await Held(host);
        using var other = App.Visitor();
        await other.SignIn("firstspin", "/signin?for=party");

        var mine = await host.Http.GetStringAsync(new Uri("/party", UriKind.Relative), Cancel);
        var theirs = await other.Http.GetStringAsync(new Uri("/party", UriKind.Relative), Cancel);

        Assert.Contains($"/party/{party}/played", mine, StringComparison.Ordinal);
        Assert.Contains("Again like last time", mine, StringComparison.Ordinal);
        Assert.Contains("1 song,", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Again like last time", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain($"{party}", theirs, StringComparison.Ordinal);
        using var stolen = await Again(other, party);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
    }

    [Fact]
    public async Task A_playlist_that_is_gone_is_told_on_the_page_of_the_host()
    {
        using var host = await SignedInHost();
        var party = await Held(host);
        await Sandbox.Destroy((await Scalar<string>("select playlist_id from parties where id = @party", new { party }))!);

        using var again = await Again(host, party);

        Assert.Equal("/party", again.Headers.Location?.ToString());
        Assert.Contains(
            "There is no such playlist.",
            await host.Http.GetStringAsync(again.Headers.Location, Cancel),
            StringComparison.Ordinal
        );
    }

    /// <summary>A party with a song, and its end.</summary>
    private async Task<Guid> Held(Person host)
    {
        var party = await Started(host, settings: Own);
        using (await host.Send(HttpMethod.Post, $"/api/parties/{party}/end")) { }
        return party;
    }

    private static async Task<HttpResponseMessage> Again(Person host, Guid party)
    {
        using var form = new FormUrlEncodedContent([
            new(FormToken.Name, FormToken.Of(await host.Http.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel))),
            new("id", $"{party}"),
        ]);
        return await host.Http.PostAsync(new Uri("/party/again", UriKind.Relative), form, Cancel);
    }
}
