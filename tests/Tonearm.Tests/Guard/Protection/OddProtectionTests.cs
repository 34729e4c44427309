using System.Net;
using Npgsql;

namespace Tonearm.Tests.Guard.Protection;

/// <summary>
/// Protecting while something of the playlist cannot be had, is of no kind that is known, or was changed by its owner before.
/// </summary>
public sealed class OddProtectionTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task The_texts_are_protected_while_the_covers_address_answers_403()
    {
        using var person = await SignedIn(Owner);
        var playlist = (await Sandbox.Complete(Owner))[0];
        await Sandbox.Conditions(new { habits = new { customPictureStatus = 403 } });

        var texts = await person.Protect(playlist.Id, "restore", "title", "description");
        Assert.Equal(("as-you-want-it", null), (texts.State, texts.Wanted!.Cover));
        using var all = await person.Send(
            HttpMethod.Put,
            $"/api/playlists/{playlist.Id}/protection",
            new { mode = "restore", fields = new[] { "title", "description", "cover" } }
        );
        Assert.Contains("cover could not be fetched", await all.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await Sandbox.Conditions(new { habits = new { customPictureStatus = 200 } });
        Assert.NotNull((await person.Protect(playlist.Id, "restore", "title", "description", "cover")).Wanted!.Cover);
        await Sandbox.TakeDown(playlist.Id, "cover");
        Assert.Equal(1, (await person.Sweep()).Restored);
    }

    [Fact]
    public async Task An_automatic_picture_of_another_form_that_changes_each_day_is_asked_about_and_never_uploaded()
    {
        var id = (await Sandbox.Create(Owner, "Without a cover", "Words")).Id;
        await Sandbox.Conditions(new { habits = new { otherAutomaticPictures = true } });
        using var person = await SignedIn(Owner);
        using var asked = await person.Send(HttpMethod.Put, $"/api/playlists/{id}/protection", new { mode = "restore" });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Contains("cannot say whether you chose it", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var answered = await person.Send(
            HttpMethod.Put,
            $"/api/playlists/{id}/protection",
            new { mode = "restore", ownCover = false }
        );
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        for (var day = 0; day < 3; day++)
        {
            await App.Advance(TimeSpan.FromDays(1));
            await person.Sweep();
        }

        Assert.Empty(await Sandbox.Writes(id));
        Assert.Empty(await person.Incidents());
        Assert.Equal("as-you-want-it", (await person.Playlist(id)).State);
    }

    [Fact]
    public async Task A_new_cover_saved_before_protecting_is_written_and_is_no_incident()
    {
        using var person = await SignedIn(Owner);
        var playlist = (await Sandbox.Complete(Owner))[0];
        await person.WantCover(playlist.Id, await Sandbox.Cover("cover-bloom"));
        await person.Protect(playlist.Id);
        await person.Until(async () => (await Sandbox.Writes(playlist.Id)).Count == 1);
        await App.Advance(TimeSpan.FromMinutes(2));
        await person.Sweep();

        Assert.Empty(await person.Incidents());
        Assert.Equal("as-you-want-it", (await person.Playlist(playlist.Id)).State);
        await person.Want(playlist.Id, title: "Another title");
        await person.Until(async () => (await Sandbox.Truth(playlist.Id)).Title == "Another title");
        await App.Advance(TimeSpan.FromMinutes(2));
        await person.Sweep();
        Assert.Empty(await person.Incidents());
        await Sandbox.TakeDown(playlist.Id, "cover");
        await person.Sweep();
        Assert.Single(await person.Incidents());
    }

    [Fact]
    public async Task A_picture_with_bytes_after_its_end_is_mended_when_it_is_given()
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        var cover = await Sandbox.Cover("cover-bloom");
        await person.WantCover(playlist.Id, [.. cover, .. "<script>left behind</script>"u8]);
        await person.Until(async () => (await Sandbox.Writes(playlist.Id)).Count == 1);

        var written = Assert.Single(await Sandbox.Writes(playlist.Id));
        Assert.Equal(cover.Length, written.Bytes);
    }

    [Theory]
    [InlineData("watch,restore")]
    [InlineData("-5")]
    [InlineData("31")]
    [InlineData("1")]
    public async Task A_mode_no_one_defined_is_refused_at_every_door_and_by_the_database(string mode)
    {
        using var person = await SignedIn(Owner);
        var playlist = await Protect(person, Owner);
        using var api = await person.Send(HttpMethod.Put, $"/api/playlists/{playlist.Id}/protection", new { mode });
        Assert.Equal(HttpStatusCode.BadRequest, api.StatusCode);
        using var fields = await person.Send(
            HttpMethod.Put,
            $"/api/playlists/{playlist.Id}/protection",
            new { mode = "restore", fields = new[] { "31" } }
        );
        Assert.Equal(HttpStatusCode.BadRequest, fields.StatusCode);
        Assert.Equal("restore", (await person.Playlist(playlist.Id)).Mode);

        await Assert.ThrowsAsync<PostgresException>(() => Sql("update protections set mode = -5"));
        await Assert.ThrowsAsync<PostgresException>(() => Sql("update protections set fields = 31"));
    }
}
