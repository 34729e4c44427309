using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Tonearm.Sandbox.Accounts;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Quirks;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// What every call of a program passes, in Spotify's order of refusing: network, token, app, limits; then the endpoint; then what
/// goes wrong on the way back. People's pages and the control surface do not come through here.
/// </summary>
internal sealed class Gate(World world, Calls calls, Breakpoints breakpoints, RollingLimit limit)
{
    private const int LargestBody = 1 << 20;

    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        var exchange = Open(http);
        http.Features.Set(exchange);
        calls.Began();
        var began = Stopwatch.GetTimestamp();
        var status = 0;
        try
        {
            await Delay(exchange, http.RequestAborted);
            await ReadBody(http, exchange);
            var refusal = Identify(http, exchange);
            await breakpoints.Wait(exchange, afterEffect: false, http.RequestAborted);
            await Answer(http, exchange, next, refusal);
            status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            status = 0;
        }
        finally
        {
            calls.Ended(exchange, status, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    /// <summary>Notes a request for something that Spotify does not have under this name.</summary>
    public Task Stray(HttpContext http)
    {
        calls.Began();
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        calls.Ended(Open(http), http.Response.StatusCode, 0);
        return Task.CompletedTask;
    }

    private Exchange Open(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path;
        return new Exchange
        {
            Method = http.Request.Method,
            Host = http.Request.Host.Host,
            Path = http.Request.Path.Value ?? "/",
            Query = http.Request.QueryString.Value ?? "",
            ContentType = http.Request.ContentType,
            Family = endpoint?.Metadata.GetMetadata<Family>()?.Name ?? "other",
            Endpoint = $"{http.Request.Method} {route}",
            At = world.Now,
            Origin = $"{http.Request.Scheme}://{http.Request.Host}",
        };
    }

    private async Task Delay(Exchange exchange, CancellationToken gone)
    {
        var latency = world.Conditions.Latency;
        var ms = latency.Families.TryGetValue(exchange.Family, out var own) ? own : latency.Ms;
        if (latency.JitterMs > 0)
            ms += Random.Shared.Next(latency.JitterMs + 1);
        if (ms > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(ms), TimeProvider.System, gone);
    }

    private static async Task ReadBody(HttpContext http, Exchange exchange)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0 && body.Length < LargestBody)
            body.Write(buffer, 0, read);
        exchange.Body = body.ToArray();
        http.Request.Body = new MemoryStream(exchange.Body);
    }

    private Refusal? Identify(HttpContext http, Exchange exchange)
    {
        lock (world.Gate)
        {
            if (exchange.Family == Families.Accounts)
            {
                exchange.Person = TokenEndpoint.WhoseRefresh(world, exchange);
                return null;
            }

            return Bearer.Refuse(world, http.Request.Headers.Authorization.ToString(), exchange)
                ?? RefuseApp(exchange)
                ?? RefuseRate(exchange)
                ?? RefuseLength(http.Request)
                ?? Quirk
                    .All.Where(world.Conditions.Habits.Has)
                    .Select(quirk => quirk.Refuse(exchange))
                    .FirstOrDefault(it => it is not null);
        }
    }

    private Refusal? RefuseApp(Exchange exchange)
    {
        if (!world.Conditions.AppOwnerHasPremium)
            return Refusal.Text(
                403,
                "Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again."
            );
        return exchange.Person is { OnAllowList: false }
            ? Refusal.Text(403, "Check settings on developer.spotify.com/dashboard, the user may not be registered.")
            : null;
    }

    private Refusal? RefuseRate(Exchange exchange)
    {
        var rate = world.Conditions.RateLimit;
        var client = exchange.Access?.ClientId ?? "";
        var window = TimeSpan.FromSeconds(rate.WindowSeconds);
        var wait = limit.Refuse(client, rate.Calls, window, exchange.At);
        if (wait is null && exchange.Family == Families.CoverWrite)
            wait = limit.Refuse(client + " covers", rate.CoverCalls, window, exchange.At);
        if (wait is { } seconds)
            return Refusal.RateLimited(rate.TellsWait ? seconds : null);

        var quota = world.Conditions.Quota;
        wait = world.Quota.Refuse(exchange.Family, quota.Of(exchange.Family), quota.LookBack, exchange.At, out var closed);
        if (closed is not null)
            world.Save(closed);
        return wait is { } rest ? Refusal.QuotaExceeded(quota.TellsWait ? rest : null) : null;
    }

    private static Refusal? RefuseLength(HttpRequest request) =>
        request.Method is "PUT" or "POST" && request.ContentLength is null && request.Headers.TransferEncoding.Count == 0
            ? Refusal.Html(411, "Length Required")
            : null;

    private async Task Answer(HttpContext http, Exchange exchange, RequestDelegate next, Refusal? refusal)
    {
        var fault = Faults.Strike(world, exchange);
        exchange.Fault = fault?.Id;
        var rewrites = refusal is null && fault is null ? Rewrites.Strike(world, exchange) : [];
        if (fault is null && !breakpoints.Concern(exchange, afterEffect: true))
        {
            await Right();
            // One that was made while this was at work holds what has no body yet.
            await breakpoints.Wait(exchange, afterEffect: true, http.RequestAborted);
            return;
        }

        if (fault is null)
        {
            // Nothing of the answer is on its way while it is held.
            var held = await Capture(http, Right);
            await breakpoints.Wait(exchange, afterEffect: true, http.RequestAborted);
            if (held.Length > 0)
                await http.Response.Body.WriteAsync(held, http.RequestAborted);
            return;
        }

        var passes = fault.AfterEffect || fault.Kind is FaultKind.Half or FaultKind.Slow;
        var answer = passes ? await Capture(http, () => refusal?.Write(http) ?? next(http)) : [];
        await breakpoints.Wait(exchange, afterEffect: true, http.RequestAborted);
        await BadAnswer.Write(http, fault, answer);

        Task Right() => rewrites.Length > 0 ? Rewritten(http, rewrites, next) : refusal?.Write(http) ?? next(http);
    }

    private static async Task Rewritten(HttpContext http, RewriteRule[] rewrites, RequestDelegate next)
    {
        var answer = await Capture(http, () => next(http));
        if (http.Response.StatusCode == StatusCodes.Status200OK)
            answer = Rewrites.Apply(rewrites, answer);
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    private static async Task<byte[]> Capture(HttpContext http, Func<Task> work)
    {
        var wire = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var kept = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(kept));
        try
        {
            await work();
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Features.Set(wire);
        }

        return kept.ToArray();
    }
}
