namespace Tonearm.Web;

/// <summary>
/// What a browser may do with our answers. Scripts, styles and connections are our own, pictures ours and those of the origins we were
/// given;
/// <c>data:</c> is for the small shapes in the style sheet, <c>blob:</c> for a cover being cut.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, PictureOrigins pictures)
{
    private readonly string policy = string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        string.Join(' ', ["img-src 'self' data: blob:", .. pictures.All]),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'"
    );

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an answer that becomes an error page begins anew, without the headers it had.
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }
}

/// <summary>
/// Whose pictures our pages show besides our own: sources of a Content-Security-Policy, such as <c>https://*.scdn.co</c>.
/// </summary>
internal sealed record PictureOrigins(IReadOnlyList<string> All);
