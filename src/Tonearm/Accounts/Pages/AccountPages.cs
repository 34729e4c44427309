using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Accounts.Pages;

/// <summary>The owner's accounts, and the page that says how to reach the real Spotify.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/accounts").RequireAuthorization().ExcludeFromDescription();
        accounts.MapGet("", List);
        accounts.MapPost("{id:guid}/unlink", Unlink);
        accounts.MapGet("export", Export);
        accounts.MapPost("erase", Erase);
        routes.MapGet("/setup", Setup).ExcludeFromDescription();
    }

    private static async Task<IResult> List(ClaimsPrincipal user, AccountStore accounts, TimeProvider time, CancellationToken cancellation)
    {
        var linked = await accounts.Of(user.Owner(), cancellation);
        return Page.Of<AccountsPage>(new
        {
            View = new AccountsView(
                [.. linked.Select(account => new AccountCard(
                    account.Id, account.Name, account.Picture, Cures.Of(account, []), account.ConsentEnds, account.LinkedAt))],
                time.GetUtcNow()),
        });
    }

    private static async Task<IResult> Unlink(
        Guid id, HttpContext context, AccountStore accounts, AccountTokens tokens, Flash flash, CancellationToken cancellation)
    {
        var owner = context.User.Owner();
        if (await accounts.Find(owner, id, cancellation) is not { } account) return TypedResults.NotFound();
        await accounts.Unlink(owner, id, cancellation);
        tokens.Forget(id);
        flash.Say(Tone.Good, $"{account.Name} is unlinked. Its tokens and all that was kept of it are deleted.");
        if ((await accounts.Of(owner, cancellation)).Count > 0) return TypedResults.LocalRedirect("/accounts");
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<IResult> Export(ClaimsPrincipal user, OwnerExport export, CancellationToken cancellation) =>
        TypedResults.File(await export.Of(user.Owner(), cancellation), "application/json", "tonearm-export.json");

    private static async Task<IResult> Erase(HttpContext context, AccountStore accounts, AccountTokens tokens, Flash flash, CancellationToken cancellation)
    {
        var owner = context.User.Owner();
        foreach (var account in await accounts.Of(owner, cancellation)) tokens.Forget(account.Id);
        await accounts.Erase(owner, cancellation);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        flash.Say(Tone.Good, "Everything that was stored for you is deleted.");
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<IResult> Setup(
        HttpContext context, PublicAddress address, IOptions<SpotifyOptions> spotify, IOptions<WebOptions> web, IConfiguration configuration, AccountStore accounts,
        CancellationToken cancellation)
    {
        var safe = address.ForSpotify(context.Request);
        var demo = configuration.StandIn() is not null;
        return Page.Of<SetupPage>(new
        {
            View = new SetupView(
                (safe ?? address.Of(context.Request)) + SignInEndpoints.RedirectPath,
                AddressWorks: safe is not null,
                HasClientId: !demo,
                HasSecret: !demo && spotify.Value.ClientSecret is { Length: > 0 },
                web.Value.PublicUrl?.ToString(),
                demo,
                HasAccounts: context.User.OwnerOrNull() is { } owner && (await accounts.Of(owner, cancellation)).Count > 0),
        });
    }
}
