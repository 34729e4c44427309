namespace Tonearm.Web;

/// <summary>
/// The one gate of <c>/api</c>: a browser may ask only from our own pages, or because a person typed the address. Who sends neither
/// <c>Sec-Fetch-Site</c> nor <c>Origin</c> is no browser that a foreign page could misuse, and passes. (Fetch Metadata, RFC 6454.)
/// </summary>
internal sealed class ApiGate(RequestDelegate next, PublicAddress address)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api") || Admits(context.Request))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool Admits(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "same-origin" or "none")
            return true;

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 ? address.IsOurs(origin, request) : site.Length == 0;
    }
}
