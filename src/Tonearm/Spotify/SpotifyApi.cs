using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>
/// One call of the Web API and its answer as a value. The resource classes (<see cref="Playlists"/>, <see cref="Covers"/>,
/// <see cref="Profile"/>) say what to call; this says what an answer means.
/// </summary>
internal sealed class SpotifyApi(HttpClient http, Reachability reach, IOptions<SpotifyOptions> options)
{
    /// <summary>A page of 50 playlists is about 60 KB; nothing we read is near this.</summary>
    public const int MostBytes = 4 * 1024 * 1024;
    private const int MostWords = 300;

    /// <param name="arrived">Called when a good answer is here in full, before it is read: Spotify has nothing more to do.</param>
    public Task<Answer<T>> Get<T>(
        Caller caller,
        Family family,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellation,
        Action? arrived = null
    ) =>
        Send(
            For(caller, HttpMethod.Get, path),
            family,
            async response =>
            {
                if (arrived is null)
                    return await Read(response, type, cancellation);
                arrived();
                // Fairly: the answers that are here already let further calls set out before this one is read.
                return await Task
                    .Factory.StartNew(
                        () => Read(response, type, cancellation),
                        cancellation,
                        TaskCreationOptions.PreferFairness,
                        TaskScheduler.Default
                    )
                    .Unwrap();
            },
            cancellation
        );

    /// <summary>Asks with a token at hand, before there is an account that it belongs to; a person is waiting to come in.</summary>
    public Task<Answer<T>> Get<T>(string token, Family family, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(Call.Token, token);
        request.Options.Set(Call.Caller, Caller.Person(default));
        return Send(request, family, response => Read(response, type, cancellation), cancellation);
    }

    /// <summary>The same where Spotify answers 204 when there is nothing to tell; <paramref name="nothing"/> stands for that.</summary>
    public Task<Answer<T>> Get<T>(
        Caller caller,
        Family family,
        string path,
        JsonTypeInfo<T> type,
        T nothing,
        CancellationToken cancellation
    ) =>
        Send(
            For(caller, HttpMethod.Get, path),
            family,
            async response =>
                response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0
                    ? nothing
                    : await Read(response, type, cancellation),
            cancellation
        );

    /// <summary>
    /// A command, with or without JSON. It is never repeated when it may have been heard: done twice it would be another thing.
    /// </summary>
    public Task<Answer<Done>> Post(Caller caller, Family family, string path, CancellationToken cancellation, byte[]? json = null) =>
        Send(Command(caller, path, json), family, _ => Task.FromResult<Done?>(Done.Value), cancellation);

    /// <summary>The same where the answer tells something.</summary>
    public Task<Answer<T>> Post<T>(
        Caller caller,
        Family family,
        string path,
        byte[] json,
        JsonTypeInfo<T> type,
        CancellationToken cancellation
    ) => Send(Command(caller, path, json), family, response => Read(response, type, cancellation), cancellation);

    /// <summary>A command without a body that may be repeated.</summary>
    public Task<Answer<Done>> Put(Caller caller, Family family, string path, CancellationToken cancellation)
    {
        var request = For(caller, HttpMethod.Put, path);
        request.Content = new ByteArrayContent([]);
        return Send(request, family, _ => Task.FromResult<Done?>(Done.Value), cancellation);
    }

    /// <param name="once">Never repeated when it may have been heard.</param>
    /// <summary>
    /// Sends a body; every 2xx is success and its body is not read. The length is always sent, without it Spotify answers 411.
    /// </summary>
    public Task<Answer<Done>> Put(
        Caller caller,
        Family family,
        string path,
        byte[] body,
        string mediaType,
        CancellationToken cancellation,
        bool once = false
    )
    {
        var request = For(caller, HttpMethod.Put, path);
        request.Options.Set(Call.Once, once);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return Send(request, family, _ => Task.FromResult<Done?>(Done.Value), cancellation);
    }

