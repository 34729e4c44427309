using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace Tonearm.Tests.Party.Likes;

/// <summary>An answered like is counted, never lost and never counted twice.</summary>
public sealed class LikeTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_like_moves_and_is_taken_back()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);

        var first = await guest.Likes(party, party.Ballot[0]);
        var moved = await guest.Likes(party, party.Ballot[2]);

        Assert.Equal([party.Ballot[0]], first.Likes);
        Assert.Equal((2L, party.Ballot[2]), (moved.N, Assert.Single(moved.Likes)));
        Assert.Equal([0, 0, 1, 0], await party.Counts(Database));
        using (var other = await guest.Unlike(party, party.Ballot[1]))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal([0, 0, 1, 0], await party.Counts(Database));
        using (var back = await guest.Unlike(party, party.Ballot[2]))
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal([0, 0, 0, 0], await party.Counts(Database));
    }

    [Fact]
    public async Task Where_many_likes_are_allowed_they_stay()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), manyLikes: true);
        using var guest = await Guest.In(App, party);

        await guest.Likes(party, party.Ballot[3]);
        var both = await guest.Likes(party, party.Ballot[1]);

        Assert.Equal([party.Ballot[1], party.Ballot[3]], both.Likes);
        Assert.Equal([0, 1, 0, 1], await party.Counts(Database));
    }

    [Fact]
    public async Task A_word_with_an_older_counter_changes_nothing_and_is_told_the_truth()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        await guest.Likes(party, party.Ballot[1], counter: 7);

        var older = await guest.Likes(party, party.Ballot[0], counter: 6);
        var same = await guest.Likes(party, party.Ballot[0], counter: 7);

        Assert.Equal((7L, party.Ballot[1]), (older.N, Assert.Single(older.Likes)));
        Assert.Equal((7L, party.Ballot[1]), (same.N, Assert.Single(same.Likes)));
        Assert.Equal([0, 1, 0, 0], await party.Counts(Database));
    }

    [Fact]
    public async Task Late_likes_say_which_round_it_is_and_count_nowhere()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);
        await Sql("update parties set round = 3, version = version + 1");

        using var lastRound = await guest.Like(party, party.Ballot[0], round: 2);
        using var offBallot = await guest.Like(party, party.Tracks[^1], round: 3);
        using var plays = await guest.Like(party, party.Tracks[0], round: 3);
        await Sql("update parties set closed = true, version = version + 1");
        using var closed = await guest.Like(party, party.Ballot[0], round: 3);

        foreach (var answer in new[] { lastRound, offBallot, plays, closed })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel);
            Assert.Equal(3, (int)problem!["round"]!);
            Assert.EndsWith(".", (string)problem["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal([0, 0, 0, 0], await party.Counts(Database));
    }

    [Fact]
    public async Task Only_guests_of_the_party_vote_in_it()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var other = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, other);
        using var stranger = new Guest(App);

        using var elsewhere = await guest.Like(party, party.Ballot[0]);
        using var nobody = await stranger.Like(party, party.Ballot[0]);
        using var nowhere = await guest.Like(party with { Id = Guid.NewGuid() }, party.Ballot[0]);

        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal([0, 0, 0, 0], await party.Counts(Database));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n":0}""")]
    [InlineData("""{"n":-1}""")]
    [InlineData("""{"n":"many"}""")]
    [InlineData("""{"n":1e40}""")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("")]
    public async Task A_body_that_is_no_like_is_told_so(string body)
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var guest = await Guest.In(App, party);

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await guest.Send(method, $"/api/parties/{party.Id}/rounds/1/likes/{party.Ballot[0]}", content);

            Assert.Equal(
                (HttpStatusCode.BadRequest, "application/problem+json"),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
            );
        }

        Assert.Equal([0, 0, 0, 0], await party.Counts(Database));
    }

    [Fact]
    public async Task Hundreds_at_once_from_many_guests_all_count()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => Guest.In(App, party)));
        var version = await Scalar<long>("select version from parties");

        // Each changes their mind three times, and what they said last is what counts.
        await Task.WhenAll(
            guests.Select(
                async (guest, i) =>
                {
                    for (var turn = 0; turn < 3; turn++)
                        await guest.Likes(party, party.Ballot[(i + turn) % 4]);
                }
            )
        );

        Assert.Equal([30, 30, 30, 30], await party.Counts(Database));
        Assert.Equal(120, await Scalar<int>("select count(*) from party_guests where n = 3"));
        // Far fewer changes than likes: they were written together.
        Assert.InRange(await Scalar<long>("select version from parties") - version, 1, 240);
    }

    [Fact]
    public async Task Hundreds_at_once_from_one_guest_leave_the_one_with_the_highest_counter()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        using var one = await Guest.In(App, party);
        using var tab = new Guest(App, one);

        var said = Enumerable
            .Range(1, 300)
            .Select(counter => (counter, track: party.Ballot[counter % 4], tab: counter % 2 == 0 ? one : tab))
            .ToArray();
        Random.Shared.Shuffle(said);
        var answers = await Task.WhenAll(said.Select(each => each.tab.Likes(party, each.track, counter: each.counter)));

        Assert.All(answers, answer => Assert.Single(answer.Likes));
        Assert.Equal([1, 0, 0, 0], await party.Counts(Database));
        Assert.Equal(300, await Scalar<long>("select n from party_guests"));
    }

    [Fact]
    public async Task Hundreds_at_once_from_one_guest_who_may_like_many_end_as_if_they_had_come_in_order()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow(), ballot: 8, manyLikes: true);
        using var one = await Guest.In(App, party);
        var random = new Random(7);
        var said = Enumerable.Range(1, 300).Select(counter => (counter, place: random.Next(8), liked: random.Next(2) == 0)).ToArray();

        // All in flight together, so that batches hold many; what is heeded depends on the order they arrive in, what is true afterwards
        // does not.
        await Task.WhenAll(
            said.Select(async each =>
            {
                using var answer = each.liked
                    ? await one.Like(party, party.Ballot[each.place], counter: each.counter)
                    : await one.Unlike(party, party.Ballot[each.place], counter: each.counter);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            })
        );

        Assert.Equal(300, await Scalar<long>("select n from party_guests"));
        Assert.Equal(said[^1].liked ? 1 : 0, (await party.Counts(Database))[said[^1].place]);
        Assert.Equal((await one.Snapshot(party)).Me.Likes.Count, (await party.Counts(Database)).Sum());
    }

    [Fact]
    public async Task In_the_instant_voting_closes_each_like_is_either_counted_or_told_that_it_is_late()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Guest.In(App, party)));
        var likes = guests
            .Select(guest =>
                Task.Run(async () =>
                {
                    using var answer = await guest.Like(party, party.Ballot[1]);
                    return answer.StatusCode;
                })
            )
            .ToArray();

        await Task.WhenAny(likes);
        int counted;
        await using (var connection = new NpgsqlConnection(Database))
        {
            await connection.OpenAsync(Cancel);
            await using var closing = await connection.BeginTransactionAsync(Cancel);
            await connection.ExecuteAsync("select from parties for update; update parties set closed = true, version = version + 1");
            counted = await connection.ExecuteScalarAsync<int>("select count(*) from party_likes");
            await closing.CommitAsync(Cancel);
        }

        var statuses = await Task.WhenAll(likes);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Equal(counted, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal([0, counted, 0, 0], await party.Counts(Database));
    }

    [Fact]
    public async Task The_tie_goes_to_the_one_that_reached_its_count_first()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Guest.In(App, party)));
        Assert.Equal(party.Ballot[0], (await guests[0].Snapshot(party)).Leader);

        await guests[0].Likes(party, party.Ballot[3]);
        await guests[1].Likes(party, party.Ballot[1]);
        Assert.Equal(party.Ballot[3], (await guests[0].Snapshot(party)).Leader);

        await guests[2].Likes(party, party.Ballot[1]);
        await guests[2].Likes(party, party.Ballot[2]);
        Assert.Equal(party.Ballot[3], (await guests[0].Snapshot(party)).Leader);
    }

    [Fact]
    public async Task A_like_that_cannot_be_written_does_not_take_others_with_it()
    {
        var party = await PartyRows.Insert(Database, App.Clock.GetUtcNow());
        var guests = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Guest.In(App, party)));
        await Sql(
            """
            create function spoil() returns trigger language plpgsql as $$ begin raise exception 'spoilt'; end $$;
            create trigger spoilt before insert on party_likes for each row when (new.place = 2) execute function spoil();
            """
        );

        var statuses = await Task.WhenAll(
            guests.Select(
                async (guest, i) =>
                {
                    using var answer = await guest.Like(party, party.Ballot[i % 4]);
                    return answer.StatusCode;
                }
            )
        );

        Assert.Equal([10, 0, 10, 10], await party.Counts(Database));
        Assert.All(
            statuses.Index(),
            each => Assert.Equal(each.Index % 4 == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, each.Item)
        );
    }
}
