using System.Net;
using System.Security.Cryptography;
using Tonearm.Sandbox.Images;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class CoverTests : Stand
{
    private async Task<(HttpClient Client, string Id)> One(string scopes = Everything) =>
        (await SignedIn("kitchenradio", scopes), (await Library("kitchenradio"))[0]);

    private static async Task<string> ImageUrl(HttpClient client, string id) =>
        (await Get(client, $"/v1/playlists/{id}/images"))[0]!["url"]!.GetValue<string>();

    [Fact]
    public async Task A_cover_is_accepted_now_and_seen_later_with_a_new_id_and_other_bytes_of_the_same_size()
    {
        await Conditions(new { lag = new { coverSeconds = 20 } });
        var (client, id) = await One();
        var jpeg = await ShippedCover(2);
        var before = await ImageUrl(client, id);

        using var response = await PutCover(client, id, Convert.ToBase64String(jpeg));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Clock.Advance(19.9);
        Assert.Equal(before, await ImageUrl(client, id));
        Clock.Advance(0.1);
        var after = await ImageUrl(client, id);
        Assert.NotEqual(before[^24..], after[^24..]);
        Assert.Matches("/image/ab67706c0000da84[0-9a-f]{24}$", after);

        var shown = await Http.GetByteArrayAsync(after, Cancel);
        Assert.NotEqual(jpeg, shown);
        Assert.Equal(Jpeg.Size(jpeg), Jpeg.Size(shown));
        Assert.Equal(after, (await Get(client, $"/v1/playlists/{id}"))["images"]![0]!["url"]!.GetValue<string>());
        Assert.Equal(after, (await Get(client, "/v1/me/playlists"))["items"]![0]!["images"]![0]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_picture_again_gets_another_id_and_the_same_rendition_unless_asked_otherwise()
    {
        var (client, id) = await One();
        var body = Convert.ToBase64String(await ShippedCover());
        await PutCover(client, id, body);
        var first = await ImageUrl(client, id);
        await PutCover(client, id, body);
        var second = await ImageUrl(client, id);
        Assert.NotEqual(first, second);
        Assert.Equal(await Http.GetByteArrayAsync(first, Cancel), await Http.GetByteArrayAsync(second, Cancel));

        await Conditions(new { habits = new { sameCoverKeepsId = true } });
        await PutCover(client, id, body);
        var third = await ImageUrl(client, id);
        await PutCover(client, id, body);
        Assert.Equal(third, await ImageUrl(client, id));
    }

    [Fact]
    public async Task The_history_knows_the_exact_bytes_that_came()
    {
        var (client, id) = await One();
        var jpeg = await ShippedCover(1);
        await PutCover(client, id, Convert.ToBase64String(jpeg));
        var playlist = await True(id);
        var hash = Convert.ToHexStringLower(SHA256.HashData(jpeg));
        Assert.Equal(hash, playlist["coverSha256"]!.GetValue<string>());
        Assert.Equal(hash, playlist["history"]!.AsArray()[^1]!["sha256"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_custom_cover_is_one_image_without_size_and_a_mosaic_is_three_with()
    {
        var (client, id) = await One();
        var custom = (await Get(client, $"/v1/playlists/{id}/images")).AsArray();
        Assert.Single(custom);
        Assert.Null(custom[0]!["height"]);
        Assert.Null(custom[0]!["width"]);

        await Control(HttpMethod.Delete, $"/sandbox/playlists/{id}/cover");
        var mosaic = (await Get(client, $"/v1/playlists/{id}/images")).AsArray();
        Assert.Equal([640, 300, 60], mosaic.Select(image => image!["height"]!.GetValue<int>()));
        Assert.All(
            mosaic,
            image => Assert.Matches("/mosaic/(640|300|60)/(ab67616d00001e02[0-9a-f]{24}){4}$", image!["url"]!.GetValue<string>())
        );
        foreach (var image in mosaic)
        {
            var side = image!["width"]!.GetValue<int>();
            Assert.Equal((side, side), Jpeg.Size(await Http.GetByteArrayAsync(image["url"]!.GetValue<string>(), Cancel)));
        }
    }

    [Fact]
    public async Task Few_tracks_show_one_album_and_none_show_nothing()
    {
        var (client, id) = await One();
        await Control(HttpMethod.Delete, $"/sandbox/playlists/{id}/cover");
        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { trackCount = 3 });
        var album = (await Get(client, $"/v1/playlists/{id}/images")).AsArray();
        Assert.Single(album);
        Assert.Equal(640, album[0]!["height"]!.GetValue<int>());
        Assert.Matches("/image/ab67616d0000b273[0-9a-f]{24}$", album[0]!["url"]!.GetValue<string>());
        Assert.NotNull(Jpeg.Size(await Http.GetByteArrayAsync(album[0]!["url"]!.GetValue<string>(), Cancel)));

        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { trackCount = 0 });
        Assert.Empty((await Get(client, $"/v1/playlists/{id}/images")).AsArray());
    }

    [Fact]
    public async Task A_mosaic_changes_with_the_first_tracks()
    {
        var (client, id) = await One();
        await Control(HttpMethod.Delete, $"/sandbox/playlists/{id}/cover");
        var before = await ImageUrl(client, id);
        await Control(HttpMethod.Patch, $"/sandbox/playlists/{id}", new { firstTrack = 700 });
        Assert.NotEqual(before, await ImageUrl(client, id));
    }

    [Fact]
    public async Task An_address_runs_out_and_the_host_changes_but_the_image_id_stays()
    {
        var (client, id) = await One();
        var before = await ImageUrl(client, id);
        Clock.Advance(TimeSpan.FromHours(20.1));
        using (var gone = await Http.GetAsync(before, Cancel))
            Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);

        var after = await ImageUrl(await SignedIn("kitchenradio"), id);
        Assert.NotEqual(before, after);
        Assert.Equal(before[^40..], after[^40..]);
        using var good = await Http.GetAsync(after, Cancel);
        Assert.Equal("image/jpeg", good.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_address_is_good_for_at_least_half_its_life_and_its_host_changes_between_periods()
    {
        await Conditions(new { habits = new { imageSeconds = 100 } });
        var (client, id) = await One();
        var first = await ImageUrl(client, id);
        Clock.Advance(50);
        using (var still = await Http.GetAsync(first, Cancel))
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        var second = await ImageUrl(client, id);
        Assert.NotEqual(first.Contains("cdn-ak", StringComparison.Ordinal), second.Contains("cdn-ak", StringComparison.Ordinal));
        Clock.Advance(51);
        using var gone = await Http.GetAsync(first, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
    }

    [Fact]
    public async Task The_limit_counts_the_base64()
    {
        var (client, id) = await One();
        var jpeg = await ShippedCover();
        byte[] Padded(int size) => [.. jpeg[..2], .. Filler(size - jpeg.Length), .. jpeg[2..]];

        using var largest = await PutCover(client, id, Convert.ToBase64String(Padded(196_608)));
        Assert.Equal(HttpStatusCode.Accepted, largest.StatusCode);
        using var larger = await PutCover(client, id, Convert.ToBase64String(Padded(196_611)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
    }

    /// <summary>Comment segments of so many bytes in all.</summary>
    private static IEnumerable<byte> Filler(int size)
    {
        while (size > 0)
        {
            var part = Math.Min(size, 60_000);
            if (size - part is > 0 and < 4)
                part -= 4;
            yield return 0xFF;
            yield return 0xFE;
            yield return (byte)((part - 2) >> 8);
            yield return (byte)(part - 2);
            for (var i = 4; i < part; i++)
                yield return 0x20;
            size -= part;
        }
    }

    [Theory]
    [InlineData("not a picture")]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")]
    [InlineData("")]
    public async Task Anything_but_a_jpeg_is_refused(string body)
    {
        var (client, id) = await One();
        await Refused(PutCover(client, id, body), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("data:image/jpeg;base64,", "")]
    [InlineData("", "\n")]
    [InlineData("", "\r\n")]
    public async Task A_data_prefix_and_a_line_end_are_refused(string before, string after)
    {
        var (client, id) = await One();
        await Refused(PutCover(client, id, before + Convert.ToBase64String(await ShippedCover()) + after), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_truncated_jpeg_and_another_content_type_are_refused()
    {
        var (client, id) = await One();
        var jpeg = await ShippedCover();
        await Refused(PutCover(client, id, Convert.ToBase64String(jpeg[..^500])), HttpStatusCode.BadRequest);
        await Refused(PutCover(client, id, Convert.ToBase64String(jpeg), "application/json"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Uploading_wants_its_own_scope_and_that_to_write()
    {
        var body = Convert.ToBase64String(await ShippedCover());
        var (noUpload, id) = await One("playlist-modify-public playlist-modify-private");
        await Refused(PutCover(noUpload, id, body), HttpStatusCode.Unauthorized);
        var (noModify, _) = await One("ugc-image-upload");
        Assert.Equal("Insufficient client scope", await Refused(PutCover(noModify, id, body), HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_cover_of_somebody_elses_playlist_cannot_be_set()
    {
        var (client, _) = await One();
        await Refused(
            PutCover(client, (await Library("vinylattic"))[0], Convert.ToBase64String(await ShippedCover())),
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_cover_cannot_be_deleted_through_the_api()
    {
        var (client, id) = await One();
        using var response = await client.DeleteAsync($"/v1/playlists/{id}/images", Cancel);
        Assert.False(response.IsSuccessStatusCode);
    }
}
