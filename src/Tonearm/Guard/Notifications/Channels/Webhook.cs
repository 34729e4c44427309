using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>
/// Any program that takes JSON. It is signed as the Standard Webhooks say: HMAC-SHA256 over id, time and body (docs/notifications.md).
/// </summary>
internal sealed class Webhook(Post post, TimeProvider time) : IChannelKind
{
    private const string Prefix = "whsec_";
    private const int FewestSecret = 16;

    public string Slug => "webhook";

    public string Name => "Webhook";

    public string About => "Sends JSON to an address of yours, signed, so that your program knows who sent it.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new("url", "Address", "Where your program listens.", IsSecret: true, IsAddress: true),
        new("secret", "Secret for the signature", "At least 16 characters, which your program knows, too.", IsSecret: true),
    ];

    public string Where(ChannelSettings settings) => settings.Address("url").Host;

    public (string Field, string Sentence)? Problem(ChannelSettings settings) =>
        settings["secret"].Length < FewestSecret ? ("secret", $"A secret for a signature has at least {FewestSecret} characters.") : null;

    public Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation)
    {
        var body = JsonSerializer.Serialize(WebhookMessage.Of(message, shortened), JsonSerializerOptions.Web);
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return post.Json(
            settings.Address("url"),
            body,
            cancellation,
            [
                ("webhook-id", message.DeliveryId),
                ("webhook-timestamp", at),
                ("webhook-signature", $"v1,{Signature(settings["secret"], $"{message.DeliveryId}.{at}.{body}")}"),
            ]
        );
    }

    /// <summary>With the bytes of the secret, or those it is Base64 of where it begins as the Standard Webhooks write one.</summary>
    private static string Signature(string secret, string signed)
    {
        var key = new byte[secret.Length * 4];
        var length =
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var decoded)
                ? decoded
                : Encoding.UTF8.GetBytes(secret, key);
        return Convert.ToBase64String(HMACSHA256.HashData(key.AsSpan(0, length), Encoding.UTF8.GetBytes(signed)));
    }
}

/// <summary>A message as programs get it.</summary>
/// <param name="Id">The same for all revisions of a message that grows.</param>
/// <param name="Stage"><c>begins</c>, <c>goes-on</c>, <c>over</c>, <c>digest</c> or <c>test</c>.</param>
/// <param name="Omitted">How many playlists are left out, because you found it too long.</param>
internal sealed record WebhookMessage(
    Guid Id,
    int Revision,
    string Stage,
    DateTimeOffset BeganAt,
    DateTimeOffset At,
    string Title,
    string Text,
    bool NeedsYou,
    string? Url,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<WebhookPlaylist> Playlists,
    int Omitted
)
{
    private const int MostText = 2_000;

    public static WebhookMessage Of(Message message, int shortened)
    {
        var most = shortened switch
        {
            0 => int.MaxValue,
            1 => 50,
            2 => 10,
            _ => 0,
        };
        return new(
            message.Id,
            message.Revision,
            message.Stage switch
            {
                Notifications.Stage.Begins => "begins",
                Notifications.Stage.GoesOn => "goes-on",
                Notifications.Stage.Over => "over",
                Notifications.Stage.Digest => "digest",
                _ => "test",
            },
            message.BeganAt,
            message.At,
            message.Title(),
            message.Text(MostText),
            message.NeedsYou,
            message.Link?.ToString(),
            message.Accounts,
            [.. message.Playlists.Take(most).Select(WebhookPlaylist.Of)],
            Math.Max(0, message.Playlists.Count - most)
        );
    }
}

/// <summary>A playlist in it.</summary>
internal sealed record WebhookPlaylist(string Id, string Title, string Account, IReadOnlyList<WebhookField> Fields)
{
    public static WebhookPlaylist Of(MessagePlaylist playlist) =>
        new(
            playlist.Id,
            playlist.Title,
            playlist.Account,
            [
                .. playlist.Fields.Select(field => new WebhookField(
                    field.Field.ToString().ToLowerInvariant(),
                    field.Kind?.ToString().ToLowerInvariant(),
                    field.Before,
                    field.After,
                    JsonNamingPolicy.KebabCaseLower.ConvertName(field.Outcome.ToString()),
                    field.Sentence,
                    field.Seconds
                )),
            ]
        );
}

/// <summary>A field of it: what was wanted, what Spotify showed instead, and what has become of it.</summary>
internal sealed record WebhookField(
    string Field,
    string? Change,
    string? Wanted,
    string? Shown,
    string Outcome,
    string? Sentence,
    double? Seconds
);
