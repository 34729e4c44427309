using System.Net;

namespace Tonearm.Tests.Guard.Sweep;

/// <summary>
/// What was never there: a playlist without a cover or a description of its own, and the limits of Spotify's API about both.
/// </summary>
public sealed class MosaicTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const string Owner = "kitchenradio";

    [Fact]
    public async Task Where_no_cover_is_wanted_a_mosaic_is_no_drift_however_often_it_changes()
    {
        using var person = await SignedIn(Owner);
        var id = await WithoutCover();
        Assert.Null((await person.Protect(id)).Wanted!.Cover);

        var mosaics = new HashSet<string?>();
        foreach (var song in new[] { 11, 47, 83 })
        {
            await Sandbox.Edit(id, firstTrack: song);
            Assert.Equal((1, 0), await person.Sweep() is var report ? (report.Looked, report.Drifted) : default);
            mosaics.Add((await person.Playlist(id)).Observed.Cover);
        }

        Assert.NotEqual(1, mosaics.Count);
        Assert.Equal("as-you-want-it", (await person.Playlist(id)).State);
        Assert.Empty(await person.Incidents());
        Assert.Empty(await Sandbox.Writes(id));
    }

    [Fact]
    public async Task A_cover_that_appears_where_none_is_wanted_is_told_and_can_be_kept_but_not_removed()
    {
        using var person = await SignedIn(Owner);
        var id = await WithoutCover();
        await person.Protect(id);
        await Sandbox.SetCover(id, "cover-bloom");

        var report = await person.Sweep();

        Assert.Equal((1, 0), (report.Drifted, report.Restored));
        Assert.Equal("changed", (await person.Playlist(id)).State);
        Assert.Equal("cover", Assert.Single(Assert.Single(await person.Incidents()).Drifts).Field);
        Assert.Empty(await Sandbox.Writes(id));
        using var asked = await person.Send(HttpMethod.Post, $"/api/playlists/{id}/restore");
        await person.Sweep();
        Assert.Empty(await Sandbox.Writes(id));

        using var kept = await person.Send(HttpMethod.Post, $"/api/playlists/{id}/keep");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal("as-you-want-it", (await person.Playlist(id)).State);
        await Sandbox.TakeDown(id, "cover");
        Assert.Equal(1, (await person.Sweep()).Restored);
        Assert.NotNull((await Sandbox.Truth(id)).CoverSha256);
    }

    [Fact]
    public async Task A_description_that_appears_where_none_is_wanted_is_told_and_Spotify_is_not_asked_in_vain()
    {
        var id = (await Sandbox.Create(Owner, "Without words", cover: "cover-bloom")).Id;
        using var person = await SignedIn(Owner);
        await person.Protect(id);
        await Sandbox.Edit(id, description: "Somebody else's words");

        var report = await person.Sweep();

        Assert.Equal((1, 0), (report.Drifted, report.Restored));
        Assert.Equal("changed", (await person.Playlist(id)).State);
        Assert.Empty(await Sandbox.Writes(id));
        var page = await person.Http.GetStringAsync(new Uri($"/guard/playlists/{id}", UriKind.Relative), Cancel);
        Assert.Contains("Somebody else", page, StringComparison.Ordinal);
        Assert.Contains("Other apps than its own cannot empty it", page, StringComparison.Ordinal);
    }

    private async Task<string> WithoutCover() =>
        (await Sandbox.Library(Owner)).First(each => each is { Owner: Owner, CoverImageId: null, Title.Length: > 0 }).Id;
}
