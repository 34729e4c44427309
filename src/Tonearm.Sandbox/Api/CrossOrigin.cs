namespace Tonearm.Sandbox.Api;

/// <summary>Programs in a browser may call the Web API and the token endpoint from any origin, as they may at Spotify.</summary>
internal static class CrossOrigin
{
    public static Task Allow(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(http.Request.Method))
            return next(http);
        headers.AccessControlAllowHeaders = "Accept, Authorization, Content-Type, Origin, Retry-After";
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS, PUT, DELETE, PATCH";
        headers.AccessControlMaxAge = "604800";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
