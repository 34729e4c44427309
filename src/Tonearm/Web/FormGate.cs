using Microsoft.AspNetCore.Antiforgery;

namespace Tonearm.Web;

/// <summary>
/// The gate of the forms: whatever is posted outside <c>/api</c> comes from a page of ours, or changes nothing. The framework asks for a
/// token only where a handler takes the form apart, and a button needs no fields to do something.
/// </summary>
internal sealed class FormGate(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isForm = HttpMethods.IsPost(request.Method) && !ClientKind.IsForPrograms(request.Path) && context.GetEndpoint() is not null;
        if (isForm && await Problem(context) is { } problem)
        {
            context.Features.Set(new RefusedBecause(problem));
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (isForm && !await antiforgery.IsRequestValidAsync(context))
        {
            // Every page with a form brings its cookie: who sends one back without any may keep none, and is asked.
            if (!CookieCheck.HasSome(request) && ClientKind.WantsPage(request))
                context.Response.Redirect(CookieCheck.Path);
            else
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    /// <summary>Reads the form, and holds each of its texts against the rule.</summary>
    private static async Task<string?> Problem(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            foreach (var (name, values) in await context.Request.ReadFormAsync(context.RequestAborted))
            foreach (var value in values.Prepend(name))
                if (RequestText.Problem(name, value, TextLimits.Text) is { } problem)
                    return problem;
            return null;
        }
        // A request that is too large is told apart by its own exception, and answered 413.
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return "The form that was sent could not be read: it is cut off in the middle, or has more in it than a form of ours. Nothing was changed.";
        }
    }
}
