using System.Net;
using Tonearm.Party.Along;

namespace Tonearm.Tests.Party.Along;

/// <summary>What goes wrong at the player of somebody who plays along is said to them, and is nobody else's trouble.</summary>
public sealed class AlongTroubleTests(TestPostgres postgres, TestSandboxes sandboxes) : AlongSlice(postgres, sandboxes)
{
    private Guid party;
    private Person host = null!;
    private Person far = null!;

    [Fact]
    public async Task Without_premium_it_is_said_and_nothing_more_is_tried()
    {
        await Begun();
        await Sandbox.ChangePerson(Far, premium: false);
        await Says("premium");
        await Sandbox.ForgetCalls();
        await PassSong();
        Assert.Empty((await Sandbox.Calls(person: Far)).Recent);
        await GoesOn(rounds: 3);
    }

    [Fact]
    public async Task A_device_that_takes_no_commands_and_one_that_is_gone_are_told_apart()
    {
        await Begun();
        await Sandbox.Restrict(Far, await PhoneOf(Far));
        await Says("restricted");
        await Sandbox.Restrict(Far, await PhoneOf(Far), restricted: false);
        await Joins(far, party);
        await IsTogether(Far);
        await Sandbox.Wake(Far, await PhoneOf(Far), awake: false);
        await Says("no-device");
        await GoesOn(rounds: 4);
    }

    [Fact]
    public async Task A_sign_in_that_was_taken_back_and_an_account_off_the_list_are_told_apart()
    {
        await Begun();
        await Sandbox.ChangePerson(Far, onAllowList: false);
        await Says("not-listed");
        await Sandbox.ChangePerson(Far, onAllowList: true);
        await Joins(far, party);
        await Sandbox.Revoke(Far);
        await Says("sign-in");
        using (var refused = await far.Send(HttpMethod.Post, $"/api/parties/{party}/along", new AlongRequest()))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await Lend(far, party, Far);
        await Joins(far, party, await PhoneOf(Far));
        await IsTogether(Far);
        await GoesOn(rounds: 4);
    }

    [Theory]
    [InlineData("QUOTA_EXCEEDED", 600, "quota")]
    [InlineData(null, 600, "quota")]
    public async Task When_spotify_takes_no_more_calls_it_waits_and_goes_on_by_itself(string? reason, int after, string expected)
    {
        await Begun();
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await Sandbox.Fail(new("status", 429, "/v1/me/player/play", Person: Far, RetryAfter: after, Reason: reason));
        await PassSong();
        Assert.Equal(expected, await Told(far, party));
        await Sandbox.EndFaults();
        for (var songs = 0; songs < 4; songs++)
            await PassSong();

        Assert.Equal("on", await Told(far, party));
        await IsTogether(Far);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_looked_for_and_the_party_waits_for_nobody()
    {
        await Begun();
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
        await Sandbox.Fail(new("status", 502, "/v1/me/player/play", Person: Far, Count: 4));
        await PassSong(later: TimeSpan.FromSeconds(40));

        await IsTogether(Far);
        await GoesOn(rounds: 2);
    }

    [Fact]
    public async Task A_device_that_hears_nothing_is_told_once_more_and_then_it_is_said()
    {
        await Begun();
        await Sandbox.Conditions(new { players = new { deafCommands = true, deafPerson = Far } });
        await PassSong(later: TimeSpan.FromSeconds(70));

        Assert.Equal("no-answer", await Told(far, party));
        Assert.Equal(["play", "play", "play"], await Commands(Far));
        await Sandbox.Conditions(new { players = new { deafCommands = 0 } });
        await Joins(far, party);
        await IsTogether(Far);
        await GoesOn(rounds: 3);
    }

    [Fact]
    public async Task When_none_of_the_days_calls_is_left_beyond_the_partys_own_it_cannot_be_switched_on()
    {
        host = await SignedInHost();
        party = await Started(host, settings: Allowed);
        far = await Lent(party, Far);
        // From now on it is known that a party is on.
        await PassSlowly(TimeSpan.FromSeconds(70));
        var spent = App.Clock.GetUtcNow();
        await Sql(
            $"insert into spotify_calls (family, bucket, purpose, calls) values ('player-write', '{spent.AddMinutes(-30):yyyy-MM-dd HH}:00:00+00', 3, 4800)"
        );

        var view = await View(far, party);
        Assert.False(view.Enough, view.Cost);
        using (var refused = await far.Send(HttpMethod.Post, $"/api/parties/{party}/along", new AlongRequest(await PhoneOf(Far))))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("kept for the party", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        await GoesOn(rounds: 2);
    }

    [Fact]
    public async Task Stopping_while_spotify_is_away_keeps_nothing_longer_than_a_minute()
    {
        await Begun();
        await PassSlowly(TimeSpan.FromSeconds(40));
        await Sandbox.Fail(new("status", 502, "/v1/me/player/**", Person: Far));
        await Sandbox.Fail(new("status", 502, "/v1/me/player", Person: Far));
        await Leaves(far, party);
        Assert.Equal(("stopping", 1), (await Told(far, party), await Tokens()));

        await PassSlowly(TimeSpan.FromSeconds(75));

        Assert.Equal((null, 0), (await Told(far, party), await Tokens()));
    }

    [Theory]
    [InlineData("play", false)]
    [InlineData("play", true)]
    [InlineData("pause", false)]
    [InlineData("pause", true)]
    public async Task Cut_off_at_a_command_it_is_done_all_the_same_and_by_the_next_node(string command, bool afterEffect)
    {
        await Begun();
        await PassSlowly(TimeSpan.FromSeconds(30));
        var hold = await Sandbox.Hold($"/v1/me/player/{command}", "PUT", Far, afterEffect);
        var clock = App.Clock;
        using (var asked = await host.Send(HttpMethod.Post, $"/api/parties/{party}/{(command == "play" ? "next" : "pause")}"))
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await hold.Waiting();
        await Sql("update lease set until = now()");
        await using var second = await StartNode(clock);
        await Stop(App);
        await hold.DisposeAsync();
        await Sql("update lease set until = now()");
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(40));

        await IsTogether(Far);
        Assert.InRange((await Commands(Far)).Count(each => each == command), 1, 3);
    }

    private async Task Begun()
    {
        host = await SignedInHost();
        party = await Started(host, settings: Allowed);
        far = await PlayingAlong(party, Far);
        await IsTogether(Far);
    }

    private async Task Says(string problem)
    {
        await PassSong();
        Assert.Equal(problem, await Told(far, party));
        Assert.Equal(problem, (await View(far, party)).Problem);
    }

    private async Task GoesOn(int rounds)
    {
        while ((await Now(party)).Round < rounds)
            await PassSong();
        await AllWell(party, rounds);
    }
}