    private static HttpRequestMessage Command(Caller caller, string path, byte[]? json)
    {
        var request = For(caller, HttpMethod.Post, path);
        request.Options.Set(Call.Once, true);
        request.Content = new ByteArrayContent(json ?? []);
        if (json is not null)
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static HttpRequestMessage For(Caller caller, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Options.Set(Call.Caller, caller);
        return request;
    }

    // The body is here in full by now; in one piece it is read faster than as a stream.
    private static async Task<T?> Read<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellation), type);

    private async Task<Answer<T>> Send<T>(
        HttpRequestMessage request,
        Family family,
        Func<HttpResponseMessage, Task<T?>> read,
        CancellationToken cancellation
    )
    {
        using var _ = request;
        request.Options.Set(Call.Family, family);
        var answer = await Attempt(request, read, cancellation);
        return answer with { Throttled = request.Is(Call.Throttled) };
    }

    private async Task<Answer<T>> Attempt<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, Task<T?>> read,
        CancellationToken cancellation
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (IsForPerson(request))
            patience.CancelAfter(options.Value.Patience);
        try
        {
            // The whole body is read before the retry handler lets go, so that half a body is met where it can be repeated.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
            if (request.Options.TryGetValue(Call.Instead, out var instead))
                return new(
                    instead,
                    Until: UntilOf(request),
                    By: ByOf(request),
                    Fault: request.Options.TryGetValue(Call.Fault, out var none) ? none : null
                );
            reach.Answered();
            if (!response.IsSuccessStatusCode)
                return await Refusal<T>(request, response, cancellation);
            return await read(response) is { } value
                ? new(AnswerKind.Ok, value)
                : new(AnswerKind.Unreachable, Message: "Spotify answered with nothing", Fault: NetworkFault.Unreadable);
        }
        catch (Exception exception) when (NetworkFaults.Is(exception, cancellation))
        {
            var fault = NetworkFaults.Of(exception);
            reach.Failed(fault);
            return new(AnswerKind.Unreachable, Message: exception.Message, Fault: fault);
        }
    }

    /// <summary>Work in the background can wait for as long as the client does; a person is told sooner.</summary>
    private static bool IsForPerson(HttpRequestMessage request) =>
        !request.Options.TryGetValue(Call.Caller, out var caller) || caller.Purpose == CallPurpose.Person;

    private static async Task<Answer<T>> Refusal<T>(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellation
    )
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var words = Words(body);
        return new(
            response.StatusCode switch
            {
                HttpStatusCode.Unauthorized when Says(words, "permission", "scope") => AnswerKind.MissingScope,
                HttpStatusCode.Unauthorized => AnswerKind.NeedsSignIn,
                HttpStatusCode.Forbidden when Says(words, "premium subscription required for the owner") => AnswerKind.OwnerWithoutPremium,
                HttpStatusCode.Forbidden when Says(words, "not registered", "not be registered") => AnswerKind.NotOnAllowList,
                HttpStatusCode.Forbidden when Says(words, "scope") => AnswerKind.MissingScope,
                HttpStatusCode.Forbidden when Reasons(body, "PREMIUM_REQUIRED"u8) || Says(words, "premium required") =>
                    AnswerKind.NoPremium,
                HttpStatusCode.Forbidden when Says(words, "player command failed") => AnswerKind.Restricted,
                HttpStatusCode.Forbidden => AnswerKind.Forbidden,
                HttpStatusCode.NotFound when Reasons(body, "NO_ACTIVE_DEVICE"u8) || Says(words, "active device", "device not found") =>
                    AnswerKind.NoDevice,
                HttpStatusCode.NotFound => AnswerKind.NotFound,
                HttpStatusCode.TooManyRequests => AnswerKind.Limited,
                >= HttpStatusCode.InternalServerError => AnswerKind.Unreachable,
                _ => AnswerKind.Refused,
            },
            Message: words,
            Until: UntilOf(request),
            By: ByOf(request),
            Fault: response.StatusCode >= HttpStatusCode.InternalServerError ? NetworkFault.ServerError : null
        );
    }

    private static bool Reasons(ReadOnlySpan<byte> body, ReadOnlySpan<byte> reason) => body.IndexOf(reason) >= 0;

    private static bool Says(string words, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
            if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static LimitedBy? ByOf(HttpRequestMessage request) => request.Options.TryGetValue(Call.LimitedBy, out var by) ? by : null;

    private static DateTimeOffset? UntilOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Call.Until, out var until) ? until : null;

    /// <summary>The message of an error body, which may be Spotify's JSON, OAuth's, plain text, a web page or nothing.</summary>
    internal static string Words(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return "";
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error))
                return error.ValueKind switch
                {
                    JsonValueKind.Object
                        when error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String => Short(
                        message.GetString()!
                    ),
                    JsonValueKind.String => Short(error.GetString()!),
                    _ => "",
                };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or with half a character in it: taken as it is.
        }

        return Short(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MostWords)]));
    }

    private static string Short(string words) => SpotifyText.Clean(words.Length <= MostWords ? words : words[..MostWords]);
}
