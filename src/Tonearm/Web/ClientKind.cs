namespace Tonearm.Web;

/// <summary>Which addresses speak to people and which to programs.</summary>
internal static class ClientKind
{
    private static readonly PathString[] Programs = ["/api", "/health", "/openapi", "/app"];

    public static bool IsForPrograms(PathString path) => Programs.Any(start => path.StartsWithSegments(start));

    /// <summary>Whether a person goes to a page, rather than sending a form or a script asking.</summary>
    public static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !IsForPrograms(request.Path)
        && request.Headers["Sec-Fetch-Mode"].ToString() is ("" or "navigate");

    /// <summary>Whether an answer may be a page: the address is one for people, and the client reads HTML.</summary>
    public static bool WantsPage(HttpRequest request) =>
        !IsForPrograms(request.Path) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
