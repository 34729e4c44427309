using System.Net;
using Tonearm.Guard;
using Tonearm.Guard.Incidents;

namespace Tonearm.Tests.Guard;

/// <summary>What pages and API say of a playlist while things happen to it: who did it, what is known, and no more than that.</summary>
public sealed class TruthTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task In_the_demo_a_first_takedown_is_put_back_confirmed_and_called_right_within_15_seconds()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        foreach (var field in new[] { "title", "description", "cover" })
            await Sandbox.TakeDown(playlist.Id, field);
        var noticed = App.Clock.GetUtcNow();

        await person.Sweep();

        var written = await person.Playlist(playlist.Id);
        Assert.Equal("confirming", written.State);
        Assert.All(written.States, each => Assert.Equal(("confirming", true), (each.State, each.PutBackAt >= noticed)));
        Assert.Equal(written.States.Max(each => each.PutBackAt), written.PutBackAt);
        var row = await Row(person, playlist.Id);
        Assert.Contains("Title, description and cover removed, noticed", row, StringComparison.Ordinal);
        Assert.Contains("confirming", row, StringComparison.Ordinal);
        Assert.DoesNotContain("not back yet", row, StringComparison.Ordinal);
        var page = await Page(person, $"/guard/playlists/{playlist.Id}");
        Assert.DoesNotContain("Restore now", page, StringComparison.Ordinal);
        Assert.Contains("confirming · Tonearm</title>", page, StringComparison.Ordinal);
        Assert.All(
            Assert.Single(await person.Incidents()).Drifts,
            drift => Assert.Equal(("confirming", "somebody-else", null), (drift.State, drift.By, drift.EndedBy))
        );

        Assert.Contains(
            "In the last 30 days: 3 changes on 1 playlist, 3 still open.",
            await Page(person, "/guard/incidents"),
            StringComparison.Ordinal
        );

        await App.Advance(TimeSpan.FromSeconds(3));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");

        Assert.True(App.Clock.GetUtcNow() - noticed < TimeSpan.FromSeconds(15));
        Assert.All(Assert.Single(await person.Incidents()).Drifts, drift => Assert.Equal((null, "guard"), (drift.State, drift.EndedBy)));
        Assert.Contains("3 changes on 1 playlist, all put back", await Page(person, "/guard/incidents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_owner_wants_otherwise_is_nobodys_attack_whether_Guard_restores_or_watches()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await person.Want(playlist.Id, "Another title");
        await person.Until(playlist.Id, now => now.State is "confirming" or "as-you-want-it");
        await App.Advance(TimeSpan.FromSeconds(90));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");
        using var back = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/rollback", new RollBackChange(1));
        await person.Until(playlist.Id, now => now.State is "confirming" or "as-you-want-it");
        await App.Advance(TimeSpan.FromSeconds(90));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");

        await person.Protect(playlist.Id, "watch");
        await person.Want(playlist.Id, "A third title");
        await person.Sweep();

        Assert.Equal("not-written-yet", (await person.Playlist(playlist.Id)).State);
        Assert.Empty(await person.Incidents());
        Assert.Contains("In the last 30 days nothing was changed.", await Page(person, "/guard/incidents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_owner_keeps_was_their_own_doing_and_no_change_of_others()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await person.Protect(playlist.Id, "watch");
        await Sandbox.Edit(playlist.Id, title: "That was me");
        await person.Sweep();
        Assert.DoesNotContain("not back yet", await Row(person, playlist.Id), StringComparison.Ordinal);
        Assert.Contains("1 change on 1 playlist", await Page(person, "/guard/incidents"), StringComparison.Ordinal);

        using var kept = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/keep");

        var drift = Assert.Single(Assert.Single(await person.Incidents()).Drifts);
        Assert.Equal(("you", "you", "kept"), (drift.By, drift.EndedBy, drift.Ending));
        Assert.Contains("In the last 30 days nothing was changed.", await Page(person, "/guard/incidents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_of_the_history_says_who_did_it()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        var first = (await person.Playlist(playlist.Id)).Wanted!;
        await App.Advance(TimeSpan.FromSeconds(1));
        await person.Want(playlist.Id, description: "Other words");
        await person.Until(playlist.Id, now => now.State is "confirming" or "as-you-want-it");
        await App.Advance(TimeSpan.FromSeconds(90));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        Assert.Equal(["guard written", "somebody-else removed", "you edited", "you protected"], Lines(await person.History(playlist.Id)));

        await App.Advance(TimeSpan.FromSeconds(90));
        await person.Until(playlist.Id, now => now.State == "as-you-want-it");

        var history = await person.History(playlist.Id);
        Assert.Equal(["guard put-back", "somebody-else removed", "you edited", "you protected"], Lines(history));
        Assert.Equal(("title", first.Title, ""), (history[1].Field, history[1].Before, history[1].After));
        Assert.Equal([null, null, 2, 1], history.Select(line => line.Version));

        static IEnumerable<string> Lines(IEnumerable<HistoryLine> history) => history.Select(line => $"{line.By} {line.What}");
    }

    [Fact]
    public async Task Alarm_accounts_and_API_tell_the_same_of_an_account_in_one_tone_and_times_in_the_readers_clock()
    {
        using var person = await SignedIn(Owner);
        await Protect(person, Owner);
        await Sandbox.Fail(new("status", Status: 429, RetryAfter: 50_400, Path: "/v1/me/playlists", Count: 1));
        var report = await person.Sweep();

        var sentence = (await person.Accounts())[0].Trouble!;
        Assert.Equal(report.Accounts[0].Problem, sentence);
        Assert.Matches(@"takes no more calls until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.", sentence);
        var words = sentence[..sentence.IndexOf(" 20", StringComparison.Ordinal)];
        foreach (var path in new[] { "/guard", "/accounts" })
        {
            var page = await Page(person, path);
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.DoesNotMatch(@">[^<]*\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ[^>]*<", page);
            Assert.DoesNotContain("data-tone=\"bad\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain(">Works<", page, StringComparison.Ordinal);
        }
    }

    private static async Task<string> Page(Person person, string path) =>
        WebUtility.HtmlDecode(await person.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));

    /// <summary>The playlist's line in the overview.</summary>
    private static async Task<string> Row(Person person, string id)
    {
        var page = await Page(person, "/guard");
        var from = page.IndexOf($"data-id=\"{id}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</li>", from, StringComparison.Ordinal)];
    }
}
