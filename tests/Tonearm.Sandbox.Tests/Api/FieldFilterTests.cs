using System.Text.Json.Nodes;
using Tonearm.Sandbox.Api;

namespace Tonearm.Sandbox.Tests.Api;

public sealed class FieldFilterTests
{
    private const string Playlist =
        """{"name":"n","owner":{"id":"o","type":"user"},"items":{"total":2,"items":[{"added_at":"a","item":{"name":"x","album":{"name":"b","href":"h"}}},{"added_at":"c","item":null}]}}""";

    [Theory]
    [InlineData("name", """{"name":"n"}""")]
    [InlineData("name,owner(id)", """{"name":"n","owner":{"id":"o"}}""")]
    [InlineData("owner.id", """{"owner":{"id":"o"}}""")]
    [InlineData("!items", """{"name":"n","owner":{"id":"o","type":"user"}}""")]
    [InlineData("items.items(item(name))", """{"items":{"items":[{"item":{"name":"x"}},{"item":null}]}}""")]
    [InlineData(
        "items(total,items(item(album(!name))))",
        """{"items":{"total":2,"items":[{"item":{"album":{"href":"h"}}},{"item":null}]}}"""
    )]
    [InlineData("items.items.added_at,items.total", """{"items":{"total":2,"items":[{"added_at":"a"},{"added_at":"c"}]}}""")]
    [InlineData("nothing", "{}")]
    public void Fields_keep_and_leave_out_what_they_name(string fields, string expected)
    {
        var node = JsonNode.Parse(Playlist);
        FieldFilter.Parse(fields)!.Prune(node);
        Assert.Equal(expected, node!.ToJsonString());
    }

    [Theory]
    [InlineData("owner(id")]
    [InlineData("name)")]
    [InlineData(",")]
    [InlineData("owner()")]
    public void What_cannot_be_read_is_no_filter(string fields) => Assert.Null(FieldFilter.Parse(fields));
}
