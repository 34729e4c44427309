using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Guard.Notifications;

namespace Tonearm.Tests.Guard.Notifications;

/// <summary>Each service gets what its documentation says, letter by letter.</summary>
public sealed class KindTests(TestPostgres postgres, TestSandboxes sandboxes) : NotificationSlice(postgres, sandboxes)
{
    private const string Works = "This channel works. Guard tells you here what happens to your playlists.";

    [Fact]
    public async Task Ntfy_gets_JSON_at_its_root_and_the_token_in_a_header()
    {
        var got = await Sent(new("ntfy", Server: Receiver.At("/"), Topic: "my-topic", Token: "tk_abc"));

        Assert.Equal(("/", "Bearer tk_abc"), (got.Path, got.Headers["Authorization"]));
        Same(
            new
            {
                topic = "my-topic",
                title = "A test from Tonearm",
                message = Works,
                priority = 3,
                click = "",
            },
            got,
            "sequence_id"
        );
    }

    [Fact]
    public async Task Discord_gets_an_embed_that_calls_nobody()
    {
        var got = await Sent(new("discord", Receiver.At("/api/webhooks/1/abc")));

        Assert.Equal("/api/webhooks/1/abc", got.Path);
        Assert.Equal("[]", got.Json["allowed_mentions"]!["parse"]!.ToJsonString());
        var embed = Assert.Single(got.Json["embeds"]!.AsArray())!;
        Assert.Equal(("A test from Tonearm", Works), ($"{embed["title"]}", $"{embed["description"]}"));
    }

    [Fact]
    public async Task Slack_gets_its_text()
    {
        var got = await Sent(new("slack", Receiver.At("/services/T/B/x")));

        Same(
            new
            {
                text = $"A test from Tonearm\n{Works}",
                mrkdwn = false,
                unfurl_links = false,
            },
            got
        );
    }

    [Fact]
    public async Task Apprise_is_told_under_a_key_or_with_addresses()
    {
        var stored = await Sent(new("apprise", Server: Receiver.At("/"), Key: "my-key"));
        var given = await Sent(new("apprise", Server: Receiver.At("/apprise/"), Urls: "tgram://a/b"));

        Assert.Equal(("/notify/my-key", "/apprise/notify"), (stored.Path, given.Path));
        Same(
            new
            {
                title = "A test from Tonearm",
                body = Works,
                type = "info",
                format = "text",
            },
            stored
        );
        Same(
            new
            {
                urls = "tgram://a/b",
                title = "A test from Tonearm",
                body = Works,
                type = "info",
                format = "text",
            },
            given
        );
    }

    [Fact]
    public async Task An_Apprise_that_has_nothing_under_the_key_has_told_nobody()
    {
        using var person = await SignedIn(Owner);
        var channel = await Add(person, new("apprise", Server: Receiver.At("/"), Key: "unknown"));
        Receiver.Answers(204);

        var test = await Test(person, channel);

        Assert.False(test.Taken);
        Assert.Contains("nothing stored under this key", test.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook", "url")]
    [InlineData("ntfy", "topic")]
    [InlineData("slack", "url")]
    [InlineData("apprise", "server")]
    public async Task What_is_missing_is_said_of_its_field(string kind, string field)
    {
        using var person = await SignedIn(Owner);

        using var answer = await person.Send(HttpMethod.Post, "/api/notifications/channels", new ChannelChange(kind));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
        Assert.NotNull(problem["errors"]![field]);
        Assert.Empty(await Channels(person));
    }

    [Fact]
    public async Task A_secret_is_in_no_log_page_answer_export_or_row()
    {
        var (person, playlist) = await Protected();
        const string Token = "tk_5f0c9d2e77";
        var channel = await Add(person, new("ntfy", Server: Receiver.At("/"), Topic: "hidden-topic-4711", Token: Token));
        Receiver.Answers(500, $"no {Token} for hidden-topic-4711");
        await TakenDown(person, playlist);
        await Receiver.Next(Cancel);
        await Until(person, now => now.State == "waits");

        string[] places =
        [
            await person.Http.GetStringAsync(new Uri("/guard/notifications", UriKind.Relative), Cancel),
            await person.Http.GetStringAsync(new Uri($"/guard/notifications/{channel.Id}", UriKind.Relative), Cancel),
            await person.Http.GetStringAsync(new Uri("/api/notifications/channels", UriKind.Relative), Cancel),
            await person.Http.GetStringAsync(new Uri("/accounts/export", UriKind.Relative), Cancel),
            string.Join('\n', App.Log.Lines.Select(line => $"{line.Message} {line.Exception}")),
            (await Scalar<string>("select string_agg(c::text, ' ') from channels c"))!,
            (await Scalar<string>("select string_agg(n::text, ' ') from channel_news n"))!,
        ];
        Assert.All(places, place => Assert.DoesNotContain(Token, place, StringComparison.Ordinal));
        Assert.All(places, place => Assert.DoesNotContain("hidden-topic-4711", place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_is_left_empty_stays_and_another_owner_sees_nothing_of_the_channel()
    {
        using var person = await SignedIn(Owner);
        var channel = await Add(person, new("ntfy", Server: Receiver.At("/"), Topic: "topic", Token: "tk_abc"));
        using var stranger = App.Visitor();
        await stranger.SignIn("firstspin");

        using var changed = await person.Send(HttpMethod.Put, Address(channel), new ChannelChange(Token: "", Topic: "other"));
        using var theirs = await stranger.Send(HttpMethod.Put, Address(channel), new ChannelChange(Topic: "theirs"));
        using var tried = await stranger.Send(HttpMethod.Post, $"{Address(channel)}/test");
        using var deleted = await stranger.Send(HttpMethod.Delete, Address(channel));
        using var page = await stranger.Send(HttpMethod.Get, $"/guard/notifications/{channel.Id}");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.All([theirs, tried, deleted, page], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Empty(await Channels(stranger));
        await Test(person, channel);
        var got = await Receiver.Next(Cancel);
        Assert.Equal(("Bearer tk_abc", "other"), (got.Headers["Authorization"], $"{got.Json["topic"]}"));
        Assert.Single(Receiver.All);
    }

    private static string Address(ChannelInfo channel) => $"/api/notifications/channels/{channel.Id}";

    private async Task<Received> Sent(ChannelChange change)
    {
        using var person = await SignedIn(Owner);
        var test = await Test(person, await Add(person, change));
        Assert.True(test.Taken, test.Sentence);
        return await Receiver.Next(Cancel);
    }

    private static void Same(object expected, Received received, params string[] but)
    {
        var got = received.Json.AsObject();
        foreach (var name in but)
            Assert.True(got.Remove(name));
        Assert.True(JsonNode.DeepEquals(System.Text.Json.JsonSerializer.SerializeToNode(expected), got), $"It got {received.Body}");
    }
}
