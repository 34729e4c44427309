using System.Net;
using System.Text.RegularExpressions;
using Tonearm.Guard;

namespace Tonearm.Tests.Guard.Pages;

/// <summary>Protecting many at once by the forms of the pages: first they are shown, then taken as they were shown.</summary>
public sealed partial class ProtectManyTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Label = "northlightrecords";
    private const string Hobbyist = "kitchenradio";

    [Fact]
    public async Task A_whole_list_is_shown_with_a_sweeps_calls_taken_with_none_and_guarded_from_then_on()
    {
        using var person = await SignedIn(Label);
        var own = (await Sandbox.Library(Label)).Where(each => each.Owner == Label).ToArray();
        await Sandbox.ForgetCalls();

        var shown = await Offer(person, own.Select(each => each.Id));
        Assert.Equal(3, (await Sandbox.Windows()).Count);
        await Submit(person, "/guard/protection?mode=restore", shown);

        Assert.Equal(3, (await Sandbox.Windows()).Count);
        var offered = shown.Where(each => each.Name == "ids").Select(each => each.Value).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(offered.Count, 100, own.Length);
        var playlists = await person.Playlists();
        Assert.Equal(offered, playlists.Where(each => each is { Mode: "restore", Wanted.Version: 1 }).Select(each => each.Id).ToHashSet());
        foreach (var playlist in own.Where(each => offered.Contains(each.Id)).Take(3))
            await Sandbox.TakeDown(playlist.Id, "title");
        await Sandbox.ForgetCalls();
        var report = await person.Sweep();
        Assert.Equal((offered.Count, 3, 3, 6), (report.Looked, report.Drifted, report.Restored, report.Calls));
    }

    [Fact]
    public async Task Each_press_is_undone_as_a_whole_and_only_as_long_as_it_was_the_last()
    {
        using var person = await SignedIn(Hobbyist);
        var ids = (await Sandbox.Complete(Hobbyist))[..3].Select(each => each.Id).ToArray();
        await Submit(person, "/guard/protection?mode=restore", await Offer(person, ids));
        await Submit(person, "/guard/protection?mode=watch", [await Token(person), ("ids", ids[0])]);
        await Submit(person, "/guard/protection?mode=off", [await Token(person), .. ids.Select(id => ("ids", id))]);
        var off = await Scalar<Guid>("select distinct act from protections");
        Assert.All(await Modes(), mode => Assert.Equal("off", mode));

        await Submit(person, "/guard/protection/undo", [await Token(person), ("act", $"{off}")]);
        Assert.Equal(["watch", "restore", "restore"], await Modes());

        // The undo was a press, too: the same once more finds nothing of its own, nor does a stranger.
        await Submit(person, "/guard/protection?mode=off", [await Token(person), ("ids", ids[1])]);
        var last = await Scalar<Guid>("select act from protections where mode = 0");
        using var stranger = await SignedIn(Label);
        await Submit(stranger, "/guard/protection/undo", [await Token(stranger), ("act", $"{last}")]);
        await Submit(person, "/guard/protection/undo", [await Token(person), ("act", $"{off}")]);
        Assert.Equal(["watch", "off", "restore"], await Modes());

        async Task<string[]> Modes()
        {
            var all = await person.Playlists();
            return [.. ids.Select(id => all.Single(each => each.Id == id).Mode)];
        }
    }

    [Fact]
    public async Task A_playlist_nobody_has_protected_shows_no_difference()
    {
        using var person = await SignedIn(Hobbyist);
        var playlist = (await Sandbox.Complete(Hobbyist))[0];

        var page = await person.Http.GetStringAsync(new Uri($"/guard/playlists/{playlist.Id}", UriKind.Relative), Cancel);

        Assert.Contains("On Spotify now", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<del>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<ins>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_down_while_its_owner_reads_the_question_comes_back()
    {
        using var person = await SignedIn(Hobbyist);
        var playlist = (await Sandbox.Complete(Hobbyist))[0];
        var shown = await Offer(person, [playlist.Id]);
        await Sandbox.TakeDown(playlist.Id, "title");

        await Submit(person, "/guard/protection?mode=restore", shown);
        await person.Sweep();

        Assert.Equal(playlist.Title, (await Sandbox.Truth(playlist.Id)).Title);
    }

    [Fact]
    public async Task What_Guard_has_seen_change_while_its_owner_reads_the_question_is_not_taken_unseen()
    {
        using var person = await SignedIn(Hobbyist);
        var playlists = (await Sandbox.Complete(Hobbyist))[..2];
        var shown = await Offer(person, playlists.Select(each => each.Id));
        await Sandbox.TakeDown(playlists[0].Id, "description");
        await Submit(person, "/guard/look", [await Token(person)]);

        await Submit(person, "/guard/protection?mode=restore", shown);

        var now = await person.Playlists();
        Assert.Equal(("off", "restore"), (Of(playlists[0]).Mode, Of(playlists[1]).Mode));
        Assert.Contains("has changed on Spotify since it was shown to you", await Page(person), StringComparison.Ordinal);
        await Submit(person, "/guard/protection?mode=restore", await Offer(person, [playlists[0].Id]));
        Assert.Equal("", (await person.Playlist(playlists[0].Id)).Wanted!.Description);

        PlaylistInfo Of(LibraryEntry entry) => now.Single(each => each.Id == entry.Id);
    }

    [Fact]
    public async Task An_answer_to_a_question_that_was_never_asked_takes_nothing()
    {
        using var person = await SignedIn(Hobbyist);
        var id = (await Sandbox.Complete(Hobbyist))[0].Id;

        await Submit(person, "/guard/protection?mode=restore", [await Token(person), ("ids", id)]);

        Assert.Equal("off", (await person.Playlist(id)).Mode);
    }

    /// <summary>The form that asks, with what it would send.</summary>
    private static async Task<(string Name, string Value)[]> Offer(Person person, IEnumerable<string> ids)
    {
        using var content = new FormUrlEncodedContent([.. ids.Select(id => KeyValuePair.Create("ids", id)), Pair(await Token(person))]);
        using var answer = await person.Http.PostAsync(new Uri("/guard/protect?mode=restore", UriKind.Relative), content, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Hidden(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task Submit(Person person, string path, IEnumerable<(string Name, string Value)> form)
    {
        // Every form of a page has a token of its own.
        using var content = new FormUrlEncodedContent(form.DistinctBy(each => each.Name == "ids" ? each.Value : each.Name).Select(Pair));
        using var answer = await person.Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<(string Name, string Value)> Token(Person person) =>
        Hidden(await Page(person)).First(each => each.Name.Contains("Token", StringComparison.Ordinal));

    private static Task<string> Page(Person person) => person.Http.GetStringAsync(new Uri("/guard", UriKind.Relative), Cancel);

    private static (string Name, string Value)[] Hidden(string page) =>
        [.. HiddenField().Matches(page).Select(each => (each.Groups[1].Value, WebUtility.HtmlDecode(each.Groups[2].Value)))];

    private static KeyValuePair<string, string> Pair((string Name, string Value) field) => KeyValuePair.Create(field.Name, field.Value);

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
