namespace Tonearm.Tests.Party.Conductor;

/// <summary>From one song to the next.</summary>
public sealed class HandOverTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Fact]
    public async Task The_first_song_plays_on_the_chosen_device_and_a_ballot_is_up()
    {
        using var host = await SignedInHost();
        var party = await Started(host);

        var now = await Now(party);
        var player = await Sandbox.Player(Host);
        Assert.Equal(("live", 1, player.Song!.Uri, true, null), (now.Phase, now.Round, now.Song, now.Plays, now.Trouble));
        Assert.Equal(await Phone(), player.DeviceId);
        Assert.Equal(4, now.Ballot.Length);
        Assert.False(player.Shuffle);
        Assert.Equal("off", player.Repeat);
    }

    [Fact]
    public async Task The_most_liked_plays_next_by_the_queue_and_without_silence()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        var before = await Now(party);
        var liked = before.Ballot[2];
        await Like(party, liked, 3);
        await Like(party, before.Ballot[0], 2);
        await Sandbox.ForgetCalls();

        await PassUntil((await Sandbox.Player(Host)).EndsAt!.Value + TimeSpan.FromSeconds(3) + (App.Clock.GetUtcNow() - (await Sandbox.Player(Host)).Now));

        var now = await Now(party);
        var heard = await Heard();
        Assert.Equal((2, liked, false, true), (now.Round, now.Song, now.Closed, now.Plays));
        Assert.Equal([before.Song!, liked], heard.Select(song => song.Uri));
        Assert.Equal(("queue", 0d), (heard[1].How, heard[1].GapMs!.Value));
        Assert.Equal(3, (await Sandbox.Calls("/v1/**")).Recent.Count);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from party_likes"));
        Assert.DoesNotContain(liked, now.Ballot);
    }
}
