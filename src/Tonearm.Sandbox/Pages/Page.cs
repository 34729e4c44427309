using System.Text;

namespace Tonearm.Sandbox.Pages;

/// <summary>The coat all pages of the stand-in wear: plain, with a striped edge, so that nobody takes it for anything else.</summary>
internal static class Page
{
    /// <param name="live">Whether parts of it are marked <c>data-live</c>, to be kept up to date while it is open.</param>
    public static IResult Of(string title, Html body, int status = 200, bool live = false)
    {
        Html page = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Sandbox</title>
            <link rel="stylesheet" href="/sandbox.css">
            <link rel="icon" href="data:,">
            {Html.When(live, $"""<script src="/live.js" defer></script>""")}
            </head>
            <body>
            <header class="coat">This is a stand-in for Spotify. Nothing here is real.</header>
            <nav aria-label="Sandbox"><a href="/">People</a><a href="/players">Players</a><a href="/conditions">Conditions</a><a href="/calls">Calls</a></nav>
            <main>
            {body}
            </main>
            </body>
            </html>
            """;
        return new PageResult(page.ToString(), status);
    }

    private sealed class PageResult(string html, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
            return response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
        }
    }
}
