using System.Text.Json;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>A server of Apprise API, which passes messages on to a hundred other services.</summary>
internal sealed class Apprise(Post post) : IChannelKind
{
    private const int MostText = 2_000;

    public string Slug => "apprise";

    public string Name => "Apprise API";

    public string About => "Your own Apprise API, which reaches Telegram, Matrix, Signal, Pushover and a hundred others.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new("server", "Server", "Where your Apprise API answers.", IsAddress: true),
        new("key", "Key", "Of a configuration that is stored there.", IsSecret: true, IsOptional: true, Most: 64),
        new(
            "urls",
            "Or addresses",
            "Apprise's own, with commas between them, where nothing is stored.",
            IsSecret: true,
            IsOptional: true,
            Most: 2_000
        ),
    ];

    public string Where(ChannelSettings settings) => settings.Address("server").Host;

    public (string Field, string Sentence)? Problem(ChannelSettings settings) =>
        (settings["key"].Length > 0, settings["urls"].Length > 0) switch
        {
            (true, true) => ("urls", "Give a key or addresses, not both."),
            (false, false) => ("key", "Give a key or addresses."),
            (true, _) when !settings["key"].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') => (
                "key",
                "A key has letters, digits, - and _."
            ),
            _ => null,
        };

    public async Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation)
    {
        var server = settings["server"].TrimEnd('/');
        var (title, body) = (message.Title(), message.Text(MostText >> shortened));
        // Its words for how bad it is.
        var type =
            message.NeedsYou ? "warning"
            : message.Stage == Stage.Over ? "success"
            : "info";
        var delivery = settings["key"] is { Length: > 0 } key
            ? await post.Json(
                new($"{server}/notify/{key}"),
                JsonSerializer.Serialize(
                    new
                    {
                        title,
                        body,
                        type,
                        format = "text",
                    }
                ),
                cancellation,
                [("Accept", "application/json")]
            )
            : await post.Json(
                new($"{server}/notify"),
                JsonSerializer.Serialize(
                    new
                    {
                        urls = settings["urls"],
                        title,
                        body,
                        type,
                        format = "text",
                    }
                ),
                cancellation,
                [("Accept", "application/json")]
            );
        return delivery.Status == StatusCodes.Status204NoContent
            ? delivery with
            {
                Result = DeliveryResult.Closed,
                Sentence = "Your Apprise API has nothing stored under this key, so it has told nobody.",
            }
            : delivery;
    }
}
