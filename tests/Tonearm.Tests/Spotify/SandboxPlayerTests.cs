namespace Tonearm.Tests.Spotify;

/// <summary>What other tests rely on: a Sandbox whose time only they move tells to the millisecond what its players did.</summary>
public sealed class SandboxPlayerTests
{
    private const string Host = "kitchenradio";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_moves_time_presses_buttons_and_reads_what_was_played()
    {
        await using var sandbox = await SandboxProcess.Start(Cancel, ("Sandbox:ClockSpeed", "0"));
        var playlist = await sandbox.CreateWithTracks(Host, "Three", 3);
        var speaker = (await sandbox.Player(Host)).Devices.Single(device => device.Type == "Speaker");
        await sandbox.Wake(Host, speaker.Id);
        var first = await sandbox.PlayContext(Host, $"spotify:playlist:{playlist.Id}", deviceId: speaker.Id);
        await sandbox.Advance(first.EndsAt!.Value - first.Now);
        var second = await sandbox.Press(Host, "pause");
        await sandbox.Advance(TimeSpan.FromSeconds(2));
        await sandbox.Press(Host, "next");

        var played = await sandbox.Played(Host);
        Assert.Equal(["host", "context", "host"], played.Select(song => song.How));
        Assert.Equal([null, 0, 2000], played.Select(song => song.GapMs));
        Assert.Equal([first.Song!.DurationMs, 0, 0], played.Select(song => song.HeardMs));
        Assert.Equal(played[1].Uri, second.Song!.Uri);
        Assert.True((await sandbox.Player(Host)).Devices.Single(device => device.Id == speaker.Id).Active);
    }
}
