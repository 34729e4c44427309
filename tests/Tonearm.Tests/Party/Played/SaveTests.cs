using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Party.Hosting;
using Tonearm.Party.Played;

namespace Tonearm.Tests.Party.Played;

/// <summary>What was played becomes one private playlist with every song in its order, whatever happens on the way.</summary>
public sealed class SaveTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private const string Making = "/v1/me/playlists";
    private const string Filling = "/v1/playlists/*/items";

    [Fact]
    public async Task It_asks_for_one_more_permission_when_first_wanted_and_goes_on_by_itself_when_it_is_given()
    {
        using var host = await SignedInHost();
        var party = await Ended(host, 2);

        var asked = await Save(host, party);
        Assert.Equal(SaveView.Waits, asked.State);
        await Pass(TimeSpan.FromMinutes(5));
        Assert.Empty((await Sandbox.Calls(Making, method: "POST")).Recent);
        using (var declined = await host.TrySignIn(Host, asked.SignIn!, decision: "cancel"))
            Assert.Equal(HttpStatusCode.BadRequest, declined.StatusCode);
        using (var begun = await host.Send(HttpMethod.Get, asked.SignIn!))
        {
            var scopes = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["scope"].ToString().Split(' ');
            Assert.Contains("playlist-modify-private", scopes);
            Assert.Contains("user-modify-playback-state", scopes);
            Assert.DoesNotContain("playlist-modify-public", scopes);
        }

        using var back = await host.TrySignIn(Host, asked.SignIn!);

        Assert.Equal($"/party/{party}/played", back.Headers.Location?.ToString());
        await Saved(party);
        await HoldsWhatWasPlayed(party);
        Assert.Single((await Sandbox.Calls(Making, method: "POST")).Recent);
        Assert.Single((await Sandbox.Calls(Filling, method: "PUT")).Recent);
        Assert.Empty((await Sandbox.Calls(Filling, method: "POST")).Recent);
    }

    [Fact]
    public async Task Asked_again_it_is_the_same_one()
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 3);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Save(host, party)));
        await Saved(party);
        var again = await Save(host, party);

        Assert.Equal(SaveView.Saved, again.State);
        Assert.StartsWith("https://open.spotify.com/playlist/", again.Url, StringComparison.Ordinal);
        await Pass(TimeSpan.FromMinutes(5));
        await HoldsWhatWasPlayed(party);
    }

    [Theory]
    [InlineData(Making, "POST", false)]
    [InlineData(Making, "POST", true)]
    [InlineData(Filling, "PUT", false)]
    [InlineData(Filling, "PUT", true)]
    [InlineData(Filling, "POST", false)]
    [InlineData(Filling, "POST", true)]
    public async Task An_answer_that_is_lost_makes_no_second_playlist_and_no_song_twice(string path, string method, bool afterEffect)
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 250);
        await Sandbox.Fail(new("drop", Path: path, Method: method, Count: 1, AfterEffect: afterEffect));
        // What was just made does not show at once.
        await Sandbox.Rewrite(new(Making, Members: new() { ["items"] = "[]", ["total"] = "0" }, Count: 1));

        await Save(host, party);
        await Saved(party);

        await HoldsWhatWasPlayed(party);
    }

    [Theory]
    [InlineData(Making, "POST", false)]
    [InlineData(Making, "POST", true)]
    [InlineData(Filling, "PUT", true)]
    [InlineData(Filling, "POST", true)]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was(string path, string method, bool afterEffect)
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 130);
        await App.DisposeAsync();
        await Sql(
            $"insert into party_saves (party_id, title, description, state, asked_at, due_at) select id, 'Late, 27 November 2026', 'The songs of {party}', 'asked', now(), now() from parties where id = '{party}'"
        );
        await KilledAt(await Sandbox.Hold(path, method, afterEffect: afterEffect));
        await Restart();

        await Saved(party);

        await HoldsWhatWasPlayed(party);
    }

    [Fact]
    public async Task When_the_calls_are_used_up_it_says_until_when_and_goes_on_then()
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 2);
        await Sandbox.Fail(new("status", 429, Filling, "PUT", Count: 1, RetryAfter: 7200, Reason: "QUOTA_EXCEEDED"));

        await Save(host, party);
        await Until(async () => (await Told(host, party)).State == SaveView.Waits);
        Assert.Contains("Spotify takes no more calls for that until {", (await Told(host, party)).Sentence, StringComparison.Ordinal);
        await App.Advance(TimeSpan.FromHours(2.1));
        await Saved(party);

        await HoldsWhatWasPlayed(party);
    }

    [Fact]
    public async Task What_the_owner_put_into_it_meanwhile_stays_and_nothing_is_added_to_it()
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 2);
        await Sandbox.Fail(new("status", 429, Filling, "PUT", Count: 1, RetryAfter: 7200, Reason: "QUOTA_EXCEEDED"));
        await Save(host, party);
        await Until(async () => (await Told(host, party)).State == SaveView.Waits);
        var own = (await Sandbox.Library(Host))[0];
        await Sandbox.Fill(own.Id, 3);
        await App.Advance(TimeSpan.FromHours(2.1));

        await Until(async () => (await Told(host, party)).State == SaveView.Refused);
        Assert.Equal(3, (await Sandbox.Items(own.Id)).Length);
        // Wanted once more, it is another playlist.
        await Save(host, party);
        await Saved(party);
        Assert.NotEqual(own.Id, (await Sandbox.Library(Host))[0].Id);
        Assert.Equal(2, (await Sandbox.Items((await Sandbox.Library(Host))[0].Id)).Length);
    }

    [Fact]
    public async Task Only_the_owner_saves_and_only_what_is_over()
    {
        using var host = await AllowedHost();
        var party = await Started(host);
        using var guest = await Guest.In(App, await Rows(party));
        using var device = new Guest(App);
        using var otherOwner = App.Visitor();
        await otherOwner.SignIn("firstspin", "/signin?for=party");
        using (var key = await host.Send(HttpMethod.Post, $"/api/parties/{party}/keys"))
        using (
            var spent = await device.Send(
                HttpMethod.Post,
                "/api/party/key",
                JsonContent.Create(new HostKey((await key.Content.ReadFromJsonAsync<HostKeyLink>(Cancel))!.Url.Split('/')[^1]))
            )
        )
            Assert.Equal(HttpStatusCode.OK, spent.StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, await Status(host.Send(HttpMethod.Post, $"/api/parties/{party}/save")));
        await End(host, party);
        foreach (var nobody in new[] { guest, device })
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(nobody.Send(HttpMethod.Post, $"/api/parties/{party}/save")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(otherOwner.Send(HttpMethod.Post, $"/api/parties/{party}/save")));
        Assert.Equal(HttpStatusCode.NotFound, await Status(host.Send(HttpMethod.Post, $"/api/parties/{Guid.NewGuid()}/save")));
        Assert.Equal(HttpStatusCode.NotFound, await Status(host.Send(HttpMethod.Get, $"/api/parties/{party}/save")));
        Assert.Equal(
            HttpStatusCode.Accepted,
            await Status(host.Send(HttpMethod.Post, $"/api/parties/{party}/save", new SaveRequest("Europe/Berlin")))
        );
        await Saved(party);
        Assert.Equal(0, await Scalar<int>("select count(*) from party_saves where party_id <> @party", new { party }));
    }

    [Fact]
    public async Task The_page_saves_without_a_script_and_shows_how_far_it_is()
    {
        using var host = await AllowedHost();
        var party = await Ended(host, 2);
        var address = new Uri($"/party/{party}/played", UriKind.Relative);
        var page = await host.Http.GetStringAsync(address, Cancel);
        using var form = new FormUrlEncodedContent([new(FormToken.Name, FormToken.Of(page)), new("zone", "Pacific/Auckland")]);

        using var sent = await host.Http.PostAsync(new Uri($"/party/{party}/save", UriKind.Relative), form, Cancel);

        Assert.Equal(address.ToString(), sent.Headers.Location?.ToString());
        await Saved(party);
        Assert.Contains("https://open.spotify.com/playlist/", await host.Http.GetStringAsync(address, Cancel), StringComparison.Ordinal);
    }

    /// <summary>Somebody who hosts, and has allowed playlists before.</summary>
    private async Task<Person> AllowedHost()
    {
        var person = await SignedInHost();
        await person.SignIn(Host, $"/accounts/link?for=party&more=keep&account={(await person.Account(Host)).Id}");
        return person;
    }

    /// <summary>A party that is over, at which so many songs were played.</summary>
    private async Task<Guid> Ended(Person host, int songs)
    {
        var party = await Opened(host);
        await Sql(
            $"insert into party_played (party_id, round, place, likes, how, began_at) select party_id, row_number() over (order by place desc), place, 1, 'vote', now() from party_tracks where party_id = '{party}' order by place desc limit {songs}"
        );
        await End(host, party);
        return party;
    }

    private static async Task End(Person host, Guid party) =>
        Assert.Equal(HttpStatusCode.NoContent, await Status(host.Send(HttpMethod.Post, $"/api/parties/{party}/end")));

    private static async Task<SaveView> Save(Person host, Guid party)
    {
        using var response = await host.Send(HttpMethod.Post, $"/api/parties/{party}/save");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<SaveView>(Cancel))!;
    }

    private static async Task<SaveView> Told(Person host, Guid party)
    {
        using var response = await host.Send(HttpMethod.Get, $"/api/parties/{party}/save");
        return (await response.Content.ReadFromJsonAsync<SaveView>(Cancel))!;
    }

    /// <summary>Lets time pass until it is whole; what waits for Spotify waits minutes at most.</summary>
    private async Task Saved(Guid party)
    {
        await Until(async () =>
        {
            var state = await Scalar<string>(
                "select state || coalesce(' ' || problem, '') from party_saves where party_id = @party",
                new { party }
            );
            Assert.DoesNotContain("refused", state, StringComparison.Ordinal);
            if (state == "saved")
                return true;
            if (
                await Scalar<bool>(
                    "select due_at > @now from party_saves where party_id = @party",
                    new { party, now = App.Clock.GetUtcNow() }
                )
            )
                await App.Advance(TimeSpan.FromSeconds(1));
            return false;
        });
    }

    /// <summary>One playlist of it, private, with every song once and in its order.</summary>
    private async Task HoldsWhatWasPlayed(Guid party)
    {
        var title = await Scalar<string>("select title from party_saves where party_id = @party", new { party });
        var made = Assert.Single(await Sandbox.Library(Host), entry => entry.Title == title);
        Assert.Equal(made.Id, await Scalar<string>("select playlist_id from party_saves where party_id = @party", new { party }));
        Assert.False((await Sandbox.Truth(made.Id)).Public);
        var played = await Scalar<string>(
            "select string_agg(t.uri, ' ' order by d.round) from party_played d join party_tracks t using (party_id, place) where d.party_id = @party",
            new { party }
        );
        Assert.Equal(played!.Split(' '), await Sandbox.Items(made.Id));
    }

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.StatusCode;
    }
}
