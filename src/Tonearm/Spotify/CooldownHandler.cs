using System.Net;

namespace Tonearm.Spotify;

/// <summary>
/// Stands where the daily budget will be reserved: it counts every attempt by endpoint family, and while a family rests after a long
/// <c>Retry-After</c> or <c>QUOTA_EXCEEDED</c> it answers at once in Spotify's place.
/// </summary>
internal sealed class CooldownHandler(Cooldowns cooldowns, CallCount count, TimeProvider time) : DelegatingHandler
{
    /// <summary>What a gone quota without a <c>Retry-After</c> rests; seen in the field were 13 to 24 hours.</summary>
    private static readonly TimeSpan QuotaRest = TimeSpan.FromHours(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Call.Family, out var family))
            throw new InvalidOperationException("A call to the Web API names its endpoint family");

        if (await cooldowns.Until(family, cancellationToken) is { } until)
        {
            request.Options.Set(Call.Instead, AnswerKind.Limited);
            request.Options.Set(Call.Until, until);
            return new(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        }

        count.Add(family);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests) await Rest(request, response, family, cancellationToken);
        return response;
    }

    private async Task Rest(HttpRequestMessage request, HttpResponseMessage response, string family, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var quota = await IsQuota(response, cancellation);
        var wait = RetryAfter.Of(response, now) ?? (quota ? QuotaRest : null);
        if (wait is null || (!quota && wait <= RetryHandler.LongestWait)) return;
        request.Options.Set(Call.Until, now + wait.Value);
        await cooldowns.Store(family, now + wait.Value, quota);
    }

    private static async Task<bool> IsQuota(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(SpotifyApi.MostBytes, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return body.AsSpan().IndexOf("QUOTA_EXCEEDED"u8) >= 0;
    }
}
