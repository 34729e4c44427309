namespace Tonearm.Web;

/// <summary>
/// Sends people who came by <c>localhost</c> to <c>127.0.0.1</c>: Spotify takes only the address as a place to return to, and a cookie set
/// under one name is not sent under the other, so a sign-in begun at <c>localhost</c> would be lost on the way back. So are those who came
/// by <c>0.0.0.0</c>, which a server listens at and some browsers open, and under which no phone finds anybody: a party must not take it
/// for an address of this network.
/// </summary>
internal sealed class LocalhostRedirect(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Host.Host.ToLowerInvariant() is not ("localhost" or "0.0.0.0") || !AsksForPage(request))
            return next(context);

        var port = request.Host.Port is { } given ? $":{given}" : "";
        context.Response.Redirect($"{request.Scheme}://127.0.0.1{port}{request.PathBase}{request.Path}{request.QueryString}");
        return Task.CompletedTask;
    }

    private static bool AsksForPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !ClientKind.IsForPrograms(request.Path);
}
