namespace Tonearm.Tests.Party.Conductor;

/// <summary>kill -9 while a song is handed over to the next.</summary>
public sealed class KilledTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    [Theory]
    [InlineData("/v1/me/player", "GET", false)]
    [InlineData("/v1/me/player/queue", "POST", false)]
    [InlineData("/v1/me/player/queue", "POST", true)]
    [InlineData("/v1/me/player/queue", "GET", false)]
    public async Task Whoever_takes_over_plays_exactly_one_next_song(string path, string method, bool afterEffect)
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassUntilBeforeEnd(TimeSpan.FromSeconds(20));
        await App.DisposeAsync();
        await App.Advance(TimeSpan.FromSeconds(10.5));
        // An answer lost on the way has the process ask the queue.
        if (path.EndsWith("queue", StringComparison.Ordinal) && method == "GET")
            await Sandbox.Fail(new("drop", Path: path, Method: "POST", Count: 1, AfterEffect: true));
        var hold = await Sandbox.Hold(path, method, afterEffect: afterEffect);
        // The process lives by the real time: for it the party is due at once.
        await Scalar<int>("update parties set act_at = now(), due_at = now()");
        await KilledAt(hold);
        await Restart();
        await Settled();
        await PassSong();

        await AllWell(party, songs: 2);
        await PassSong();
        await AllWell(party, songs: 3);
        Assert.Empty((await Sandbox.Player(Host)).Queue);
    }
}
