using System.Globalization;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Api;

/// <summary>An error in one of the shapes Spotify gives them: JSON as documented, or the plain text and HTML that happen.</summary>
internal sealed record Refusal(int Status, string? ContentType, string Body) : IResult
{
    public int? RetryAfter { get; init; }

    public static Refusal Json(int status, string message, string? reason = null)
    {
        var error = new JsonObject { ["status"] = status, ["message"] = message };
        if (reason is not null)
            error["reason"] = reason;
        return new Refusal(status, "application/json; charset=utf-8", new JsonObject { ["error"] = error }.ToJsonString(ApiJson.Relaxed));
    }

    /// <summary>As the accounts service refuses (RFC 6749, 5.2).</summary>
    public static Refusal OAuth(int status, string error, string description) =>
        new(
            status,
            "application/json; charset=utf-8",
            new JsonObject { ["error"] = error, ["error_description"] = description }.ToJsonString(ApiJson.Relaxed)
        );

    public static Refusal Text(int status, string body) => new(status, "text/plain; charset=utf-8", body);

    public static Refusal Html(int status, string title) =>
        new(
            status,
            "text/html; charset=utf-8",
            $"<html><head><title>Error {status} ({title})!!1</title></head><body><p><b>{status}.</b> {title}</p></body></html>"
        );

    /// <param name="wait">Null says nothing of how long to wait.</param>
    public static Refusal RateLimited(TimeSpan? wait) => Json(429, "API rate limit exceeded") with { RetryAfter = Seconds(wait) };

    public static Refusal QuotaExceeded(TimeSpan? wait) =>
        Json(429, "Too many requests", "QUOTA_EXCEEDED") with
        {
            RetryAfter = Seconds(wait),
        };

    private static int? Seconds(TimeSpan? wait) => wait is { } time ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : null;

    public static Refusal NotFound() => Json(404, "Resource not found");

    public static Refusal Scope() => Json(403, "Insufficient client scope");

    public static string UsualMessage(int status) =>
        status switch
        {
            401 => "The access token expired",
            403 => "Forbidden",
            404 => "Resource not found",
            429 => "Too many requests",
            500 => "Server error.",
            502 => "Bad gateway.",
            503 => "Service unavailable",
            504 => "Gateway timeout",
            _ => "Error",
        };

    public Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (ContentType is null)
        {
            http.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        http.Response.ContentType = ContentType;
        return http.Response.WriteAsync(Body, http.RequestAborted);
    }

    Task IResult.ExecuteAsync(HttpContext httpContext) => Write(httpContext);
}
