using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using Tonearm.Party;
using Tonearm.Party.Along;
using Tonearm.Party.Hosting;

namespace Tonearm.Tests.Party;

/// <summary>A host with a player, and time that only the test moves: what is due happens then, and nothing else.</summary>
public abstract class PartySlice(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    protected const string Host = "kitchenradio";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MostTries = 6;

    /// <summary>Of things that are due one after the other; an hour has no more.</summary>
    private const int MostSteps = 500;

    protected override bool StillClock => true;

    /// <summary>Guard would make calls of its own.</summary>
    protected override (string Name, string? Value)[] Settings => [("Guard:Enabled", "false")];

    /// <summary>Somebody who has signed in to host.</summary>
    protected async Task<Person> SignedInHost(TonearmApp? at = null)
    {
        var person = (at ?? App).Visitor();
        await person.SignIn(Host, "/signin?for=party");
        return person;
    }

    /// <summary>A playlist of the host's with these tracks, or the first so many of the catalogue.</summary>
    protected async Task<string> Playlist(int tracks)
    {
        var library = await Sandbox.Library(Host);
        return tracks switch
        {
            1200 => library[3].Id,
            1 => library[8].Id,
            3 => library[9].Id,
            0 => library[10].Id,
            _ => library[0].Id,
        };
    }

    protected async Task<string> Phone() => (await Sandbox.Player(Host)).Devices.First(device => device.Type == "Smartphone").Id;

    /// <summary>A party in its lobby, with all of its playlist.</summary>
    protected async Task<Guid> Opened(Person host, string? playlist = null, PartySettings? settings = null)
    {
        using var response = await host.Send(
            HttpMethod.Post,
            "/api/parties",
            new NewParty(playlist ?? await Playlist(1200), await Phone(), settings)
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var party = (await response.Content.ReadFromJsonAsync<Snapshot>())!.Id;
        await Until(() => Scalar<bool>("select pages = '{}' from party_playlists where party_id = @party", new { party }));
        return party;
    }

    /// <summary>A party whose first song plays and has been heard.</summary>
    protected async Task<Guid> Started(Person host, string? playlist = null, PartySettings? settings = null)
    {
        var party = await Opened(host, playlist, settings);
        await Do(host, party, "start");
        await Pass(TimeSpan.FromSeconds(2));
        return party;
    }

    /// <summary>What guests need to know of it.</summary>
    protected async Task<PartyRows> Rows(Guid party) =>
        new(party, Guid.Empty, (await Scalar<string>("select code from parties where id = @party", new { party }))!, "", [], 4);

    /// <summary>What the host is told.</summary>
    protected static async Task<Snapshot> Snapshot(Person host, Guid party)
    {
        using var response = await host.Send(HttpMethod.Get, $"/api/parties/{party}");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<Snapshot>(Cancel))!;
    }

    /// <summary>Asks something as the host, and returns when it has been done.</summary>
    protected async Task Do(Person host, Guid party, string what)
    {
        using var response = await host.Send(HttpMethod.Post, $"/api/parties/{party}/{what}");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await Settled();
    }

    /// <summary>Lets time pass in one jump, and returns when all that was due by then has been done.</summary>
    protected async Task Pass(TimeSpan time)
    {
        await App.Advance(time);
        await Settled();
    }

    /// <summary>Lets time pass as it does: from one thing that is due to the next.</summary>
    protected async Task PassUntil(DateTimeOffset end)
    {
        var steps = 0;
        while (App.Clock.GetUtcNow() < end)
        {
            if (++steps > MostSteps)
                Assert.Fail($"Its conductor turns in circles: {await State()}");
            var next = await Scalar<DateTime?>(
                "select min(due_at) from (select due_at from parties where phase <> 'ended' union all select due_at from party_alongs) due"
            )
                is { } due
                ? new DateTimeOffset(due, TimeSpan.Zero)
                : end;
            var step = (next < end ? next : end) - App.Clock.GetUtcNow();
            await Pass(step > TimeSpan.Zero ? step : TimeSpan.FromMilliseconds(1));
        }
    }

    protected Task PassSlowly(TimeSpan time) => PassUntil(App.Clock.GetUtcNow() + time);

    /// <summary>Until the song that plays is over and the next has been heard, or so much later.</summary>
    protected async Task PassSong(TimeSpan later = default)
    {
        var player = await Sandbox.Player(Host);
        await PassSlowly(player.EndsAt!.Value - player.Now + TimeSpan.FromSeconds(3) + later);
    }

    /// <summary>Until so long before the song that plays is over.</summary>
    protected async Task PassUntilBeforeEnd(TimeSpan before)
    {
        var player = await Sandbox.Player(Host);
        await PassSlowly(player.EndsAt!.Value - player.Now - before);
    }

    /// <summary>The winner is on its way into the queue, and Spotify keeps the answer, or has not heard of it yet.</summary>
    protected async Task<Hold> HandOverHeld(bool afterEffect)
    {
        var player = await Sandbox.Player(Host);
        var hold = await Sandbox.Hold("/v1/me/player/queue", "POST", afterEffect: afterEffect);
        await App.Advance(player.EndsAt!.Value - player.Now - TimeSpan.FromSeconds(10));
        await hold.Waiting();
        return hold;
    }

    /// <summary>Nothing in the music's way, no track twice, none that was not asked for, each to its end.</summary>
    protected async Task AllWell(Guid party, int songs)
    {
        var heard = InOne(await Heard());
        heard = [.. heard.Where(song => song.HeardMs > 5_000 || song == heard[^1])];
        var now = await Now(party);
        Assert.Equal((null, true, songs), (now.Trouble, now.Plays, now.Round));
        Assert.Equal(songs, heard.Count);
        Assert.Equal(songs, heard.Select(song => song.Uri).Distinct().Count());
        Assert.Equal(now.Song, heard[^1].Uri);
    }

    /// <summary>A song that went on after a pause is one song.</summary>
    protected static IReadOnlyList<PlayedSong> InOne(IReadOnlyList<PlayedSong> heard)
    {
        var whole = new List<PlayedSong>();
        foreach (var song in heard)
            if (whole is [.., var last] && last.Uri == song.Uri && song.How == "play")
                whole[^1] = last with { HeardMs = last.HeardMs + song.HeardMs, EndedAt = song.EndedAt };
            else
                whole.Add(song);
        return whole;
    }

    /// <summary>
    /// Returns when nothing is due any more. What the machine kept from being done, as when the lease was not renewed in time, is tried
    /// again after a pause of the conductor's, and such a pause passes only by the test's clock.
    /// </summary>
    protected async Task Settled()
    {
        for (var tries = 1; !await Within(Patience / MostTries, IsSettled); tries++)
        {
            if (tries == MostTries)
                Assert.Fail(await InVain());
            await App.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private async Task<bool> IsSettled() =>
        !await Scalar<bool>(
            $"""
            select exists (select from parties
                where phase <> 'ended' and (due_at <= @now or exists (select from party_wishes w where w.party_id = parties.id)))
              or exists (select from party_alongs a join parties p on p.id = a.party_id
                where a.due_at <= @now or a.music is distinct from {AlongStore.Music})
            """,
            new { now = App.Clock.GetUtcNow() }
        );

    protected async Task Until(Func<Task<bool>> expected)
    {
        if (!await Within(Patience, expected))
            Assert.Fail(await InVain());
    }

    private static async Task<bool> Within(TimeSpan patience, Func<Task<bool>> expected)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await expected())
        {
            if (TimeProvider.System.GetElapsedTime(since) > patience)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }

        return true;
    }

    private async Task<string> InVain() => $"It does not come about: {await State()}. {string.Join("\n", App.Log.Lines.TakeLast(8))}";

    /// <summary>The row, to be read when a test fails.</summary>
    protected Task<string?> State() => Scalar<string>("select json_agg(p)::text from parties p");

    protected async Task<PartyNow> Now(Guid party)
    {
        await using var connection = new NpgsqlConnection(Database);
        return await connection.QuerySingleAsync<PartyNow>(
            """
            select p.phase, p.round, s.uri as song, w.uri as winner, p.handover, p.closed, p.trouble, p.song_at is not null as plays,
              p.at_ms, p.grace_until is not null as ending,
              p.ended_why, (select string_agg(t.uri, ' ' order by t.ballot) from party_tracks t
                where t.party_id = p.id and t.ballot is not null) as on_ballot
            from parties p left join party_tracks s on s.party_id = p.id and s.place = p.song
              left join party_tracks w on w.party_id = p.id and w.place = p.winner
            where p.id = @party
            """,
            new { party }
        );
    }

    /// <summary>Likes as a phone would leave them in the database, in this order.</summary>
    protected async Task Like(Guid party, string uri, int likes = 1)
    {
        await using var connection = new NpgsqlConnection(Database);
        for (var i = 0; i < likes; i++)
            await connection.ExecuteAsync(
                """
                with raised as (update parties set version = version + 1 where id = @party returning version),
                  guest as (insert into party_guests (party_id, guest_id, joined_at) values (@party, @guest, now())),
                  track as (update party_tracks set reached = (select version from raised) where party_id = @party and uri = @uri
                    returning place)
                select place from track
                """,
                new
                {
                    party,
                    uri,
                    guest = new Guid(i + 1, 0, 0, Guid.NewGuid().ToByteArray()[..8]),
                }
            );
        await connection.ExecuteAsync(
            """
            insert into party_likes (party_id, guest_id, place)
            select g.party_id, g.guest_id, t.place from party_tracks t join lateral (
              select * from party_guests g where g.party_id = t.party_id and not g.host
                and not exists (select from party_likes l where l.party_id = g.party_id and l.guest_id = g.guest_id) limit @likes) g on true
            where t.party_id = @party and t.uri = @uri
            """,
            new
            {
                party,
                uri,
                likes,
            }
        );
    }

    /// <summary>
    /// What Spotify would recommend, at this place or the next that the party has, will win this round, though it may not have been up for
    /// vote.
    /// </summary>
    protected async Task<string> LetRecommendedWin(Guid party, int place)
    {
        await using var connection = new NpgsqlConnection(Database);
        var upcoming = (await Sandbox.Player(Host)).Upcoming.Skip(place).ToArray();
        var uri = await connection.QuerySingleAsync<string>(
            "select uri from party_tracks where party_id = @party and uri = any(@upcoming) order by array_position(@upcoming, uri) limit 1",
            new { party, upcoming }
        );
        await connection.ExecuteAsync(
            """
            update party_tracks set ballot = null
              where party_id = @party and ballot = (select min(ballot) from party_tracks where party_id = @party)
              and not exists (select from party_tracks where party_id = @party and uri = @uri and ballot is not null);
            update party_tracks set ballot = coalesce(ballot, (select min(slot) from generate_series(1, 1000) slot
              where not exists (select from party_tracks where party_id = @party and ballot = slot))) where party_id = @party and uri = @uri
            """,
            new { party, uri }
        );
        await Like(party, uri);
        return uri;
    }

    /// <summary>What was asked of the player, in order, as <c>PUT /v1/me/player/play</c>.</summary>
    protected async Task<IReadOnlyList<string>> Commands() =>
        [
            .. (await Sandbox.Calls("/v1/me/player/**"))
                .Recent.Where(call => call.Method != "GET")
                .OrderBy(call => call.Number)
                .Select(call => $"{call.Method} {call.Path}"),
        ];

    /// <summary>Every song that was heard, if only for a moment.</summary>
    protected async Task<IReadOnlyList<PlayedSong>> Heard() => await Sandbox.Played(Host);
}

public sealed record PartyNow(
    string Phase,
    int Round,
    string? Song,
    string? Winner,
    string? Handover,
    bool Closed,
    string? Trouble,
    bool Plays,
    int? AtMs,
    bool Ending,
    string? EndedWhy,
    string? OnBallot
)
{
    public string[] Ballot => OnBallot?.Split(' ') ?? [];
}
