using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Tonearm.Spotify;

namespace Tonearm.Guard.Notifications;

/// <summary>Posts JSON to a service and says what came back. It follows no redirect, keeps no cookie and uses no proxy.</summary>
internal sealed class Post : IDisposable
{
    /// <summary>Of an answer, as far as it is read; nobody needs more to know why.</summary>
    private const int AnswerBytes = 2_000;
    private const int ShownCharacters = 160;

    private readonly HttpClient http;
    private readonly TimeProvider time;

    public Post(PublicConnections connections, IOptions<NotifyOptions> options, TimeProvider time)
    {
        this.time = time;
        http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = options.Value.Patience,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ConnectCallback = async (context, cancellation) =>
                    await connections.Open(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation),
                // What is sent is nobody's to trace: the address itself may be the secret.
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = options.Value.Patience,
        };
    }

    /// <param name="pause">How the service says in its answer when to come again, where that is not in a header.</param>
    public async Task<Delivery> Json(
        Uri address,
        string json,
        CancellationToken cancellation,
        IEnumerable<(string Name, string Value)>? headers = null,
        Func<string, TimeSpan?>? pause = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "Tonearm");
        foreach (var (name, value) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var text = await Read(answer, cancellation);
            var wait = RetryAfter.Of(answer, time.GetUtcNow()) ?? pause?.Invoke(text);
            return Of(address.Host, answer.StatusCode, text, wait) with { Status = (int)answer.StatusCode };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(DeliveryResult.Unknown, $"{address.Host} did not answer in time.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Of(address.Host, exception);
        }
    }

    public void Dispose() => http.Dispose();

    private static Delivery Of(string host, HttpStatusCode status, string text, TimeSpan? pause)
    {
        var said = $"{host} answered {(int)status}{(text.Length > 0 ? $": {text}" : "")}";
        return (int)status switch
        {
            >= 200 and < 300 => new(DeliveryResult.Taken, $"{host} has taken it."),
            >= 300 and < 400 => new(
                DeliveryResult.Closed,
                $"{host} answered {(int)status}: it leads elsewhere, and a redirect is not followed. Give the address itself."
            ),
            401 or 403 or 404 or 410 => new(DeliveryResult.Closed, said),
            408 or 425 => new(DeliveryResult.Later, said, pause),
            413 => new(DeliveryResult.TooLong, said),
            429 => new(DeliveryResult.Later, said, pause),
            >= 500 => new(DeliveryResult.Unknown, said, pause),
            _ => new(DeliveryResult.Refused, said),
        };
    }

    /// <summary>What a connection that failed means, for any channel.</summary>
    public static Delivery Of(string host, Exception exception) =>
        exception is PrivateAddressException || exception.InnerException is PrivateAddressException
            ? new(
                DeliveryResult.Closed,
                $"{host} is an address of a private network, and nothing is sent there. Whoever runs this Tonearm can allow it by Notify:AllowPrivate."
            )
        : exception is AuthenticationException || exception.InnerException is AuthenticationException
            ? new(DeliveryResult.Unknown, $"{host} has a certificate that is not trusted here.")
        : exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            ? new(DeliveryResult.Unknown, $"No address is known for {host}.")
        : exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            ? new(DeliveryResult.Unknown, $"{host} cannot be reached.")
        : new(DeliveryResult.Unknown, $"The connection to {host} broke off.");

    private static async Task<string> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[AnswerBytes];
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Shown(Encoding.UTF8.GetString(buffer, 0, read));
    }

    private static string Shown(string text)
    {
        var plain = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return MessageWords.Cut(plain, ShownCharacters);
    }
}
