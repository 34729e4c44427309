namespace Tonearm.Web;

/// <summary>What a home screen needs to keep Tonearm: its name, colours and pictures (W3C, Web Application Manifest).</summary>
internal static class Manifest
{
    public static void MapManifest(this WebApplication app)
    {
        app.MapGet(
            "/manifest.webmanifest",
            IResult (Bundle bundle) =>
                TypedResults.Json(
                    new
                    {
                        id = "/",
                        name = "Tonearm",
                        short_name = "Tonearm",
                        description = "The party decides what plays next, and your Spotify playlists stay as you want them.",
                        start_url = "/",
                        display = "minimal-ui",
                        background_color = "#15120f",
                        theme_color = "#15120f",
                        icons = new[]
                        {
                            Icon(bundle["icon-192.png"], "192x192"),
                            Icon(bundle["icon-512.png"], "512x512"),
                            Icon(bundle["icon-512.png"], "512x512", "maskable"),
                        },
                    },
                    contentType: "application/manifest+json"
                )
        );
        // Phones ask for this name unasked.
        app.MapGet("/apple-touch-icon.png", (Bundle bundle) => TypedResults.LocalRedirect(bundle["icon-180.png"]));
    }

    private static object Icon(string source, string sizes, string purpose = "any") =>
        new
        {
            src = source,
            sizes,
            type = "image/png",
            purpose,
        };
}
