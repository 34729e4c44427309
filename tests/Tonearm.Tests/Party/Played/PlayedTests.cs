using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tonearm.Party.Hosting;
using Tonearm.Party.Played;
using Tonearm.Party.Room;

namespace Tonearm.Tests.Party.Played;

/// <summary>What was played, and who is told.</summary>
public sealed class PlayedTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task Each_song_stands_with_when_it_began_its_likes_and_why_it_was_this_one()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var winner = (await Now(party)).Ballot[2];
        await Like(party, winner, 3);
        await PassSong();
        await PassSong();

        var list = await Played(host, party);

        var heard = InOne(await Heard());
        Assert.Equal([("order", 0), ("vote", 3), ("order", 0)], list.Songs.Select(song => (song.How, song.Likes)));
        Assert.Equal(
            heard.Select(song => song.Uri),
            list.Songs.Select(song => song.Url.Replace("https://open.spotify.com/track/", "spotify:track:", StringComparison.Ordinal))
        );
        Assert.All(
            list.Songs.Zip(heard),
            // The clocks of the two stand apart.
            each =>
                Assert.InRange(
                    (each.First.BeganAt - list.Songs[0].BeganAt - (each.Second.StartedAt - heard[0].StartedAt)).Duration(),
                    TimeSpan.Zero,
                    TimeSpan.FromSeconds(3)
                )
        );
        Assert.Equal(("live", null), (list.Phase, list.EndedAt));
    }

    [Fact]
    public async Task The_host_s_choice_is_told_as_that_whatever_was_liked()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var ballot = (await Now(party)).Ballot;
        await Like(party, ballot[1], 4);
        await Like(party, ballot[3]);
        using (
            var chosen = await host.Send(
                HttpMethod.Put,
                $"/api/parties/{party}/choice",
                new HostsChoice(ballot[3]["spotify:track:".Length..])
            )
        )
            Assert.True(chosen.IsSuccessStatusCode);
        await PassSong();

        var songs = (await Played(host, party)).Songs;

        Assert.EndsWith(ballot[3]["spotify:track:".Length..], songs[1].Url, StringComparison.Ordinal);
        Assert.Equal(("host", 1), (songs[1].How, songs[1].Likes));
    }

    [Fact]
    public async Task What_was_chosen_and_given_up_was_not_played_and_likes_are_those_of_the_moment()
    {
        using var host = await SignedInHost();
        var party = await Started(host, settings: new(VoteSeconds: 30));
        var (given, instead) = ((await Now(party)).Ballot[1], (await Now(party)).Ballot[3]);
        await Like(party, given, 2);
        await Like(party, instead);
        await PassSlowly(TimeSpan.FromSeconds(40));
        Assert.Equal(given, (await Now(party)).Winner);
        using (var off = await host.Send(HttpMethod.Delete, $"/api/parties/{party}/ballot/{given["spotify:track:".Length..]}"))
            Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        await Settled();
        Assert.Single((await Played(host, party)).Songs);
        await PassSong();

        var songs = (await Played(host, party)).Songs;
        Assert.EndsWith(instead["spotify:track:".Length..], songs[1].Url, StringComparison.Ordinal);
        Assert.Equal((2, 1, "vote"), (songs.Count, songs[1].Likes, songs[1].How));
    }

    [Fact]
    public async Task It_is_told_to_those_who_were_there_as_long_as_the_party_is_kept_and_to_nobody_else()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var secret = await Scalar<string>("select secret from parties where id = @party", new { party });
        var other = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, await Rows(party));
        using var guestOfAnother = await Guest.In(App, other);
        using var stranger = new Guest(App);
        using var otherOwner = App.Visitor();
        await otherOwner.SignIn("firstspin", "/signin?for=party");

        await EverybodyAsks(HttpStatusCode.Redirect, HttpStatusCode.Redirect);
        await Do(host, party, "pause");
        using (var end = await host.Send(HttpMethod.Post, $"/api/parties/{party}/end"))
            Assert.Equal(HttpStatusCode.NoContent, end.StatusCode);
        var guests = await Scalar<int>("select count(*) from party_guests where party_id = @party", new { party });
        // The link they had leads to it from now on, with no power but to read.
        await EverybodyAsks(HttpStatusCode.OK, HttpStatusCode.OK);
        Assert.Equal(guests, await Scalar<int>("select count(*) from party_guests where party_id = @party", new { party }));

        await App.Advance(TimeSpan.FromDays(31));
        await Until(async () => !await Scalar<bool>("select exists (select from parties where id = @party)", new { party }));
        Assert.Equal(0, await Scalar<int>("select count(*) from party_played"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(() => guest.Send(HttpMethod.Get, $"/api/parties/{party}/played")));
        Assert.Equal(HttpStatusCode.NotFound, await Status(() => guest.Send(HttpMethod.Get, $"/j/{secret}")));

        async Task EverybodyAsks(HttpStatusCode byLink, HttpStatusCode byLinkAsGuest)
        {
            foreach (var path in new[] { $"/api/parties/{party}/played", $"/api/parties/{party}/played.csv", $"/party/{party}/played" })
            {
                Assert.Equal((path, HttpStatusCode.OK), (path, await Status(() => host.Send(HttpMethod.Get, path))));
                Assert.Equal((path, HttpStatusCode.OK), (path, await Status(() => guest.Send(HttpMethod.Get, path))));
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, await Status(() => guestOfAnother.Send(HttpMethod.Get, path))));
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, await Status(() => stranger.Send(HttpMethod.Get, path))));
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, await Status(() => otherOwner.Send(HttpMethod.Get, path))));
            }

            using var visitor = new Guest(App);
            Assert.Equal(byLink, await Status(() => visitor.Send(HttpMethod.Get, $"/j/{secret}")));
            Assert.Equal(byLinkAsGuest, await Status(() => guest.Send(HttpMethod.Get, $"/j/{secret}")));
        }
    }

    [Fact]
    public async Task Whoever_is_told_that_a_party_is_over_is_shown_the_way_to_what_was_played()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        using var guest = await Guest.In(App, await Rows(party));
        using (await host.Send(HttpMethod.Post, $"/api/parties/{party}/end")) { }

        using var farewell = await guest.Send(HttpMethod.Get, "/?ended=host");
        using var start = await guest.Send(HttpMethod.Get, "/");
        using var nobody = await new Guest(App).Send(HttpMethod.Get, "/?ended=host");

        Assert.Contains($"/party/{party}/played", await farewell.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("/played", await start.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("/played", await nobody.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_most_people_are_those_who_were_here_at_once_on_all_nodes()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var (here, there) = (
            new Presence(App.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), App.Clock),
            new Presence(App.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), App.Clock)
        );

        await here.Keep([With(4)], Cancel);
        await there.Keep([With(3)], Cancel);
        await here.Keep([With(4)], Cancel);
        await here.Keep([With(1)], Cancel);

        Assert.Equal(7, await Scalar<int>("select most_people from parties"));

        PresenceCount With(int people) => new(party.Id, Enumerable.Range(0, people).Select(_ => Guid.NewGuid()).ToHashSet(), 0);
    }

    private static async Task<PlayedList> Played(Person host, Guid party)
    {
        using var response = await host.Send(HttpMethod.Get, $"/api/parties/{party}/played");
        return (await response.Content.ReadFromJsonAsync<PlayedList>(Cancel))!;
    }

    private static async Task<HttpStatusCode> Status(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        return answer.StatusCode;
    }
}
