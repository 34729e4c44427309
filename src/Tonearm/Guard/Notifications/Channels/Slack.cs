using System.Text.Json;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>An incoming webhook of Slack.</summary>
internal sealed class Slack(Post post) : IChannelKind
{
    private const int MostText = 3_000;

    public string Slug => "slack";

    public string Name => "Slack";

    public string About => "A channel in Slack: make an app there with an incoming webhook, and copy its address.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [new("url", "Webhook address", "It begins with https://hooks.slack.com/services/.", IsSecret: true, IsAddress: true)];

    public string Where(ChannelSettings settings) => settings.Address("url").Host;

    public Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation) =>
        post.Json(
            settings.Address("url"),
            JsonSerializer.Serialize(
                new
                {
                    text = $"{Escaped(message.Title())}\n{Escaped(message.Text(MostText >> shortened))}",
                    // Titles are text, whatever they look like.
                    mrkdwn = false,
                    unfurl_links = false,
                }
            ),
            cancellation
        );

    /// <summary>The three signs by which Slack knows its own markup.</summary>
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
