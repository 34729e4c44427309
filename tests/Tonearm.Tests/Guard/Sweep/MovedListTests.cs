namespace Tonearm.Tests.Guard.Sweep;

/// <summary>
/// Playlists that are not where they were: moved, removed from the library, gone, or out of sight because Spotify does not answer.
/// </summary>
public sealed class MovedListTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_playlist_that_went_elsewhere_in_a_long_list_is_found_and_stays_protected()
    {
        using var person = await SignedIn("northlight.ambient");
        var id = (await Sandbox.Complete("northlight.ambient")).First(each => each.Position > 150).Id;
        await person.Protect(id);
        await Sandbox.Move("northlight.ambient", id, 0);
        await person.Sweep();
        await Sandbox.TakeDown(id, "title");

        var report = await person.Sweep();

        Assert.Equal((1, 1), (report.Looked, report.Restored));
    }

    [Fact]
    public async Task New_playlists_at_the_head_shift_the_others_and_two_calls_find_them()
    {
        using var person = await SignedIn("northlight.ambient");
        var id = (await Sandbox.Complete("northlight.ambient")).First(each => each.Position is > 55 and < 200).Id;
        await person.Protect(id);
        for (var i = 0; i < 40; i++)
            await Sandbox.Create("northlight.ambient", $"New {i}");
        await Sandbox.TakeDown(id, "title");
        await Sandbox.ForgetCalls();

        var report = await person.Sweep();

        Assert.Equal(1, report.Restored);
        Assert.True((await Sandbox.Windows()).Count <= 2);
    }

    [Fact]
    public async Task One_removed_from_the_library_is_believed_at_the_second_look_and_then_looked_at_once_an_hour()
    {
        using var person = await SignedIn("kitchenradio");
        var id = (await Sandbox.Complete("kitchenradio"))[0].Id;
        await person.Protect(id);
        await Sandbox.Unfollow("kitchenradio", id);
        await App.Advance(TimeSpan.FromHours(2));

        await person.Sweep();
        await App.Advance(TimeSpan.FromMinutes(6));
        await person.Sweep();
        await Sandbox.ForgetCalls();
        await person.Sweep();
        Assert.Empty((await Sandbox.Calls($"/v1/playlists/{id}")).Recent);

        await Sandbox.TakeDown(id, "title");
        await App.Advance(TimeSpan.FromHours(1));
        await person.Until(async () => (await Sandbox.Truth(id)).Title.Length > 0);
    }

    [Fact]
    public async Task One_that_is_gone_while_its_restore_settles_is_asked_for_twice_and_then_seldom()
    {
        using var person = await SignedIn("kitchenradio");
        var id = (await Sandbox.Complete("kitchenradio"))[0].Id;
        await person.Protect(id);
        await Sandbox.TakeDown(id, "title");
        await person.Sweep();
        await Sandbox.Destroy(id);
        await Sandbox.ForgetCalls();

        await App.Advance(Settle);
        await person.Until(async () => (await Sandbox.Calls($"/v1/playlists/{id}")).Recent.Count > 0);
        await person.Sweep();
        await person.Sweep();
        await person.Sweep();

        Assert.Equal(2, (await Sandbox.Calls($"/v1/playlists/{id}")).Recent.Count);
    }

    [Fact]
    public async Task What_is_due_while_Spotify_rests_waits_for_the_next_sweep_and_asks_nothing_meanwhile()
    {
        using var person = await SignedIn("kitchenradio");
        var id = (await Sandbox.Complete("kitchenradio"))[0].Id;
        await person.Protect(id);
        await Sandbox.TakeDown(id, "title");
        await person.Sweep();
        await Sandbox.Fail(new("status", Status: 429, RetryAfter: 50_400, Path: "/v1/me/playlists", Count: 1));
        await Sandbox.ForgetCalls();

        await App.Advance(Settle);
        await person.Until(async () => (await Sandbox.Windows()).Count == 1);
        var limited = await person.Sweep();
        await App.Advance(TimeSpan.FromHours(15));
        await person.Until(id, now => now.State == "as-you-want-it");

        Assert.NotNull(Assert.Single(limited.Accounts).Problem);
        Assert.All((await Sandbox.Calls("/v1/me/playlists")).Recent.Skip(1), call => Assert.Equal(200, call.Status));
    }
}
