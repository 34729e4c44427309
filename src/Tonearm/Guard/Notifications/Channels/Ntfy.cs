using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>A topic of ntfy, on its own server or on somebody's.</summary>
internal sealed partial class Ntfy(Post post) : IChannelKind
{
    /// <summary>Bytes; of more the server makes a file. A letter has up to three, so a third of it in letters always fits.</summary>
    private const int MostText = 4_096 / 3;
    private const int High = 4;
    private const int Usual = 3;

    public string Slug => "ntfy";

    public string Name => "ntfy";

    public string About => "Reaches phones by the ntfy app. Whoever knows the topic can read it, so choose one that nobody guesses.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new("server", "Server", IsAddress: true, Usual: "https://ntfy.sh"),
        new("topic", "Topic", "Letters, digits, - and _; at most 64.", Most: 64, IsSecret: true),
        new("token", "Access token", "Only where the topic asks for one. It begins with tk_.", IsSecret: true, IsOptional: true),
    ];

    public string Where(ChannelSettings settings) => settings.Address("server").Host;

    public (string Field, string Sentence)? Problem(ChannelSettings settings) =>
        Topic().IsMatch(settings["topic"]) ? null : ("topic", "A topic has letters, digits, - and _, and at most 64 of them.");

    public Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation) =>
        post.Json(
            settings.Address("server"),
            JsonSerializer.Serialize(
                new
                {
                    topic = settings["topic"],
                    title = MessageWords.Cut(message.Title(), 200),
                    message = message.Text(MostText >> shortened),
                    priority = message.NeedsYou ? High : Usual,
                    click = message.Link?.ToString() ?? "",
                    // A server that knows it (2.16) puts the next revision silently in the place of this one; what needs somebody is heard.
                    sequence_id = message.NeedsYou ? "" : message.Id.ToString("N"),
                }
            ),
            cancellation,
            settings["token"] is { Length: > 0 } token ? [("Authorization", $"Bearer {token}")] : null
        );

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();
}
