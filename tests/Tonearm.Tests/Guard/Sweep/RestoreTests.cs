namespace Tonearm.Tests.Guard.Sweep;

/// <summary>What drifts comes back: which fields, how often, and with which bytes.</summary>
public sealed class RestoreTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("cover")]
    public async Task A_field_taken_down_is_put_back_and_no_other_is_written(string field)
    {
        var (person, before) = await Protected();
        await Sandbox.TakeDown(before.Id, field);

        var report = await person.Sweep();

        Assert.Equal((1, 1), (report.Drifted, report.Restored));
        var after = await Sandbox.Truth(before.Id);
        Assert.Equal(
            (before.Title, before.Description, field == "cover" ? Cover : before.CoverSha256),
            (after.Title, after.Description, after.CoverSha256)
        );
        var write = Assert.Single(await Sandbox.Writes(before.Id));
        if (field == "cover")
            Assert.Equal(("cover", Cover), (write.What, write.Sha256));
        else
            Assert.Equal(
                [field == "title" ? "name" : "description"],
                System.Text.Json.Nodes.JsonNode.Parse(write.Sent!)!.AsObject().Select(each => each.Key)
            );
    }

    [Fact]
    public async Task All_three_taken_down_come_back_with_one_call_for_the_texts_and_then_one_for_the_cover()
    {
        var (_, before) = await Protected();
        foreach (var field in new[] { "title", "description", "cover" })
            await Sandbox.TakeDown(before.Id, field);

        await Advance(Interval);
        await Person.Until(async () => (await Sandbox.Writes(before.Id)).Count == 2);
        await Person.Sweep();

        var after = await Sandbox.Truth(before.Id);
        Assert.Equal((before.Title, before.Description, Cover), (after.Title, after.Description, after.CoverSha256));
        Assert.Equal(["details", "cover"], (await Sandbox.Writes(before.Id)).Select(write => write.What));
    }

    [Fact]
    public async Task What_the_owner_edits_in_Spotify_is_put_back_too()
    {
        var (person, before) = await Protected();
        await Sandbox.Edit(before.Id, title: "Something else", description: "Another text");
        await Sandbox.SetCover(before.Id, "cover-bloom");

        await person.Sweep();

        var after = await Sandbox.Truth(before.Id);
        Assert.Equal((before.Title, before.Description, Cover), (after.Title, after.Description, after.CoverSha256));
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_drifted()
    {
        var (person, before) = await Protected();
        await Sandbox.Edit((await Sandbox.Library(Owner)).First(each => each.Id != before.Id).Id, title: "Not protected");

        var report = await person.Sweep();

        Assert.Equal((1, 0, 0, 1), (report.Looked, report.Drifted, report.Restored, report.Calls));
        Assert.Empty((await Sandbox.Calls(method: "PUT")).Recent);
    }

    [Fact]
    public async Task In_mode_watch_the_drift_is_told_and_nothing_is_written()
    {
        var (person, before) = await Protected("watch");
        await Sandbox.TakeDown(before.Id, "title");

        var report = await person.Sweep();

        Assert.Equal((1, 0), (report.Drifted, report.Restored));
        Assert.Equal("changed", (await person.Playlist(before.Id)).State);
        Assert.Equal("title", Assert.Single(Assert.Single(await person.Incidents()).Drifts).Field);
        Assert.Empty(await Sandbox.Writes(before.Id));
    }

    [Fact]
    public async Task A_field_left_out_may_drift_as_it_likes()
    {
        var (person, before) = await Protected("restore", "title");
        await Sandbox.TakeDown(before.Id, "description");
        await Sandbox.TakeDown(before.Id, "title");

        await person.Sweep();

        var after = await Sandbox.Truth(before.Id);
        Assert.Equal((before.Title, ""), (after.Title, after.Description));
    }

    [Fact]
    public async Task Within_settle_a_restore_that_Spotify_does_not_show_yet_is_not_written_again()
    {
        var (person, before) = await Protected();
        await Sandbox.Conditions(new { lag = new { detailsSeconds = 60, coverSeconds = 60 } });
        foreach (var field in new[] { "title", "description", "cover" })
            await Sandbox.TakeDown(before.Id, field);

        await person.Sweep();
        await Advance(TimeSpan.FromSeconds(30));
        var second = await person.Sweep();

        Assert.Equal((1, 0), (second.Drifted, second.Restored));
        Assert.Equal("confirming", (await person.Playlist(before.Id)).State);
        Assert.Equal(["details", "cover"], (await Sandbox.Writes(before.Id)).Select(write => write.What));
    }

    [Fact]
    public async Task A_restore_is_confirmed_by_a_look_of_its_own_after_settle()
    {
        var (person, before) = await Protected();
        await Sandbox.Conditions(new { lag = new { detailsSeconds = 60, coverSeconds = 60 } });
        await Sandbox.TakeDown(before.Id, "title");
        await Sandbox.TakeDown(before.Id, "cover");
        await person.Sweep();
        await Sandbox.ForgetCalls();

        await Advance(Settle);
        await person.Until(before.Id, now => now.State == "as-you-want-it");

        Assert.Single(await Sandbox.Windows());
        Assert.All(Assert.Single(await person.Incidents()).Drifts, drift => Assert.Equal("putback", drift.Ending));
    }

    [Fact]
    public async Task What_Spotify_shows_at_once_is_called_right_three_seconds_later_by_one_look()
    {
        var (person, before) = await Protected();
        await Sandbox.Conditions(new { lag = new { detailsSeconds = 2, coverSeconds = 2 } });
        await Sandbox.TakeDown(before.Id, "title");
        await Advance(TimeSpan.FromSeconds(2));
        await person.Sweep();
        Assert.Equal("confirming", (await person.Playlist(before.Id)).State);
        await Sandbox.ForgetCalls();

        await Advance(TimeSpan.FromSeconds(3));
        await person.Until(before.Id, now => now.State == "as-you-want-it");

        Assert.Single(await Sandbox.Windows());
        Assert.Equal("putback", Assert.Single(Assert.Single(await person.Incidents()).Drifts).Ending);
    }

    [Fact]
    public async Task A_cover_of_ours_under_Spotifys_new_ids_stays_ours_for_all_later_sweeps()
    {
        var (person, before) = await Protected();
        for (var time = 0; time < 3; time++)
        {
            await Sandbox.TakeDown(before.Id, "cover");
            await person.Sweep();
            await Advance(Settle);
            await person.Until(before.Id, now => now.State == "as-you-want-it");
            await Advance(TimeSpan.FromHours(7));
            Assert.Equal(0, (await person.Sweep()).Drifted);
        }

        Assert.Equal(Enumerable.Repeat(Cover, 3), (await Sandbox.Writes(before.Id)).Select(write => write.Sha256));
    }

    [Fact]
    public async Task A_cover_of_the_owners_own_is_sent_in_its_original_bytes_every_time()
    {
        var (person, before) = await Protected();
        var jpeg = await Sandbox.Cover("cover-prism");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(jpeg));
        await person.WantCover(before.Id, jpeg);
        await person.Until(async () => (await Sandbox.Writes(before.Id)).Count == 1);
        await Advance(Settle);
        await person.Until(before.Id, now => now.State == "as-you-want-it");

        await Sandbox.TakeDown(before.Id, "cover");
        await person.Sweep();

        Assert.Equal([hash, hash], (await Sandbox.Writes(before.Id)).Select(write => write.Sha256));
    }

    [Fact]
    public async Task Texts_in_every_script_go_out_as_they_were_typed_and_are_never_escaped_twice()
    {
        var (person, before) = await Protected();
        const string title = "Rock & \"Roll\" <b> 夜の曲 🎧";
        const string description = "Tom's & Ann's: 5 > 4 &amp; \"so\" — Ночь / ليل 🌙";
        await person.Want(before.Id, title, description);
        await person.Until(async () => (await Sandbox.Writes(before.Id)).Count == 1);
        await person.Sweep();
        Assert.Equal(
            (title, description),
            ((await person.Playlist(before.Id)).Observed.Title, (await person.Playlist(before.Id)).Observed.Description)
        );

        await Sandbox.TakeDown(before.Id, "title");
        await Sandbox.TakeDown(before.Id, "description");
        await person.Sweep();
        await Advance(Settle);
        await person.Until(before.Id, now => now.State == "as-you-want-it");

        var after = await Sandbox.Truth(before.Id);
        Assert.Equal((title, description), (after.Title, after.Description));
        Assert.Equal(2, (await Sandbox.Writes(before.Id)).Count);
    }

    [Fact]
    public async Task Restore_now_writes_whatever_the_protection_says()
    {
        var (person, before) = await Protected("watch");
        await Sandbox.TakeDown(before.Id, "title");
        await person.Sweep();

        using var answer = await person.Send(HttpMethod.Post, $"/api/playlists/{before.Id}/restore");
        await person.Until(before.Id, now => now.State is not ("putting-back" or "changed"));

        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(before.Title, (await Sandbox.Truth(before.Id)).Title);
    }

    [Fact]
    public async Task Restore_now_waits_for_Spotify_to_take_calls_again_and_is_not_forgotten()
    {
        var (person, before) = await Protected("watch");
        await Sandbox.TakeDown(before.Id, "title");
        await person.Sweep();
        await Sandbox.Fail(new("status", Status: 429, RetryAfter: 3600, Method: "PUT", Count: 1));

        using var answer = await person.Send(HttpMethod.Post, $"/api/playlists/{before.Id}/restore");
        await person.Until(async () => (await Sandbox.Calls(method: "PUT")).Recent.Count == 1);
        await Advance(TimeSpan.FromHours(2));
        await person.Until(async () => (await Sandbox.Truth(before.Id)).Title == before.Title);

        Assert.Single(await Sandbox.Writes(before.Id));
    }

    private Person Person { get; set; } = null!;

    /// <summary>The hash of the picture that was taken at the protection: what Spotify served then, never what was once uploaded.</summary>
    private string Cover { get; set; } = "";

    private Task Advance(TimeSpan by) => App.Advance(by);

    private async Task<(Person Person, TruePlaylist Playlist)> Protected(string mode = "restore", params string[] fields)
    {
        Person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        Cover = (await Person.Protect(id, mode, fields)).Wanted!.Cover![^64..];
        await Sandbox.ForgetCalls();
        return (Person, await Sandbox.Truth(id));
    }
}
