using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Accounts;

/// <summary>The page on which a person signs in and agrees; a program may post its form with <c>person</c> as well.</summary>
internal static class AuthorizeEndpoints
{
    public const string Cookie = "sandbox-person";

    public static void MapAuthorize(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/authorize", Ask);
        routes.MapPost("/authorize", Decide);
    }

    private static IResult Ask(HttpContext http, World world, SandboxOptions options)
    {
        var request = AuthorizeRequest.Read(name => http.Request.Query[name], options, out var problem, out var error);
        if (request is null)
            return AuthorizePage.Problem(problem!);
        if (error is not null)
            return Results.Redirect(request.Back("error", error));
        lock (world.Gate)
        {
            var remembered = http.Request.Cookies[Cookie] is { } id ? world.People.GetValueOrDefault(id) : null;
            if (remembered is not null && !request.ShowDialog && HasAgreed(world, remembered, request))
                return Results.Redirect(request.Back("code", Issue(world, remembered, request)));
            return AuthorizePage.Ask(request, [.. world.People.Values], remembered, http.Request.Query);
        }
    }

    private static async Task<IResult> Decide(HttpContext http, World world, SandboxOptions options)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var request = AuthorizeRequest.Read(
            name => form.TryGetValue(name, out var sent) ? sent : http.Request.Query[name],
            options,
            out var problem,
            out var error
        );
        if (request is null)
            return AuthorizePage.Problem(problem!);
        if (error is not null)
            return Results.Redirect(request.Back("error", error));
        if (form["decision"] == "cancel")
            return Results.Redirect(request.Back("error", "access_denied"));
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(form["person"].ToString(), out var person))
                return AuthorizePage.Problem("No such person lives here.");
            http.Response.Cookies.Append(
                Cookie,
                person.Id,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                }
            );
            return Results.Redirect(request.Back("code", Issue(world, person, request)));
        }
    }

    private static bool HasAgreed(World world, Person person, AuthorizeRequest request) =>
        world.Grants.Values.Any(grant =>
            grant.PersonId == person.Id && grant.ClientId == request.ClientId && !grant.Revoked && request.Scopes.All(grant.Scopes.Contains)
        );

    private static string Issue(World world, Person person, AuthorizeRequest request)
    {
        var code = new AuthorizationCode(
            SpotifyId.NewToken("AQ"),
            person.Id,
            request.ClientId,
            request.RedirectUri,
            request.Challenge,
            request.Scopes,
            world.Now.AddMinutes(10)
        );
        world.Codes[code.Code] = code;
        return code.Code;
    }
}
