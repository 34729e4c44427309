using Microsoft.AspNetCore.Antiforgery;

namespace Tonearm.Web;

/// <summary>
/// The gate of the forms: whatever is posted outside <c>/api</c> comes from a page of ours, or changes nothing. The framework asks for a token only
/// where a handler takes the form apart, and a button needs no fields to do something.
/// </summary>
internal sealed class FormGate(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && !Surface.IsForPrograms(request.Path) && context.GetEndpoint() is not null
            && !await antiforgery.IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }
}
