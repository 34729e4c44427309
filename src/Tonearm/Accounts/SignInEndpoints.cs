using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts.Pages;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>
/// Sign in with Spotify and linking further accounts: the authorization code flow with PKCE, the client secret optional (FACTS 2.1).
/// </summary>
internal static partial class SignInEndpoints
{
    public const string RedirectPath = "/signin/spotify";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin", Begin).RequireRateLimiting(SignInLimit.Policy);
        routes.MapGet("/accounts/link", Link).RequireAuthorization().RequireRateLimiting(SignInLimit.Policy);
        routes.MapGet(RedirectPath, Return).RequireRateLimiting(SignInLimit.Policy);
        routes.MapPost("/signout", SignOut);
    }

    private static IResult Begin(HttpContext context, PendingSignIn pending, string? @for = null, string? returnUrl = null) =>
        Send(context, pending, new(@for == "party" ? Product.Party : Product.Guard, LocalOnly(returnUrl), Linking: false));

    private static IResult Link(HttpContext context, PendingSignIn pending, string? @for = null, string? returnUrl = null) =>
        Send(context, pending, new(@for == "party" ? Product.Party : Product.Guard, LocalOnly(returnUrl) ?? "/accounts", Linking: true));

    private static IResult Send(HttpContext context, PendingSignIn pending, Begun begun) => pending.SendToSpotify(context, begun) ?? Failed(SignInFailure.WrongAddress, begun);

    private static async Task<IResult> Return(
        HttpContext context, PendingSignIn pending, TokenEndpoint endpoint, Profile profile, AccountStore accounts, AccountTokens tokens,
        IEnumerable<IAccountLinked> listeners, Flash flash, ILogger<PendingSignIn> logger, CancellationToken cancellation,
        string? code = null, string? state = null, string? error = null)
    {
        if (pending.Take(context, state) is not { } begun || pending.RedirectUri(context) is not { } redirect) return Failed(SignInFailure.Lost);
        if (error is not null || code is null) return Failed(error == "access_denied" ? SignInFailure.Declined : SignInFailure.Refused, begun);

        var granted = await endpoint.Exchange(code, redirect, begun.Verifier, cancellation);
        if (!granted.IsOk)
        {
            Log.NotExchanged(logger, granted.Kind, granted.Message);
            return Failed(granted.Kind == AnswerKind.Unreachable ? SignInFailure.Unreachable : SignInFailure.Refused, begun);
        }

        var me = await profile.Get(granted.Value.AccessToken, cancellation);
        if (!me.IsOk)
        {
            Log.NotKnown(logger, me.Kind, me.Message);
            return Failed(me.Kind switch
            {
                AnswerKind.NotOnAllowList => SignInFailure.NotOnAllowList,
                AnswerKind.OwnerWithoutPremium => SignInFailure.OwnerWithoutPremium,
                AnswerKind.Limited => SignInFailure.QuotaGone,
                _ => SignInFailure.Unreachable,
            }, begun);
        }

        // A token covers what was asked for this time only, so a host who signs in would lose Guard's permission without noticing.
        var earlier = await accounts.ScopesOf(me.Value, cancellation);
        if (!begun.Again && granted.Value.Scope is { } scope && earlier.Except(scope.Split(' ')).Any())
            return Send(context, pending, begun with { Again = true, Extra = string.Join(' ', earlier) });

        var linked = await accounts.Link(begun.Linking ? context.User.Owner() : null, me.Value, granted.Value);
        tokens.Forget(linked.Account);
        foreach (var listener in listeners) await listener.Linked(linked, CancellationToken.None);
        if (linked.Moved)
            flash.Say(Tone.Care, "This account was linked to another sign-in until now. It is yours here, with its playlists and their history.");

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Owners.Principal(linked.Owner), new() { IsPersistent = true });
        return TypedResults.LocalRedirect(begun.ReturnUrl ?? (begun.For == Product.Party ? "/party" : "/guard"));
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext context, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl = null)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(LocalOnly(returnUrl) ?? "/");
    }

    private static RazorComponentResult<SignInFailedPage> Failed(SignInFailure failure, Begun? begun = null) =>
        Page.Of<SignInFailedPage>(new { Failure = failure, Retry = begun?.Address ?? "/" }, StatusCodes.Status400BadRequest);

    /// <summary>A path of ours, never another site's; a browser reads a backslash as a slash.</summary>
    internal static string? LocalOnly(string? address) =>
        address is ['/', ..] && !(address is [_, '/' or '\\', ..]) && !address.AsSpan().ContainsAny('\r', '\n', '\t') ? address : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Spotify did not exchange a sign-in's code: {Kind}, {Reason}")]
        public static partial void NotExchanged(ILogger logger, AnswerKind kind, string? reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Spotify did not say who signed in: {Kind}, {Reason}")]
        public static partial void NotKnown(ILogger logger, AnswerKind kind, string? reason);
    }
}

/// <summary>Why a sign-in came to nothing.</summary>
public enum SignInFailure
{
    /// <summary>The browser brought no sign-in of ours back: too late, another browser, or cookies off.</summary>
    Lost,

    /// <summary>The person said no.</summary>
    Declined,

    /// <summary>Spotify took the app's settings or the code for wrong.</summary>
    Refused,
    NotOnAllowList,
    OwnerWithoutPremium,
    QuotaGone,
    Unreachable,

    /// <summary>Spotify sends nobody back to the address at which this was begun.</summary>
    WrongAddress,
}
