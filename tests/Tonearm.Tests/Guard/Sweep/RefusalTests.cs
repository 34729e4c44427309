namespace Tonearm.Tests.Guard.Sweep;

/// <summary>Spotify does not take what Guard writes, or takes it and says that it did not.</summary>
public sealed class RefusalTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_description_with_an_address_is_refused_and_the_title_comes_back_all_the_same()
    {
        await Sandbox.Conditions(new { habits = new { refusesAddresses = true } });
        var id = (await Sandbox.Create(Owner, "Morning news", "All of it at https://news.example/today", "cover-bloom")).Id;
        using var person = await SignedIn(Owner);
        Assert.Contains((await person.Protect(id)).Notes, note => note.Contains("web address", StringComparison.Ordinal));
        await Sandbox.TakeDown(id, "title");
        await Sandbox.TakeDown(id, "description");

        await person.Sweep();
        Assert.Equal(("Morning news", ""), (await Sandbox.Truth(id)) is var truth ? (truth.Title, truth.Description) : default);
        Assert.Equal(3, (await Sandbox.Calls(method: "PUT")).Recent.Count);
        var now = await person.Playlist(id);
        Assert.Equal("on-hold", now.State);
        Assert.Contains(
            now.Notes,
            note =>
                note.Contains("contains a link", StringComparison.Ordinal) && note.Contains("take it out here", StringComparison.Ordinal)
        );

        await App.Advance(Settled);
        await person.Sweep();
        Assert.Equal(3, (await Sandbox.Calls(method: "PUT")).Recent.Count);
        await Sandbox.Conditions(new { habits = new { refusesAddresses = false } });
        await App.Advance(TimeSpan.FromMinutes(10));
        await person.Sweep();
        Assert.Equal("All of it at https://news.example/today", (await Sandbox.Truth(id)).Description);
    }

    [Fact]
    public async Task A_title_of_120_characters_that_the_app_took_keeps_the_description_from_nothing()
    {
        var title = new string('t', 120);
        var id = (await Sandbox.Create(Owner, title, "Words", "cover-bloom")).Id;
        using var person = await SignedIn(Owner);
        Assert.Contains((await person.Protect(id)).Notes, note => note.Contains("120 characters", StringComparison.Ordinal));
        await Sandbox.TakeDown(id, "title");
        await Sandbox.TakeDown(id, "description");
        await person.Sweep();

        Assert.Equal("Words", (await Sandbox.Truth(id)).Description);
        Assert.Contains(
            (await person.Playlist(id)).Notes,
            note => note.Contains("too long", StringComparison.Ordinal) && note.Contains("shorten it here", StringComparison.Ordinal)
        );
        await person.Want(id, title: "Shorter");
        await person.Until(async () => (await Sandbox.Truth(id)).Title == "Shorter");
    }

    [Fact]
    public async Task Six_refused_writes_are_no_reason_for_longer_breaks()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Fail(new("status", 400, "/v1/playlists/*", "PUT", Message: "Something is odd here", Count: 6));
        await Sandbox.TakeDown(playlist.Id, "title");
        for (var look = 0; look < 6; look++)
        {
            using var asked = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/restore");
            await person.Until(async () => (await Sandbox.Calls(method: "PUT")).Recent.Count == look + 1);
        }

        var now = await person.Playlist(playlist.Id);
        Assert.Contains(now.Notes, note => note.Contains("Something is odd here", StringComparison.Ordinal));
        Assert.DoesNotContain(now.Notes, note => note.Contains("put back so often", StringComparison.Ordinal));
        await App.Advance(TimeSpan.FromHours(24));
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title);
    }

    [Fact]
    public async Task Writes_that_the_sign_in_does_not_cover_are_paced_and_tried_at_once_after_the_next_sign_in()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Fail(new("status", 403, "/v1/playlists/*", "PUT", Message: "Insufficient client scope"));
        await Sandbox.TakeDown(playlist.Id, "title");
        for (var look = 0; look < 6; look++)
        {
            await person.Sweep();
            await App.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange((await Sandbox.Calls(method: "PUT")).Recent.Count, 1, 2);
        var now = await person.Playlist(playlist.Id);
        Assert.Equal("on-hold", now.State);
        Assert.Contains(
            now.Notes,
            note =>
                note.Contains("Insufficient client scope", StringComparison.Ordinal)
                && note.Contains("Sign in again", StringComparison.Ordinal)
        );

        await Sandbox.EndFaults();
        await person.SignIn(Owner);
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == playlist.Title);
    }

    [Fact]
    public async Task A_cover_that_is_taken_and_answered_502_is_uploaded_once_and_recognised()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Fail(new("status", 502, "/v1/playlists/*/images", "PUT", AfterEffect: true));
        await Sandbox.TakeDown(playlist.Id, "cover");
        for (var look = 0; look < 5; look++)
        {
            await person.Sweep();
            await App.Advance(Settled);
        }

        Assert.Single(await Sandbox.Writes(playlist.Id));
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
        Assert.Equal("putback", Assert.Single(Assert.Single(await person.Incidents()).Drifts).Ending);
    }

    [Theory]
    [InlineData("R&amp;B Hits")]
    [InlineData("I &lt;3 U")]
    [InlineData("Mom&#39;s Kitchen")]
    public async Task A_title_that_looks_escaped_is_left_as_it_is_and_put_back_letter_by_letter(string title)
    {
        var id = (await Sandbox.Create(Owner, title, "Words", "cover-bloom")).Id;
        using var person = await SignedIn(Owner);
        Assert.Equal(title, (await person.Protect(id)).Wanted!.Title);
        Assert.Equal(0, (await person.Sweep()).Drifted);
        await Sandbox.TakeDown(id, "title");
        await person.Sweep();
        await App.Advance(Settled);
        await person.Sweep();

        Assert.Equal(title, (await Sandbox.Truth(id)).Title);
        Assert.Single(await Sandbox.Writes(id));
        Assert.Equal("as-you-want-it", (await person.Playlist(id)).State);
    }
}
