using System.Net;
using Microsoft.Extensions.Logging;
using Tonearm.Guard;

namespace Tonearm.Tests.Guard.Sweep;

/// <summary>Two hands at once: two people, a person and a sweep, the owner in Spotify and a restore on its way.</summary>
public sealed class ConflictTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Of_two_people_who_edit_the_same_version_the_second_is_told_and_nothing_is_lost()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        await person.Want(id, title: "First", version: 1);

        using var second = await person.Send(HttpMethod.Put, $"/api/playlists/{id}/wanted", new WantedChange("Second", null, 1));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var now = await person.Playlist(id);
        Assert.Equal((2, "First"), (now.Wanted!.Version, now.Wanted.Title));
    }

    [Fact]
    public async Task A_version_saved_while_a_sweep_writes_the_former_one_stands_there_in_the_end()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold($"/v1/playlists/{id}", "PUT");
        var sweep = person.Sweep();
        await hold.Waiting();

        await person.Want(id, title: "Saved meanwhile");
        await hold.DisposeAsync();
        await sweep;
        await person.Until(async () => (await Sandbox.Truth(id)).Title == "Saved meanwhile");
        await App.Advance(Settle);
        await person.Until(id, now => now.State == "as-you-want-it");

        Assert.Equal(2, (await Sandbox.Writes(id)).Count);
    }

    [Fact]
    public async Task A_version_saved_while_a_sweep_reads_is_the_only_one_that_is_written()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold("/v1/me/playlists");
        var sweep = person.Sweep();
        await hold.Waiting();

        await person.Want(id, title: "Saved meanwhile");
        await hold.DisposeAsync();
        await sweep;
        await person.Until(async () => (await Sandbox.Truth(id)).Title == "Saved meanwhile");

        Assert.Single(await Sandbox.Writes(id));
    }

    [Fact]
    public async Task What_the_owner_types_in_Spotify_right_after_a_restore_is_a_new_drift()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        var title = (await Sandbox.Truth(id)).Title;
        await Sandbox.TakeDown(id, "title");
        await person.Sweep();
        await Sandbox.Edit(id, title: "Typed in Spotify");

        await App.Advance(TimeSpan.FromSeconds(30));
        await person.Sweep();

        Assert.Equal(title, (await Sandbox.Truth(id)).Title);
        Assert.Contains(Assert.Single(await person.Incidents()).Drifts, drift => drift is { Kind: "edited", Shown: "Typed in Spotify" });
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task What_the_owner_types_in_Spotify_while_a_restore_is_on_its_way_gives_way_to_what_is_wanted(
        bool afterEffect,
        int writes
    )
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        var title = (await Sandbox.Truth(id)).Title;
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold($"/v1/playlists/{id}", "PUT", afterEffect: afterEffect);
        var sweep = person.Sweep();
        await hold.Waiting();

        await Sandbox.Edit(id, title: "Typed meanwhile");
        await hold.DisposeAsync();
        await sweep;
        for (var look = 0; look < 2; look++)
        {
            await App.Advance(Settle);
            await person.Sweep();
        }

        Assert.Equal(title, (await Sandbox.Truth(id)).Title);
        Assert.Equal(writes, (await Sandbox.Writes(id)).Count);
        Assert.Equal("as-you-want-it", (await person.Playlist(id)).State);
        Assert.All(Assert.Single(await person.Incidents()).Drifts, drift => Assert.Equal("putback", drift.Ending));
    }

    [Fact]
    public async Task An_account_unlinked_while_it_is_being_looked_at_is_written_to_no_more()
    {
        using var person = await SignedIn(Owner, "northlightrecords");
        var id = await Protected(person);
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold("/v1/me/playlists", person: Owner);
        var sweep = person.Sweep();
        await hold.Waiting();

        using var unlinked = await person.Send(HttpMethod.Delete, $"/api/accounts/{(await person.Account(Owner)).Id}");
        await hold.DisposeAsync();

        Assert.Equal("northlightrecords", (await person.Account("northlightrecords")).SpotifyUser);
        Assert.Equal("Northlight Records", Assert.Single((await sweep).Accounts).Name);
        Assert.Empty(await Sandbox.Writes(id));
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("/v1/me/playlists", "GET")]
    [InlineData("/v1/playlists/*", "PUT")]
    [InlineData("/v1/playlists/*/images", "PUT")]
    public async Task The_last_account_unlinked_at_any_step_ends_its_look_without_a_fuss(string path, string method)
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        foreach (var field in new[] { "title", "cover" })
            await Sandbox.TakeDown(id, field);
        var hold = await Sandbox.Hold(path, method);
        var sweep = person.Sweep();
        await hold.Waiting();

        using var unlinked = await person.Send(HttpMethod.Delete, $"/api/accounts/{(await person.Account(Owner)).Id}");
        Assert.Empty((await sweep).Accounts);
        await hold.DisposeAsync();
        using var other = await SignedIn("firstspin");

        Assert.Equal(0, (await other.Sweep()).Looked);
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
        Assert.Equal(1, await Scalar<int>("select count(*) from accounts"));
    }

    [Fact]
    public async Task A_consent_taken_back_in_mid_sweep_stops_the_asking_and_a_new_sign_in_goes_on()
    {
        using var person = await SignedIn(Owner);
        var id = await Protected(person);
        await Sandbox.TakeDown(id, "title");
        var hold = await Sandbox.Hold("/v1/me/playlists");
        var sweep = person.Sweep();
        await hold.Waiting();
        await Sandbox.Revoke(Owner);
        await hold.DisposeAsync();
        await sweep;
        await person.Sweep();

        Assert.Equal("signin", (await person.Account(Owner)).Health);
        Assert.Empty(await Sandbox.Writes(id));
        await person.SignIn(Owner);
        await person.Until(async () => (await Sandbox.Writes(id)).Count == 1);
        Assert.Equal("ok", (await person.Account(Owner)).Health);
    }

    private async Task<string> Protected(Person person)
    {
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await person.Protect(id);
        return id;
    }
}
