using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>A webhook of a channel in Discord.</summary>
internal sealed partial class Discord(Post post) : IChannelKind
{
    private const int MostTitle = 256;

    /// <summary>Of 4,096 letters, for each may be escaped.</summary>
    private const int MostText = 2_000;

    public string Slug => "discord";

    public string Name => "Discord";

    public string About => "A channel in Discord: open its settings, Integrations, Webhooks, and copy the address of a new one.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [new("url", "Webhook address", "It begins with https://discord.com/api/webhooks/.", IsSecret: true, IsAddress: true)];

    public string Where(ChannelSettings settings) => settings.Address("url").Host;

    public Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation) =>
        post.Json(
            settings.Address("url"),
            JsonSerializer.Serialize(
                new
                {
                    embeds = new[]
                    {
                        new
                        {
                            title = MessageWords.Cut(message.Title(), MostTitle),
                            description = Escaped((message with { Link = null }).Text(MostText >> shortened)),
                            url = message.Link?.ToString(),
                            timestamp = message.At.UtcDateTime,
                        },
                    },
                    // A title may call everybody; it must not be heard.
                    allowed_mentions = new { parse = Array.Empty<string>() },
                },
                JsonSerializerOptions.Web
            ),
            cancellation,
            pause: RetryAfter
        );

    /// <summary>A title is text, whatever it looks like.</summary>
    private static string Escaped(string text) => Markdown().Replace(text, @"\$0");

    /// <summary>In seconds, with a fraction, in the answer itself.</summary>
    private static TimeSpan? RetryAfter(string answer) =>
        RetryAfterMember().Match(answer) is { Success: true } match
        && double.TryParse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
        && seconds < TimeSpan.FromDays(2).TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    [GeneratedRegex("\"retry_after\"\\s*:\\s*([0-9.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex RetryAfterMember();

    [GeneratedRegex(@"[\\*_~`|>#\[\]()<]", RegexOptions.CultureInvariant)]
    private static partial Regex Markdown();
}
