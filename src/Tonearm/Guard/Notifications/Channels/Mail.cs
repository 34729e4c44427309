using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Tonearm.Guard.Notifications.Channels;

/// <summary>A mailbox, by a server that takes mail for its owner.</summary>
internal sealed class Mail(PublicConnections connections, IOptions<NotifyOptions> options) : IChannelKind
{
    private const int MostText = 20_000;
    private const string StartTls = "starttls";
    private const string Tls = "tls";
    private const string Plain = "none";

    public string Slug => "mail";

    public string Name => "Mail";

    public string About => "Goes to a mailbox, through the server that sends your mail; what it wants stands in the help of your provider.";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new("host", "Server", "As smtp.example.org.", Most: 253),
        new("port", "Port", "587 with STARTTLS, 465 with TLS.", Usual: "587", Most: 5),
        new(
            "security",
            "Encryption",
            Usual: StartTls,
            Choices: [(StartTls, "STARTTLS"), (Tls, "TLS from the start"), (Plain, "None, within a private network")]
        ),
        new("user", "User", IsOptional: true),
        new("password", "Password", "Many providers have one for programs.", IsSecret: true, IsOptional: true),
        new("from", "From", "An address that this server sends for.", Most: 254),
        new("to", "To", Most: 254),
    ];

    public string Where(ChannelSettings settings) => settings["to"];

    public (string Field, string Sentence)? Problem(ChannelSettings settings) =>
        !int.TryParse(settings["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535
            ? ("port", "A port is a number from 1 to 65535.")
        : Uri.CheckHostName(settings["host"]) == UriHostNameType.Unknown ? ("host", "This is no name of a server, as smtp.example.org is.")
        : settings["security"] == Plain && !connections.AllowsPrivate ? ("security", "Without encryption nothing is sent.")
        : !MailboxAddress.TryParse(settings["from"], out _) ? ("from", "This is no mail address.")
        : !MailboxAddress.TryParse(settings["to"], out _) ? ("to", "This is no mail address.")
        : null;

    public async Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation)
    {
        var host = settings["host"];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Value.Patience);
        using var client = new SmtpClient { Timeout = (int)options.Value.Patience.TotalMilliseconds };
        try
        {
            var port = int.Parse(settings["port"], CultureInfo.InvariantCulture);
            await using var connection = await connections.Open(host, port, patience.Token);
            await client.ConnectAsync(
                connection,
                host,
                port,
                settings["security"] switch
                {
                    Tls => SecureSocketOptions.SslOnConnect,
                    Plain => SecureSocketOptions.None,
                    _ => SecureSocketOptions.StartTls,
                },
                patience.Token
            );
            if (settings["user"] is { Length: > 0 } user)
                await client.AuthenticateAsync(user, settings["password"], patience.Token);
            await client.SendAsync(Letter(settings, message, shortened), patience.Token);
            await client.DisconnectAsync(quit: true, patience.Token);
            return new(DeliveryResult.Taken, $"{host} has taken it.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(DeliveryResult.Unknown, $"{host} did not answer in time.");
        }
        // The library says in exceptions what a server answers.
        catch (SmtpCommandException refused)
        {
            return Of(host, refused);
        }
        catch (AuthenticationException)
        {
            return new(DeliveryResult.Closed, $"{host} does not accept this user and password.");
        }
        catch (SslHandshakeException)
        {
            return new(DeliveryResult.Unknown, $"{host} has a certificate that is not trusted here.");
        }
        catch (NotSupportedException)
        {
            return new(DeliveryResult.Closed, $"{host} does not do what was chosen: this encryption, or a user and a password.");
        }
        catch (Exception exception) when (exception is IOException or ProtocolException or System.Net.Sockets.SocketException)
        {
            return Post.Of(host, exception);
        }
    }

    /// <summary>RFC 5321: 4xx is for now, 5xx for good; of those it is the mailbox that is wrong, or this letter.</summary>
    private static Delivery Of(string host, SmtpCommandException refused)
    {
        var said = $"{host} answered {(int)refused.StatusCode}: {MessageWords.Cut(refused.Message, 160)}";
        return (int)refused.StatusCode switch
        {
            552 => new(DeliveryResult.TooLong, said),
            < 500 => new(DeliveryResult.Later, said),
            _ => new(
                refused.ErrorCode is SmtpErrorCode.SenderNotAccepted or SmtpErrorCode.RecipientNotAccepted
                    ? DeliveryResult.Closed
                    : DeliveryResult.Refused,
                said
            ),
        };
    }

    private static MimeMessage Letter(ChannelSettings settings, Message message, int shortened)
    {
        var letter = new MimeMessage
        {
            Subject = MessageWords.Cut(message.Title(), 200),
            Date = message.At,
            Body = new TextPart("plain") { Text = message.Text(MostText >> shortened) },
            // Who gets it twice shows it once, and all revisions of one message stand together.
            MessageId = $"{message.DeliveryId}@tonearm",
        };
        letter.From.Add(MailboxAddress.Parse(settings["from"]));
        letter.To.Add(MailboxAddress.Parse(settings["to"]));
        for (var revision = 1; revision < message.Revision; revision++)
            letter.References.Add($"{message.Id}.{revision}@tonearm");
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        return letter;
    }
}
