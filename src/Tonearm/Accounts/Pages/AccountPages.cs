using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;
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
        accounts.MapGet("calls", Calls);
        accounts.MapPost("calls/forget", ForgetLearned);
        accounts.MapGet("export", Export);
        accounts.MapPost("erase", Erase);
        routes.MapGet("/setup", Setup).ExcludeFromDescription();
    }

    private static async Task<IResult> List(ClaimsPrincipal user, KnownTroubles troubles, TimeProvider time, CancellationToken cancellation)
    {
        var known = await troubles.Of(user.Owner(), cancellation);
        return Page.Of<AccountsPage>(
            new
            {
                View = new AccountsView(
                    [
                        .. known.Accounts.Select(account => new AccountCard(
                            account.Id,
                            account.Name,
                            account.Picture,
                            known.Of(account.Id),
                            account.ConsentEnds,
                            account.LinkedAt,
                            ForWhat(account, known.Of(account.Id))
                        )),
                    ],
                    time.GetUtcNow(),
                    known.Network,
                    known.Installation
                ),
            }
        );
    }

    // Only Guard knows troubles of its own, so what has not been agreed to yet is Guard's.
    private static Product ForWhat(Account account, Remedy? cure) => cure is { Consent: true } ? Product.Guard : account.For;

    private static async Task<IResult> Unlink(
        Guid id,
        HttpContext context,
        AccountStore accounts,
        AccountTokens tokens,
        Flash flash,
        CancellationToken cancellation
    )
    {
        var owner = context.User.Owner();
        if (await accounts.Find(owner, id, cancellation) is not { } account)
            return TypedResults.NotFound();
        await accounts.Unlink(owner, id, cancellation);
        tokens.Forget();
        flash.Say(Tone.Good, $"{Bidi.Plain(account.Name)} is unlinked. Its tokens and all that was kept of it are deleted.");
        if ((await accounts.Of(owner, cancellation)).Count > 0)
            return TypedResults.LocalRedirect("/accounts");
        await SignedOut.Now(context);
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<IResult> Calls(
        CallLedger ledger,
        IEnumerable<IExpectsCalls> products,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        return Page.Of<CallsPage>(
            new { View = CallsView.Of(await ledger.Day(cancellation), await products.Expected(now, cancellation), now) }
        );
    }

    private static async Task<IResult> ForgetLearned(CallLedger ledger, Flash flash, CancellationToken cancellation)
    {
        await ledger.Forget(cancellation);
        flash.Say(Tone.Good, "What was learned of Spotify's quota is forgotten. It is learned anew.");
        return TypedResults.LocalRedirect("/accounts/calls");
    }

    private static IResult Export(ClaimsPrincipal user, OwnerExport export, CancellationToken cancellation) =>
        TypedResults.Stream(body => export.Write(user.Owner(), body, cancellation), "application/json", "tonearm-export.json");

    private static async Task<IResult> Erase(
        HttpContext context,
        AccountStore accounts,
        AccountTokens tokens,
        Flash flash,
        CancellationToken cancellation
    )
    {
        var owner = context.User.Owner();
        await accounts.Erase(owner, cancellation);
        tokens.Forget();
        await SignedOut.Now(context);
        flash.Say(Tone.Good, "Everything that was stored for you is deleted.");
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<IResult> Setup(
        HttpContext context,
        PublicAddress address,
        IOptions<SpotifyOptions> spotify,
        IOptions<WebOptions> web,
        IConfiguration configuration,
        AccountStore accounts,
        RecentReach reach,
        TimeProvider time,
        CancellationToken cancellation,
        string? ask = null
    )
    {
        var safe = address.ForSpotify(context.Request);
        var demo = configuration.IsDemo();
        var owner = context.User.OwnerOrNull();
        // The demo leaves the real Spotify alone until somebody wants it asked.
        var asks = !demo || ask == "spotify";
        var ofMachine = owner is not null || IsFromHere(context);
        var redirect = RedirectCheck.Of(web.Value.PublicUrl, [address.Of(context.Request)]);
        var checks = StartChecks.OfSpotify(configuration, redirect, asks ? await reach.Get(cancellation) : []);
        return Page.Of<SetupPage>(
            new
            {
                View = new SetupView(
                    (safe ?? address.Of(context.Request)) + SignInEndpoints.RedirectPath,
                    AddressWorks: safe is not null,
                    HasClientId: !demo,
                    HasSecret: !demo && spotify.Value.ClientSecret is { Length: > 0 },
                    web.Value.PublicUrl?.ToString(),
                    demo,
                    HasAccounts: owner is { } signedIn && (await accounts.Of(signedIn, cancellation)).Count > 0,
                    Command: "Spotify__ClientId=… ./run",
                    ofMachine ? [.. checks, .. await StartChecks.OfMachine(configuration, time, cancellation)] : checks,
                    ofMachine,
                    AskSpotify: !asks
                ),
            }
        );
    }

    /// <summary>Whether a browser on this very machine asks, and not a proxy on it for somebody elsewhere.</summary>
    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);
}
