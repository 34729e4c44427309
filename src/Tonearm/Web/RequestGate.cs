using System.Text;
using Microsoft.Net.Http.Headers;

namespace Tonearm.Web;

/// <summary>
/// The first gate: a request says which address it is for, in which characters it is written, and has no text in its address that is
/// against
/// <see cref="RequestText"/>. What does not is answered with a sentence; nobody behind this gate has to think of it.
/// </summary>
internal sealed class RequestGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        // A health check asks by address and knows no public name.
        if (!request.Path.StartsWithSegments("/health") && !IsAddress(request.Host.Value))
            return TypedResults
                .Problem("The Host header of this request is missing or names no address.", statusCode: StatusCodes.Status400BadRequest)
                .ExecuteAsync(context);
        if (Problem(request) is not { } problem)
            return next(context);
        context.Features.Set(new RefusedBecause(problem));
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static bool IsAddress(string? host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var address)
        && address is { UserInfo: "", PathAndQuery: "/", Fragment: "", Host.Length: > 0 };

    private static string? Problem(HttpRequest request)
    {
        if (RequestText.Problem("The address", request.Path.Value, TextLimits.Text) is { } path)
            return path;
        foreach (var (name, values) in request.Query)
        foreach (var value in values.Prepend(name))
            if (RequestText.Problem(name, value, TextLimits.Text) is { } problem)
                return problem;
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { HasValue: true } && !IsKnown(type)
            ? "The Content-Type of this request names characters (charset) that nobody knows. Send UTF-8."
            : null;
    }

    private static bool IsKnown(MediaTypeHeaderValue type)
    {
        try
        {
            return Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString()) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
