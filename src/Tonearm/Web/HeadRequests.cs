namespace Tonearm.Web;

/// <summary>
/// Lets whatever answers GET answer HEAD (RFC 9110, 9.3.2): what makes the preview of a link and what watches a server ask so. Only routing
/// takes one for the other; the server itself leaves the body out.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Key = new();

    /// <summary>Routing, for which HEAD is GET.</summary>
    public static void UseRoutingWithHead(this WebApplication app)
    {
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                    (context.Items[Key], context.Request.Method) = (true, HttpMethods.Get);
                return next(context);
            }
        );
        app.UseRouting();
        app.Use(
            (context, next) =>
            {
                if (context.Items.Remove(Key))
                    context.Request.Method = HttpMethods.Head;
                return next(context);
            }
        );
    }
}
