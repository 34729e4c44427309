using System.Net;

namespace Tonearm.Tests.Guard.Pages;

/// <summary>What somebody has typed and cut is still there when it could not be saved.</summary>
public sealed class DraftTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    [Fact]
    public async Task A_picture_comes_back_with_a_save_that_was_refused_for_something_else()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");
        var bloom = await Sandbox.Cover("cover-bloom");

        using var refused = await Save(person, playlist.Id, new('x', 101), bloom);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains($"data-cover-kept src=\"data:image/jpeg;base64,{Convert.ToBase64String(bloom)}\"", page, StringComparison.Ordinal);
        Assert.Equal(1, (await person.Playlist(playlist.Id)).Wanted!.Version);
    }

    [Fact]
    public async Task A_picture_that_was_refused_itself_does_not_come_back()
    {
        using var person = await SignedIn("kitchenradio");
        var playlist = await Protect(person, "kitchenradio");

        using var refused = await Save(person, playlist.Id, "Shorter", "no picture"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("data-cover-kept", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Save(Person person, string id, string title, byte[] cover)
    {
        var address = new Uri($"/guard/playlists/{id}", UriKind.Relative);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(FormToken.Of(await person.Http.GetStringAsync(address, Cancel))), FormToken.Name },
            { new StringContent("1"), "version" },
            { new StringContent(title), "title" },
            { new StringContent("Slow songs"), "description" },
            { new ByteArrayContent(cover), "cover", "cover.jpg" },
        };
        return await person.Http.PostAsync(new Uri($"{address}/wanted", UriKind.Relative), form, Cancel);
    }
}
