namespace Tonearm.Tests.Guard.Sweep;

/// <summary>
/// Spotify's list of an account is not what it should be, for one look or for hours, and every playlist behind it is as it was.
/// </summary>
public sealed class BadListTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Account = "kitchenradio";
    private const string Label = "northlightrecords";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("name", "null")]
    [InlineData("name", "\"\"")]
    [InlineData("images", "[]")]
    [InlineData("images", "null")]
    [InlineData("images", "[null]")]
    [InlineData("owner", "null")]
    [InlineData("description", "false")]
    public async Task Names_pictures_or_owners_are_missing_for_all_playlists_for_hours(string member, string json)
    {
        using var person = await SignedIn(Account);
        var playlists = await ProtectAll(person, Account);
        await Sandbox.Rewrite(Rewrite.Listed(member, json));

        for (var look = 0; look < 4; look++)
        {
            await person.Sweep();
            await App.Advance(TimeSpan.FromMinutes(30));
        }

        await person.Sweep();
        foreach (var playlist in playlists)
            Assert.Empty(await Sandbox.Writes(playlist.Id));
        Assert.Empty(await person.Incidents());
        Assert.Equal(playlists.Length, (await person.Playlists("?state=as-you-want-it")).Count);

        await Sandbox.TakeDown(playlists[0].Id, "title");
        await person.Sweep();
        Assert.Equal(playlists[0].Title, (await Sandbox.Truth(playlists[0].Id)).Title);
        await Sandbox.EndRewrites();
        await person.Sweep();
        Assert.Equal((await Sandbox.Library(Account)).Count(each => each.Owner == Account), (await person.Playlists()).Count);
    }

    [Fact]
    public async Task What_Spotify_tells_nowhere_is_not_known_and_not_right()
    {
        using var person = await SignedIn(Account);
        var playlist = await Protect(person, Account);
        await Sandbox.Rewrite(Rewrite.Listed("name", "null"));
        await Sandbox.Rewrite(new("/v1/playlists/*", Members: new() { ["name"] = "null" }));
        await person.Sweep();

        var now = await person.Playlist(playlist.Id);
        Assert.Equal(("not-known", "title"), (now.State, Assert.Single(now.Unknown)));
        var page = await person.Http.GetStringAsync(new Uri("/guard", UriKind.Relative), Cancel);
        Assert.Contains("Spotify does not tell how your protected playlist stands", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Your protected playlist is as you want it", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Most_of_an_account_truly_taken_down_is_asked_for_one_by_one_and_put_back()
    {
        using var person = await SignedIn(Account);
        var playlists = await ProtectAll(person, Account);
        foreach (var playlist in playlists)
            await Sandbox.TakeDown(playlist.Id, "title");

        Assert.Equal(playlists.Length, (await person.Sweep()).Restored);
        foreach (var playlist in playlists)
            Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task The_list_comes_empty_for_two_looks()
    {
        using var person = await SignedIn(Account);
        var playlists = await ProtectAll(person, Account);
        await Sandbox.Rewrite(new("/v1/me/playlists", Members: new() { ["items"] = "[]", ["total"] = "0" }, Count: 4));
        await App.Advance(TimeSpan.FromHours(2));
        await person.Sweep();
        await person.Sweep();
        await Sandbox.EndRewrites();
        await Sandbox.TakeDown(playlists[0].Id, "title");
        await App.Advance(Interval);
        await person.Sweep();

        Assert.Equal(playlists[0].Title, (await Sandbox.Truth(playlists[0].Id)).Title);
        Assert.Equal((await Sandbox.Library(Account)).Count(each => each.Owner == Account), (await person.Playlists()).Count);
    }

    [Fact]
    public async Task The_list_shows_one_twice_and_skips_another()
    {
        using var person = await SignedIn(Account);
        var playlists = await ProtectAll(person, Account);
        await Sandbox.Rewrite(new("/v1/me/playlists", "items", playlists[1].Id, Copy: playlists[0].Id));
        await App.Advance(TimeSpan.FromHours(2));
        await person.Sweep();
        await Sandbox.TakeDown(playlists[1].Id, "title");
        await person.Sweep();
        Assert.Equal(playlists[1].Title, (await Sandbox.Truth(playlists[1].Id)).Title);

        await Sandbox.EndRewrites();
        await App.Advance(TimeSpan.FromHours(1));
        await person.Sweep();
        Assert.Equal("as-you-want-it", (await person.Playlist(playlists[1].Id)).State);
    }

    [Fact]
    public async Task A_deleted_playlist_is_recovered_and_guarded_again()
    {
        using var person = await SignedIn(Account);
        var playlist = await Protect(person, Account);
        await Sandbox.Destroy(playlist.Id);
        await person.Sweep();
        await App.Advance(Interval);
        await person.Sweep();
        await App.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("not-watched", (await person.Playlist(playlist.Id)).State);

        await Sandbox.Recover(playlist.Id);
        await Sandbox.TakeDown(playlist.Id, "title");
        await App.Advance(TimeSpan.FromHours(1));
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_for_days_has_another_way_in()
    {
        using var person = await SignedIn(Label);
        var library = await Sandbox.Library(Label);
        var there = library.Skip(60).First(each => each is { Owner: Label, CoverImageId: not null, Title.Length: > 0 });
        var here = (await Sandbox.Complete(Label))[0];
        await person.Protect(there.Id);
        await person.Protect(here.Id);
        await Sandbox.Rewrite(new("/v1/me/playlists", "items", there.Id, Whole: "{"));
        await Sandbox.TakeDown(there.Id, "title");

        var report = await person.Sweep();

        Assert.Equal(there.Title, (await Sandbox.Truth(there.Id)).Title);
        Assert.Contains("does not show a part of this account's list", report.Accounts[0].Problem, StringComparison.Ordinal);
        Assert.Equal("as-you-want-it", (await person.Playlist(here.Id)).State);
    }

    [Fact]
    public async Task An_account_that_is_not_answered_is_not_watched_since_it_was_seen()
    {
        using var person = await SignedIn(Account);
        var playlist = await Protect(person, Account);
        await person.Sweep();
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);

        await Sandbox.Fail(new("status", 500, "/v1/me/playlists"));
        await Sandbox.Fail(new("status", 500, "/v1/playlists/*"));
        await App.Advance(TimeSpan.FromMinutes(10));
        await person.Sweep();
        Assert.Equal("not-watched", (await person.Playlist(playlist.Id)).State);
        var page = await person.Http.GetStringAsync(new Uri("/guard", UriKind.Relative), Cancel);
        Assert.Contains("Your protected playlist is not being watched", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">As you want it<", page, StringComparison.Ordinal);

        await Sandbox.EndFaults();
        await person.Sweep();
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_a_list_looks_like_what_is_wrong_is_put_back_what_is_right_is_never_written_and_what_was_not_seen_is_not_called_right(
        int seed
    )
    {
        using var person = await SignedIn(Account);
        var playlists = await ProtectAll(person, Account);
        await Sandbox.Rewrite(new("/v1/me/playlists", "items", Share: 60, Seed: seed));
        foreach (var playlist in playlists.Take(2))
            await Sandbox.TakeDown(playlist.Id, "title");

        for (var look = 0; look < 3; look++)
        {
            await person.Sweep();
            foreach (var now in await person.Playlists("?state=as-you-want-it"))
                Assert.Equal(now.Title, (await Sandbox.Truth(now.Id)).Title);
            await App.Advance(Interval);
        }

        await person.Sweep();
        foreach (var playlist in playlists)
        {
            var truth = await Sandbox.Truth(playlist.Id);
            Assert.Equal(
                (playlist.Title, playlist.Description, playlist.CoverImageId),
                (truth.Title, truth.Description, truth.CoverImageId)
            );
            Assert.Equal(playlists.Take(2).Contains(playlist) ? 1 : 0, (await Sandbox.Writes(playlist.Id)).Count);
        }

        Assert.Equal(2, (await person.Incidents()).Sum(incident => incident.Drifts.Count));
    }

    private async Task<LibraryEntry[]> ProtectAll(Person person, string account)
    {
        var playlists = await Sandbox.Complete(account);
        foreach (var playlist in playlists)
            await person.Protect(playlist.Id);
        Assert.True(playlists.Length >= 5);
        return playlists;
    }
}
