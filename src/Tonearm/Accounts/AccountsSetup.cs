using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Tonearm.Accounts.Pages;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>Who is who: sign in with Spotify, linked accounts, their tokens.</summary>
internal static class AccountsSetup
{
    private static readonly TimeSpan SignedIn = TimeSpan.FromDays(30);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddSingleton<TokenProtector>()
            .AddSingleton<TokenStore>()
            .AddSingleton<ClientRefusal>()
            .AddSingleton<AccountStore>()
            .AddSingleton<KnownTroubles>()
            .AddSingleton<OwnerExport>()
            .AddSingleton<LentAccounts>()
            .AddTransient<PendingSignIn>();
        services.AddSingleton<AccountTokens>().AddSingleton<IAccessTokens>(provider => provider.GetRequiredService<AccountTokens>());
        services.AddSingleton<SignInLimit>();
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "tonearm-owner";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = SignedIn;
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/signin";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Events.OnRedirectToLogin = SendToSignIn;
                cookie.Events.OnValidatePrincipal = RefuseErasedOwners;
            });
    }

    public static void MapAccounts(this WebApplication app)
    {
        SignInEndpoints.Map(app);
        AccountEndpoints.Map(app);
        GovernorEndpoints.Map(app);
        AccountPages.Map(app);
    }

    private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        // What a form sent is not done twice by asking its address with GET, and a script is not sent to another site: both get a page that
        // says so.
        if (ClientKind.IsNavigation(context.Request))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task RefuseErasedOwners(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountStore>();
        if (context.Principal?.OwnerOrNull() is { } owner && await accounts.OwnerExists(owner, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
