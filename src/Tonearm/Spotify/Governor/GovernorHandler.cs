using System.Net;

namespace Tonearm.Spotify.Governor;

/// <summary>
/// Lets through what the day's budget has calls for, and answers in Spotify's place when it has none, or while Spotify takes none after a
/// long
/// <c>Retry-After</c> or <c>QUOTA_EXCEEDED</c>. Every attempt passes here, and so is counted.
/// </summary>
internal sealed class GovernorHandler(
    Reservations reservations,
    CallLedger ledger,
    Cooldowns cooldowns,
    CallMetrics metrics,
    TimeProvider time
) : DelegatingHandler
{
    /// <summary>What a gone quota without a <c>Retry-After</c> rests; seen in the field were 13 to 24 hours.</summary>
    private static readonly TimeSpan QuotaRest = TimeSpan.FromHours(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Call.Family, out var family) || !request.Options.TryGetValue(Call.Caller, out var caller))
            throw new InvalidOperationException("A call to the Web API names its endpoint family and what it is for");

        if (await reservations.Take(family, caller.Purpose, cancellationToken) is { } limit)
        {
            request.Options.Set(Call.Instead, AnswerKind.Limited);
            request.Options.Set(Call.Until, limit.Until);
            request.Options.Set(Call.LimitedBy, limit.By);
            metrics.Made(family, caller.Purpose, TimeSpan.Zero, null, isHeld: true);
            return new(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        }

        var countedAt = time.GetUtcNow();
        var began = time.GetTimestamp();
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            metrics.Made(family, caller.Purpose, time.GetElapsedTime(began), (int?)response?.StatusCode);
        }

        if (request.Options.TryGetValue(Call.Instead, out _))
            await ledger.GiveBack(family, caller.Purpose, countedAt);
        else if (response.StatusCode == HttpStatusCode.TooManyRequests)
            await Rest(request, response, family, caller.Purpose, countedAt, cancellationToken);
        return response;
    }

    private async Task Rest(
        HttpRequestMessage request,
        HttpResponseMessage response,
        Family family,
        CallPurpose purpose,
        DateTimeOffset countedAt,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var quota = await IsQuota(response, cancellation);
        var said = RetryAfter.Of(response, now);
        request.Options.Set(Call.LimitedBy, quota ? LimitedBy.Quota : LimitedBy.Rate);
        if (quota)
            await ledger.Refused(family, purpose, countedAt, said);
        var wait = said ?? (quota ? QuotaRest : null);
        if (wait is null || (!quota && wait <= RetryHandler.LongestWait))
            return;
        request.Options.Set(Call.Until, now + wait.Value);
        await cooldowns.Store(family, now + wait.Value, quota);
    }

    /// <summary>Only the reason tells a day's quota from a burst too fast: the words of the message are the same, or say less.</summary>
    private static async Task<bool> IsQuota(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(SpotifyApi.MostBytes, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return body.AsSpan().IndexOf("QUOTA_EXCEEDED"u8) >= 0;
    }
}
