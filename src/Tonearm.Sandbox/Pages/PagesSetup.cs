namespace Tonearm.Sandbox.Pages;

/// <summary>What a person sees: people, their playlists as Spotify would show them, conditions and calls.</summary>
internal static class PagesSetup
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", HomePage.Show);
        routes.MapGet("/user/{id}", PersonPage.Show);
        routes.MapPost("/user/{id}/revoke", PersonPage.Revoke);
        routes.MapPost("/user/{id}/allow", PersonPage.Allow);

        routes.MapGet("/players", PlayersPage.Show);
        routes.MapPost("/players/guests", PlayersPage.Send);
        routes.MapPost("/players/guests/home", PlayersPage.SendHome);
        routes.MapGet("/user/{id}/player", PlayerPage.Show);
        routes.MapPost("/user/{id}/player", PlayerActions.Press);

        routes.MapGet("/playlist/{id}", PlaylistPage.Show);
        routes.MapPost("/playlist/{id}/takedown", PlaylistActions.TakeDown);
        routes.MapPost("/playlist/{id}/edit", PlaylistActions.Edit);
        routes.MapPost("/playlist/{id}/cover", PlaylistActions.Cover);

        routes.MapGet("/conditions", ConditionsPage.Show);
        routes.MapPost("/conditions", ConditionsActions.Change);
        routes.MapPost("/conditions/players", ConditionsActions.ChangePlayers);
        routes.MapPost("/conditions/fault", ConditionsActions.AddFault);
        routes.MapPost("/conditions/faults/clear", ConditionsActions.ClearFaults);
        routes.MapPost("/conditions/clock", ConditionsActions.Advance);
        routes.MapPost("/conditions/reset", ConditionsActions.Reset);

        routes.MapGet("/calls", CallsPage.Show);
        routes.MapPost("/calls/clear", CallsPage.Clear);
        routes.MapGet("/sandbox.css", () => File("sandbox.css", "text/css"));
        routes.MapGet("/live.js", () => File("live.js", "text/javascript"));
    }

    private static IResult File(string name, string type) =>
        Results.Stream(typeof(PagesSetup).Assembly.GetManifestResourceStream($"Pages/{name}")!, type);

    /// <summary>Forms and the control surface obey the Sandbox's own pages and programs, not some other site in the same browser.</summary>
    public static bool IsForeignWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers["Sec-Fetch-Site"] == "cross-site";
}
