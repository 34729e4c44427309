using System.Text;

namespace Tonearm.Sandbox.Pages;

/// <summary>The coat all pages of the stand-in wear: plain, with a striped edge, so that nobody takes it for anything else.</summary>
internal static class Page
{
    public static IResult Of(string title, Html body, int status = 200)
    {
        Html page = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Sandbox</title>
            <link rel="stylesheet" href="/sandbox.css">
            </head>
            <body>
            <p class="coat">This is a stand-in for Spotify. Nothing here is real.</p>
            <main>
            {body}
            </main>
            </body>
            </html>
            """;
        return Results.Text(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }
}
