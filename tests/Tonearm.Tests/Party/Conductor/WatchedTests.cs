using Tonearm.Party;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>
/// While somebody has the party's page open, it is right within fifteen seconds of whatever is done in Spotify's own app; where calls are
/// short it costs no call more.
/// </summary>
public sealed class WatchedTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    /// <summary>Of a song, in which nothing is due but looks.</summary>
    private static readonly TimeSpan Middle = TimeSpan.FromSeconds(70);

    protected override (string Name, string? Value)[] Settings => [.. base.Settings, ("Spotify:DailyBudget", "4000")];

    [Fact]
    public async Task A_pause_and_its_end_are_seen()
    {
        var (party, page) = await Watched();
        await Sandbox.Press(Host, "pause");
        await PassSlowly(Soon);
        await Shows(page, shown => shown is { Trouble: "paused", Song.StartedAt: null });

        await PassSlowly(TimeSpan.FromMinutes(4));
        await Sandbox.Press(Host, "resume");
        await PassSlowly(Soon);

        await Agree(page);
        Assert.Equal(1, (await Now(party)).Round);
    }

    /// <param name="seconds">After its beginning; negative: before its end.</param>
    [Theory]
    [InlineData(20)]
    [InlineData(-40)]
    public async Task A_seek_is_seen(int seconds)
    {
        var (party, page) = await Watched();
        await Seek(seconds);

        await PassSlowly(Soon);

        await Agree(page);
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task A_seek_to_the_very_end_is_answered_with_the_leader()
    {
        var (party, page) = await Watched();
        await Seek(-4);

        await PassSlowly(Soon);
        await PassSlowly(TimeSpan.FromSeconds(3));

        Assert.Equal((2, null), ((await Now(party)).Round, (await Now(party)).Trouble));
        await Agree(page);
        Assert.All((await Heard()).Where(song => song.How == "autoplay"), song => Assert.InRange(song.HeardMs, 0, Soon.TotalMilliseconds));
    }

    [Fact]
    public async Task A_skip_is_answered_with_the_leader()
    {
        var (party, page) = await Watched();
        await Sandbox.Press(Host, "next");

        await PassSlowly(Soon);

        Assert.Equal(2, (await Now(party)).Round);
        await Agree(page);
    }

    [Fact]
    public async Task Another_song_is_told()
    {
        var (_, page) = await Watched();
        await Sandbox.PlayContext(Host, $"spotify:playlist:{await Playlist(3)}");

        await PassSlowly(Soon);

        await Shows(page, shown => shown.Trouble == "something-else");
        Assert.DoesNotContain("PUT /v1/me/player/play", (await Commands()).Skip(1));
    }

    [Fact]
    public async Task Whoever_begins_to_watch_sees_what_plays()
    {
        using var host = await SignedInHost();
        var party = await Started(host);
        await PassSlowly(Middle);
        await Seek(-40);

        using var page = await Page(party);
        await Settled();
        await PassSlowly(TimeSpan.FromSeconds(1));

        await Agree(page);
    }

    [Fact]
    public async Task When_nobody_watches_any_more_nothing_is_asked()
    {
        var (_, page) = await Watched();
        page.Dispose();
        await Until(() => Scalar<bool>("select not exists (select from party_presence where people > 0)"));
        await PassSlowly(Soon);
        await Sandbox.ForgetCalls();

        await PassSlowly(TimeSpan.FromSeconds(45));

        Assert.Empty((await Sandbox.Calls("/v1/**")).Recent);
    }

    [Fact]
    public async Task Where_calls_are_short_watching_asks_nothing()
    {
        await Sql("insert into spotify_calls (family, bucket, purpose, calls) values ('player-read', now() + interval '1 day', 3, 3700)");
        using var host = await SignedInHost();
        var party = await Started(host);
        using var page = await Page(party);
        await Settled();
        await Sandbox.ForgetCalls();

        await PassSlowly(Middle + Soon);

        Assert.Empty((await Sandbox.Calls("/v1/**")).Recent);
    }

    [Fact]
    public async Task Empty_and_failed_looks_in_mid_song_change_nothing()
    {
        var (party, page) = await Watched();
        var calm = await Scalar<string>("select player->>'calm' from parties");
        await Sandbox.Fail(new("status", Status: 502, Path: "/v1/me/player", Method: "GET", Count: 1));
        await PassSlowly(TimeSpan.FromSeconds(60));

        Assert.Equal((null, true, 1), ((await Now(party)).Trouble, (await Now(party)).Plays, (await Now(party)).Round));
        Assert.Equal(calm, await Scalar<string>("select player->>'calm' from parties"));
        await PassSong();
        await AllWell(party, songs: 2);
    }

    [Fact]
    public async Task Watching_takes_some_three_hundred_calls_an_hour()
    {
        var (party, page) = await Watched();
        await Sandbox.ForgetCalls();

        await PassSlowly(TimeSpan.FromMinutes(24));

        Assert.InRange((await Sandbox.Calls()).Total, 60, 130);
        Assert.Null((await Now(party)).Trouble);
        page.Dispose();
    }

    private async Task Seek(int seconds)
    {
        var length = (await Sandbox.Player(Host)).Song!.DurationMs;
        await Sandbox.Seek(
            Host,
            seconds < 0 ? TimeSpan.FromMilliseconds(length) + TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(seconds)
        );
    }

    private async Task<(Guid Party, OpenPage Page)> Watched()
    {
        var host = await SignedInHost();
        var party = await Started(host);
        var page = await Page(party);
        await PassSlowly(Middle);
        return (party, page);
    }

    /// <summary>A guest opens the party's page, and the conductor has heard of it.</summary>
    private async Task<OpenPage> Page(Guid party)
    {
        var rows = await Rows(party);
        using var guest = await Guest.In(App, rows);
        var page = await guest.Open(rows, Cancel);
        await Until(() => Scalar<bool>("select exists (select from party_presence where people > 0)"));
        await Settled();
        return page;
    }

    /// <summary>The page shows the song that plays, where it is.</summary>
    private async Task Agree(OpenPage page)
    {
        var player = await Sandbox.Player(Host);
        var began = App.Clock.GetUtcNow().AddMilliseconds(-player.ProgressMs).ToUnixTimeMilliseconds();
        await Shows(
            page,
            shown =>
                shown.Song is { StartedAt: { } at, Track.Id: var id }
                && player.Song!.Uri.EndsWith(id, StringComparison.Ordinal)
                && Math.Abs(at - began) < 1_100
        );
    }

    private async Task Shows(OpenPage page, Func<Snapshot, bool> shows)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await page.Until(shows, patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The page does not show it: {page.Shown?.Trouble} {page.Shown?.Song}; {await State()}");
        }
    }
}
