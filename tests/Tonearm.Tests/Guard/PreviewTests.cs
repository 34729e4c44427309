using System.Net;
using Tonearm.Guard;

namespace Tonearm.Tests.Guard;

/// <summary>What Guard would do is told by the decision that does it, and nothing is done.</summary>
public sealed class PreviewTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task A_playlist_that_is_as_wanted_has_nothing_done_to_it()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await person.Sweep();

        var preview = await person.Preview(playlist.Id);

        Assert.Null(preview.Problem);
        Assert.NotNull(preview.SeenAt);
        Assert.Equal(["title", "description", "cover"], preview.Fields.Select(field => field.Field));
        Assert.Equal(("nothing", "Title is as you want it.", null), Of(preview, "title"));
    }

    [Fact]
    public async Task What_a_person_asked_for_and_cannot_be_written_yet_waits_and_says_until_when()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Watched(person);
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        Assert.Equal("nothing", Of(await person.Preview(playlist.Id), "title").Step);

        await Sandbox.Fail(new("status", 429, "/v1/playlists/*", "PUT", RetryAfter: 3600));
        using var asked = await person.Send(HttpMethod.Post, $"/api/playlists/{playlist.Id}/restore");
        await person.Until(async () => Of(await person.Preview(playlist.Id), "title").Step == "wait");

        var title = (await person.Preview(playlist.Id)).Fields[0];
        Assert.NotNull(title.At);
        Assert.StartsWith("Title has changed, and cannot be written before", title.Sentence, StringComparison.Ordinal);
        Assert.Null(title.Write);
    }

    [Fact]
    public async Task What_would_be_written_is_shown_and_neither_written_nor_asked_for()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Watched(person);
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();
        await Sql("update protections set mode = 2");
        await Sandbox.ForgetCalls();

        var preview = await person.Preview(playlist.Id);

        Assert.Equal(("restore", "Title has changed and is being put back.", playlist.Title), Of(preview, "title"));
        Assert.Empty((await Sandbox.Calls()).Recent);
        Assert.Equal(0, await Scalar<int>("select count(*)::int from restores"));
    }

    [Fact]
    public async Task What_is_held_says_why()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        await Sandbox.Fail(new("status", 403, "/v1/playlists/*", "PUT", Message: "You cannot edit this playlist."));
        await Sandbox.TakeDown(playlist.Id, "title");
        await person.Sweep();

        var (step, sentence, write) = Of(await person.Preview(playlist.Id), "title");

        Assert.Equal(("hold", null), (step, write));
        Assert.Contains("You cannot edit this playlist", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_protected_has_no_fields_and_somebody_elses_playlist_no_preview()
    {
        using var person = await SignedIn(Owner);
        var id = (await Sandbox.Complete(Owner))[0].Id;
        await person.Imported(Cancel);

        Assert.Empty((await person.Preview(id)).Fields);
        using var answer = await person.Send(HttpMethod.Get, "/api/playlists/unheard-of/preview");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<PlaylistInfo> Watched(Person person) => await person.Protect((await Sandbox.Complete(Owner))[0].Id, "watch");

    private static (string Step, string Sentence, string? Write) Of(PreviewInfo preview, string field) =>
        preview.Fields.Single(each => each.Field == field) is var found ? (found.Step, found.Sentence, found.Write) : default;
}
