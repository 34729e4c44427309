using Tonearm.Spotify;

namespace Tonearm.Tests.Spotify;

public sealed class ImageRefTests
{
    private const string Id = "0123456789abcdef01234567";

    [Theory]
    [InlineData("https://image-cdn-ak.spotifycdn.com/image/ab67706c0000da84" + Id)]
    [InlineData("https://image-cdn-fa.spotifycdn.com/image/ab67706c0000da84" + Id)]
    [InlineData("https://i.scdn.co/image/ab67706c0000bebb" + Id)]
    [InlineData("http://127.0.0.1:5081/image/ab67706c0000d72c" + Id)]
    [InlineData("https://i.scdn.co/image/AB67706C0000D72C0123456789ABCDEF01234567")]
    [InlineData("https://i.scdn.co/image/ab67706c0000d72c" + Id + "?until=tomorrow#top")]
    [InlineData("https://i.scdn.co/image/ab67706c0000d72c" + Id + "#top")]
    [InlineData("https://i.scdn.co/image/ab67706c0000d72c" + Id + "/")]
    public void A_custom_cover_is_known_by_its_trailing_id_on_any_host_and_in_any_size(string url) =>
        Assert.Equal(new(ImageKind.Custom, Id), ImageRef.Parse(url));

    [Theory]
    [InlineData(640)]
    [InlineData(60)]
    public void Four_album_covers_in_one_name_are_a_mosaic(int size) =>
        Assert.Equal(
            new(ImageKind.Mosaic, Id),
            ImageRef.Parse(
                $"https://mosaic.scdn.co/{size}/ab67616d00001e02{new string('a', 24)}ab67616d00001e02{new string('b', 24)}ab67616d00001e02{new string('c', 24)}ab67616d00001e02{Id}"
            )
        );

    [Theory]
    [InlineData("ab67616d0000b273")]
    [InlineData("ab67616d00001e02")]
    public void A_short_playlist_shows_an_album_cover(string prefix) =>
        Assert.Equal(new(ImageKind.Album, Id), ImageRef.Parse($"https://i.scdn.co/image/{prefix}{Id}"));

    [Theory]
    [InlineData("https://pl.scdn.co/images/pl/default/1f5d", "1f5d")]
    [InlineData("https://blend-playlist-covers.spotifycdn.com/v2/blend_LARGE-sky-en.jpg", "blend_LARGE-sky-en.jpg")]
    [InlineData("https://image-cdn.example/ab67706f00000002" + Id, Id)]
    [InlineData("no url at all", "no url at all")]
    public void A_form_nobody_described_is_neither_a_lost_cover_nor_the_owners(string url, string id) =>
        Assert.Equal(new(ImageKind.Other, id), ImageRef.Parse(url));

    [Fact]
    public void No_picture_is_none()
    {
        Assert.Equal(ImageRef.None, ImageRef.Parse((string?)null));
        Assert.Equal(ImageRef.None, ImageRef.Parse(" "));
        Assert.Equal(ImageRef.None, ImageRef.Parse((IEnumerable<string?>?)null));
        Assert.Equal(ImageRef.None, ImageRef.Parse([]));
        Assert.Equal(ImageRef.None, ImageRef.Parse([null]));
    }

    [Fact]
    public void Of_several_sizes_the_first_tells() =>
        Assert.Equal(Id, ImageRef.Parse([null, $"https://i.scdn.co/image/ab67706c0000da84{Id}", "https://i.scdn.co/image/other"]).Id);
}
