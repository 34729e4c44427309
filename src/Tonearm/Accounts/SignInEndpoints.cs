using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts.Pages;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>
/// Sign in with Spotify and linking further accounts: the authorization code flow with PKCE, the client secret optional (docs/spotify.md).
/// </summary>
internal static partial class SignInEndpoints
{
    public const string RedirectPath = "/signin/spotify";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var limit = routes.ServiceProvider.GetRequiredService<SignInLimit>();
        routes.MapGet("/signin", Begin).AddEndpointFilter(limit);
        routes.MapGet("/accounts/link", Link).RequireAuthorization().AddEndpointFilter(limit);
        routes.MapGet(RedirectPath, Return).AddEndpointFilter(limit);
        routes.MapPost("/signout", SignOut);
    }

    private static async Task<IResult> Begin(
        HttpContext context,
        PendingSignIn pending,
        AccountStore accounts,
        CancellationToken cancellation,
        string? @for = null,
        string? returnUrl = null,
        bool choose = false
    ) =>
        Send(
            context,
            pending,
            new(
                ProductOf(@for, returnUrl),
                LocalAddress.Of(returnUrl),
                Linking: false,
                Choose: choose || SignedOut.Is(context),
                Extra: await Before(context, accounts, linked => linked is [var only] ? only : null, cancellation)
            )
        );

    // Whoever links one more account is signed in at Spotify with another one: the dialog is where they can change.
    private static async Task<IResult> Link(
        HttpContext context,
        PendingSignIn pending,
        AccountStore accounts,
        CancellationToken cancellation,
        string? @for = null,
        string? returnUrl = null,
        Guid? account = null,
        string? more = null
    ) =>
        Send(
            context,
            pending,
            new(
                ProductOf(@for, returnUrl),
                LocalAddress.Of(returnUrl) ?? "/accounts",
                Linking: true,
                Choose: true,
                Extra: await Before(context, accounts, linked => linked.FirstOrDefault(each => each.Id == account), cancellation),
                Keeps: more == Begun.More
            )
        );

    /// <summary>
    /// What the account that is expected back has agreed to already: asked for together with the rest, it takes one page of Spotify's
    /// instead of two.
    /// </summary>
    private static async Task<string> Before(
        HttpContext context,
        AccountStore accounts,
        Func<IReadOnlyList<Account>, Account?> expected,
        CancellationToken cancellation
    ) => context.User.OwnerOrNull() is { } owner ? expected(await accounts.Of(owner, cancellation))?.Scopes ?? "" : AgreedHere.Of(context);

    private static Product ProductOf(string? @for, string? returnUrl) =>
        @for == "party" || (@for is null && returnUrl?.StartsWith("/party", StringComparison.Ordinal) == true)
            ? Product.Party
            : Product.Guard;

    private static IResult Send(HttpContext context, PendingSignIn pending, Begun begun) =>
        pending.SendToSpotify(context, begun) ?? Failed(SignInFailure.WrongAddress, begun);

    private static async Task<IResult> Return(
        HttpContext context,
        PendingSignIn pending,
        CookieCheck cookies,
        TokenEndpoint endpoint,
        Profile profile,
        AccountStore accounts,
        AccountTokens tokens,
        ClientRefusal clients,
        IEnumerable<IAccountLinked> listeners,
        IEnumerable<IBorrowsAccounts> borrowers,
        Flash flash,
        ILogger<PendingSignIn> logger,
        CancellationToken cancellation,
        string? code = null,
        string? state = null,
        string? error = null
    )
    {
        if (pending.Take(context, state) is not { } begun || pending.RedirectUri(context) is not { } redirect)
            return cookies.Refusal(context) ?? Failed(SignInFailure.Lost);
        if (error is not null || code is null)
            return Failed(error == "access_denied" ? SignInFailure.Declined : SignInFailure.Refused, begun);

        var borrower = begun.Loan is null ? null : borrowers.SingleOrDefault();
        if (begun.Loan is { } asked && (borrower is null || !await borrower.Awaits(context, asked, cancellation)))
            return Failed(SignInFailure.Lost, begun);
        if (begun.Linking && context.User.OwnerOrNull() is null)
            return Failed(SignInFailure.SignedOut, begun);

        var granted = await endpoint.Exchange(code, redirect, begun.Verifier, cancellation);
        if (!granted.IsOk)
        {
            Log.NotExchanged(logger, granted.Kind, granted.Message);
            return Failed(
                granted.Kind switch
                {
                    AnswerKind.Unreachable => SignInFailure.Unreachable,
                    AnswerKind.NeedsSignIn => SignInFailure.Late,
                    _ => SignInFailure.Refused,
                },
                begun,
                granted.Fault
            );
        }

        var me = await profile.Get(granted.Value.AccessToken, cancellation);
        if (!me.IsOk)
        {
            Log.NotKnown(logger, me.Kind, me.Message);
            return Failed(
                me.Kind switch
                {
                    AnswerKind.NotOnAllowList => SignInFailure.NotOnAllowList,
                    AnswerKind.OwnerWithoutPremium => SignInFailure.OwnerWithoutPremium,
                    AnswerKind.Limited => SignInFailure.QuotaGone,
                    _ => SignInFailure.Unreachable,
                },
                begun,
                me.Fault,
                me.Until
            );
        }

        if (begun.Loan is { } loan)
        {
            if (await borrower!.Take(loan, me.Value, granted.Value) is { } refused)
                return Failed(refused, begun);
            tokens.Forget();
            return TypedResults.LocalRedirect($"/party/{loan.To}#along");
        }

        // A token covers what was asked for this time only, so a host who signs in would lose Guard's permission without noticing.
        var agreed = begun.Agreed(granted.Value);
        var earlier = await accounts.ScopesOf(me.Value, cancellation);
        if (!begun.Again && earlier.Except(agreed.Split(' ')).Any())
            return Send(context, pending, begun with { Again = true, Extra = string.Join(' ', earlier) });

        var linked = await accounts.Link(begun.Linking ? context.User.Owner() : null, me.Value, granted.Value, agreed);
        tokens.Forget();
        foreach (var listener in listeners)
            await listener.Linked(linked, CancellationToken.None);
        if (linked.Moved)
            flash.Say(
                Tone.Care,
                "This account was linked to another sign-in until now. It is yours here, with its playlists and their history."
            );
        else if (begun is { Linking: true, Keeps: false } && !linked.IsNew)
            flash.Say(Tone.Good, $"{linked.Name} is signed in anew. To link another account, choose “Not you?” in Spotify’s dialog.");

        await clients.Accepted();
        SignedOut.Forget(context);
        if (!begun.Linking)
            AgreedHere.Remember(context, agreed.Split(' '));
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Owners.Principal(linked.Owner),
            new() { IsPersistent = true }
        );
        return TypedResults.LocalRedirect(begun.ReturnUrl ?? begun.For.Page());
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext context, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl = null)
    {
        await SignedOut.Now(context);
        return TypedResults.LocalRedirect(LocalAddress.Of(returnUrl) ?? "/");
    }

    /// <summary>Sends somebody to Spotify to lend their account; the answer comes back to the same place as every other.</summary>
    public static IResult Borrow(HttpContext context, PendingSignIn pending, Loan loan) =>
        Send(context, pending, new(Product.Party, $"/party/{loan.To}", Linking: false, Choose: true, Loan: loan));

    private static RazorComponentResult<SignInFailedPage> Failed(
        SignInFailure failure,
        Begun? begun = null,
        NetworkFault? fault = null,
        DateTimeOffset? until = null
    ) =>
        Page.Of<SignInFailedPage>(
            new
            {
                Failure = failure,
                Retry = begun?.Address ?? "/signin",
                Network = fault is { } wrong ? new NetworkTrouble(wrong.Sentence(), wrong.Remedy()) : null,
                Until = until,
                Lends = begun?.Loan is not null,
            },
            fault is null ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable
        );

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

    /// <summary>One more account was to be linked, and the sign-in that it was to be linked to has ended meanwhile.</summary>
    SignedOut,

    /// <summary>Spotify took the code for old or spent.</summary>
    Late,

    /// <summary>The person said no.</summary>
    Declined,

    /// <summary>Spotify took the app's settings or the code for wrong.</summary>
    Refused,
    NotOnAllowList,
    OwnerWithoutPremium,
    QuotaGone,
    Unreachable,

    /// <summary>What is lent to play along is the account whose player plays the music.</summary>
    PlaysTheMusic,

    /// <summary>Spotify sends nobody back to the address at which this was begun.</summary>
    WrongAddress,
}
