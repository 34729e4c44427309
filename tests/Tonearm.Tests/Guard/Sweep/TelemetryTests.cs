namespace Tonearm.Tests.Guard.Sweep;

/// <summary>The log tells the story of a restore in a line, and the meter counts it.</summary>
public sealed class TelemetryTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_restore_is_a_line_of_the_log_and_is_counted_with_its_calls()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.TakeDown(playlist.Id, "description");
        using var heard = new MeterBook(App);

        await person.Sweep();
        await person.Sweep();

        var line = Assert.Single(App.Log.Lines, each => each.Message.StartsWith("Put back", StringComparison.Ordinal));
        Assert.Contains($"Put back title and description of playlist {playlist.Id}, account ", line.Message, StringComparison.Ordinal);
        Assert.Equal(1, heard.Count("tonearm.guard.restores", "field=title", "outcome=accepted"));
        Assert.Equal(1, heard.Count("tonearm.guard.restores", "field=description", "outcome=accepted"));
        Assert.Equal(2, heard.Count("tonearm.guard.look.duration", "seen=True"));
        Assert.Equal(1, heard.Count("tonearm.spotify.call.duration", "family=playlist-write", "purpose=restore", "outcome=2xx"));
    }

    [Fact]
    public async Task A_restore_that_Spotify_refuses_is_a_warning()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.Fail(new("status", Status: 403, Path: "/v1/playlists/*", Method: "PUT"));

        await person.Sweep();

        Assert.Contains(
            App.Log.Lines,
            line =>
                line.Level == Microsoft.Extensions.Logging.LogLevel.Warning
                && line.Message.StartsWith($"Did not put back title of playlist {playlist.Id}", StringComparison.Ordinal)
        );
    }
}
