using System.Net;
using Polly;
using Polly.Retry;
using Tonearm.Spotify.Governor;

namespace Tonearm.Spotify;

/// <summary>
/// Asks again where that is safe and may help: broken connections and 500, 502, 503, 504 a few times with jitter, a renewed token once, and
/// a 429 whose <c>Retry-After</c> is short. A long one is never slept: <see cref="GovernorHandler"/> keeps it and the caller hears of it at
/// once.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private const int Attempts = 3;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryHandler(TimeProvider time)
    {
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = Attempts,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(200),
                    MaxDelay = TimeSpan.FromSeconds(5),
                    ShouldHandle = attempt => ValueTask.FromResult(IsWorthRepeating(attempt.Context, attempt.Outcome)),
                    DelayGenerator = attempt => ValueTask.FromResult(WaitBefore(attempt.Outcome.Result)),
                    OnRetry = attempt =>
                    {
                        attempt.Outcome.Result?.Dispose();
                        return default;
                    },
                }
            )
            .Build();
    }

    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    var response = await state.Send(state.request, context.CancellationToken);
                    // Half a body is a broken connection too, and only here can it still be repeated.
                    await response.Content.LoadIntoBufferAsync(SpotifyApi.MostBytes, context.CancellationToken);
                    return response;
                },
                context,
                (Send: (Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>)base.SendAsync, request)
            );
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsWorthRepeating(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        var request = context.Properties.GetValue(Request, null!);
        if (outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } && !request.Options.TryGetValue(Call.Instead, out _))
            request.Options.Set(Call.Throttled, true);
        if (request.Options.TryGetValue(Call.Instead, out _))
            return false;
        // What must happen once is repeated only after an answer that says it has not happened.
        if (outcome.Exception is { } exception)
            return exception is HttpRequestException or IOException && !request.Is(Call.Once);
        return outcome.Result!.StatusCode switch
        {
            HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => !request.Is(Call.Once),
            HttpStatusCode.Unauthorized => request.Is(Call.Renewed)
                && ((IDictionary<string, object?>)request.Options).Remove(Call.Renewed.Key),
            HttpStatusCode.TooManyRequests => !request.Options.TryGetValue(Call.Until, out _),
            _ => false,
        };
    }

    private TimeSpan? WaitBefore(HttpResponseMessage? response) =>
        response?.StatusCode switch
        {
            HttpStatusCode.Unauthorized => TimeSpan.Zero,
            HttpStatusCode.TooManyRequests => RetryAfter.Of(response, time.GetUtcNow()),
            _ => null,
        };
}

/// <summary>The <c>Retry-After</c> header, in either of its forms (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
}
