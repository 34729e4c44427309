namespace Tonearm.Tests.Party.Conductor;

/// <summary>Songs that Spotify lists and does not play: found out by the command, skipped, and never waited for.</summary>
public sealed class UnplayableTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private static readonly Fault NotPlayed = new(
        "status",
        Status: 403,
        Count: 1,
        Reason: "UNKNOWN",
        Message: "Player command failed: Restriction violated"
    );

    [Fact]
    public async Task What_the_queue_does_not_take_is_left_out_and_the_next_of_the_vote_comes_without_silence()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var (refused, second) = ((await Now(party)).Ballot[1], (await Now(party)).Ballot[2]);
        await Like(party, second);
        await Like(party, refused, 2);
        await Sandbox.Fail(NotPlayed with { Path = "/v1/me/player/queue", Method = "POST" });

        await PassSong();

        Assert.Equal((2, second, null), ((await Now(party)).Round, (await Now(party)).Song, (await Now(party)).Trouble));
        Assert.Equal(0d, (await Heard())[1].GapMs!.Value);
        Assert.Equal(refused, await Scalar<string>("select uri from party_tracks where removed"));
        // Everybody is told why it is not what they voted for, until the song after it.
        Assert.Equal(await Scalar<string>("select title from party_tracks where removed"), (await Snapshot(host, party)).Unplayed);
        await PassSong();
        Assert.Null((await Snapshot(host, party)).Unplayed);
        await AllWell(party, songs: 3);
    }

    /// <summary>A queue that takes it and goes on without a word is not deaf.</summary>
    [Fact]
    public async Task What_the_queue_takes_and_no_player_plays_gives_way_within_seconds_and_the_queue_is_not_blamed()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        for (var i = 0; i < 3; i++)
        {
            await Sandbox.Conditions(new { players = new { deafQueue = true } });
            await Sandbox.Fail(NotPlayed with { Path = "/v1/me/player/play", Method = "PUT" });
            await PassUntilBeforeEnd(TimeSpan.FromSeconds(5));
            var unplayable = (await Now(party)).Winner;
            await PassSong(TimeSpan.FromSeconds(10));
            await Sandbox.Conditions(new { players = new { deafQueue = false } });
            Assert.Equal(i + 2, (await Now(party)).Round);
            Assert.NotEqual(unplayable, (await Now(party)).Song);
            Assert.True(await Scalar<bool>("select removed from party_tracks where uri = @unplayable", new { unplayable }));
        }

        await PassSong();
        Assert.Equal((5, null), ((await Now(party)).Round, (await Now(party)).Trouble));
        Assert.Equal("queue", (await Heard())[^1].How);
        Assert.Equal(0, await Scalar<int>("select coalesce((player->>'deafQueues')::int, 0) from parties"));
        Assert.All((await Heard()).Where(song => song.How == "autoplay"), song => Assert.InRange(song.HeardMs, 0, 5_000));
    }
}
