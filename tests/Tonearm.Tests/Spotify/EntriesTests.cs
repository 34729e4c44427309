using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Tonearm.Spotify;

namespace Tonearm.Tests.Spotify;

/// <summary>What Spotify's lists have held, and what they might: an odd entry costs itself and nothing else.</summary>
public sealed class EntriesTests
{
    private const string Good =
        """{"id":"good","name":"Deep focus","description":"","images":[{"url":"https://i.scdn.co/image/x","height":640,"width":640}],"owner":{"id":"me"},"collaborative":false,"public":true,"items":{"total":3}}""";

    private static readonly string[] Odd =
    [
        "null",
        "5",
        "\"gone\"",
        "[]",
        "{}",
        """{"id":null}""",
        """{"id":7}""",
        """{"id":"a","owner":"somebody"}""",
        """{"id":"a","items":5}""",
        """{"id":"a","\ud800":1}""",
    ];

    private static readonly string[] Readable =
    [
        """{"id":"a","items":{"total":null}}""",
        """{"id":"a","collaborative":null,"public":"yes"}""",
        """{"id":"a","name":"\ud800"}""",
        """{"id":"a","name":7,"description":[]}""",
        """{"id":"a","images":[null]}""",
        """{"id":"a","images":[{"url":null},{"url":"x","height":640.5,"width":"wide"}]}""",
        """{"id":"a","images":"none"}""",
        """{"id":"a","owner":{"id":null,"display_name":"Nice\u0000Name"}}""",
        """{"id":"a","items":{"total":1e300}}""",
        """{"id":"a","owner":null,"images":{}}""",
    ];

    [Fact]
    public void Whatever_else_stands_in_a_list_what_can_be_read_is_read_in_its_place_and_the_rest_is_counted() =>
        Prop.ForAll(
                Gen.Elements([Good, .. Odd, .. Readable]).ArrayOf().ToArbitrary(),
                entries =>
                {
                    var page = Read($$"""{"offset":0,"total":{{entries.Length}},"items":[{{string.Join(',', entries)}}]}""");
                    return page.Total == entries.Length
                        && page.Items!.Places.Count == entries.Length
                        && page.Items.Unreadable == entries.Count(Odd.Contains)
                        && page.Items.Places.Zip(entries)
                            .All(each =>
                                each.First is null == Odd.Contains(each.Second) && (each.Second != Good || each.First!.Name == "Deep focus")
                            );
                }
            )
            .Holds();

    [Fact]
    public void What_is_not_what_it_should_be_is_not_known()
    {
        var odd = Read(
            """{"items":[{"id":"a","name":7,"collaborative":"no","items":{"total":null},"images":[null,{"url":"x","height":640.5,"width":"wide"}],"owner":{"id":{}}}]}"""
        )
            .Items!.Single();

        Assert.Equal((null, null, null, null), (odd.Name, odd.Collaborative, odd.Items!.Total, odd.Owner!.Id));
        Assert.Equal(new SpotifyImage("x", null, 640), odd.Images!.Single());
        Assert.Equal(1, odd.Images!.Unreadable);
    }

    [Fact]
    public void Half_a_character_and_what_no_database_takes_come_in_no_text()
    {
        var playlist = Read(
            """{"items":[{"id":"a","name":"one\ud800two\n","description":"&#0;x\u0000&amp;amp;","owner":{"id":"me","display_name":"Nice\u0000Name"}}]}"""
        )
            .Items!.Single();

        Assert.Equal(("one\ufffdtwo\n", "NiceName"), (playlist.Name, playlist.Owner!.DisplayName));
        Assert.DoesNotContain('\0', playlist.PlainDescription!);
        Assert.EndsWith("x&amp;", playlist.PlainDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_none_is_not_known_and_half_an_answer_is_an_error()
    {
        Assert.Null(Read("""{"items":{"total":3}}""").Items);
        Assert.Throws<JsonException>(() => Read("""{"items":[{"id":"a"},{"id":"""));
    }

    [Fact]
    public void Devices_and_songs_are_read_by_themselves_too()
    {
        var devices = JsonSerializer
            .Deserialize(
                """{"devices":[null,{"id":"one","name":"Lou\u0000d","is_active":null},7,{"id":null,"name":"\ud83d"}]}""",
                SpotifyJson.Default.DeviceList
            )!
            .Devices!;
        Assert.Equal(["Loud", "\ufffd"], devices.Select(device => device.Name));
        Assert.Equal(2, devices.Unreadable);

        var items = JsonSerializer
            .Deserialize(
                """{"total":3,"items":[{"item":{"id":"a","duration_ms":null,"artists":[null,{"name":"One"}]}},{"item":5},null]}""",
                SpotifyJson.Default.PlaylistItemPage
            )!
            .Items!;
        Assert.Equal((2, "One"), (items.Unreadable, items.Single().Item!.Artists!.Single().Name));
    }

    private static PlaylistPage Read(string json) =>
        JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), SpotifyJson.Default.PlaylistPage)!;
}
