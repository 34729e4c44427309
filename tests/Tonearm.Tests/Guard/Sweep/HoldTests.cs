namespace Tonearm.Tests.Guard.Sweep;

/// <summary>When Guard stops restoring a playlist and asks its owner, and what keeps it from doing so.</summary>
public sealed class HoldTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_write_that_Spotify_forbids_is_not_tried_again_until_its_owner_asks()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Fail(new("status", 403, "/v1/playlists/*", "PUT", Message: "You cannot edit this playlist."));
        await Sandbox.TakeDown(playlist.Id, "title");

        var report = await person.Sweep();

        Assert.Equal((1, 0), (report.Drifted, report.Restored));
        Assert.Equal("Spotify does not let this account change one of its playlists.", report.Accounts[0].Problem);
        Assert.Equal("ok", (await person.Account(Owner)).Health);
        await Sandbox.EndFaults();
        for (var look = 0; look < 2; look++)
        {
            await App.Advance(TimeSpan.FromHours(1));
            await person.Sweep();
        }

        Assert.Equal("on-hold", (await person.Playlist(playlist.Id)).State);
        Assert.Single((await Sandbox.Calls(method: "PUT")).Recent);

        using var asked = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/restore");
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title);
        await App.Advance(Settled);
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");
        await Sandbox.TakeDown(playlist.Id, "title");
        Assert.Equal(1, (await person.Sweep()).Restored);
    }

    [Fact]
    public async Task What_Spotify_shows_otherwise_after_two_writes_of_ours_is_held_with_both_texts_on_the_page()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Edit(playlist.Id, title: "Stored otherwise");
        await person.Sweep();
        for (var write = 1; write <= 2; write++)
        {
            // No look in between: one that shows the wanted title says that Spotify stores it as it is.
            await person.Until(async () => (await Sandbox.Writes(playlist.Id)).Count == write);
            await Sandbox.Edit(playlist.Id, title: "Stored otherwise");
            await App.Advance(Settled);
        }

        await person.Until(playlist.Id, now => now.State == "on-hold");
        await App.Advance(TimeSpan.FromHours(1));
        await person.Sweep();

        Assert.Equal("on-hold", (await person.Playlist(playlist.Id)).State);
        Assert.Equal(2, (await Sandbox.Writes(playlist.Id)).Count);
        var page = await person.Http.GetStringAsync(new Uri($"/guard/playlists/{playlist.Id}", UriKind.Relative), Cancel);
        Assert.Contains("Stored otherwise", page, StringComparison.Ordinal);
        Assert.Contains("On hold", page, StringComparison.Ordinal);

        using var kept = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/keep");
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
    }

    [Fact]
    public async Task Whoever_keeps_taking_a_playlist_down_is_met_at_once_six_times_then_ever_slower_and_at_once_again_after_six_calm_hours()
    {
        using var person = await SignedIn(Owner);
        var id = (await Protect(person, Owner)).Id;
        for (var time = 1; time <= 6; time++)
        {
            await Sandbox.TakeDown(id, "title");
            Assert.Equal(time, await WritesAfter(TimeSpan.Zero));
            await App.Advance(TimeSpan.FromMinutes(5));
        }

        var writes = 6;
        var waited = 5;
        foreach (var gap in new[] { 10, 20, 40, 60, 60 })
        {
            await Sandbox.TakeDown(id, "title");
            Assert.Equal(writes, await WritesAfter(TimeSpan.FromMinutes(gap - waited - 1)));
            Assert.Equal("changed", (await person.Playlist(id)).State);
            Assert.Equal(++writes, await WritesAfter(TimeSpan.FromMinutes(1)));
            waited = 0;
        }

        await WritesAfter(TimeSpan.FromHours(6));
        foreach (var _ in new[] { 1, 2 })
        {
            await Sandbox.TakeDown(id, "title");
            Assert.Equal(++writes, await WritesAfter(TimeSpan.FromMinutes(5)));
        }

        async Task<int> WritesAfter(TimeSpan wait)
        {
            await App.Advance(wait);
            await person.Sweep();
            return (await Sandbox.Writes(id)).Count;
        }
    }

    [Fact]
    public async Task A_playlist_that_cannot_be_put_back_holds_up_no_other()
    {
        using var person = await SignedIn(Owner);
        var three = (await Sandbox.Complete(Owner)).Take(3).ToArray();
        foreach (var playlist in three)
        {
            await person.Protect(playlist.Id);
            await Sandbox.TakeDown(playlist.Id, "title");
        }

        await Sandbox.Fail(new("status", 500, $"/v1/playlists/{three[1].Id}", "PUT"));
        var report = await person.Sweep();

        Assert.Equal((3, 2), (report.Drifted, report.Restored));
        Assert.Equal(
            "Spotify has trouble of its own and answers with an error. Guard tries again at the next look.",
            report.Accounts[0].Problem
        );
        await Sandbox.EndFaults();
        await App.Advance(Settled);
        await person.Sweep();
        foreach (var playlist in three)
            Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }
}
