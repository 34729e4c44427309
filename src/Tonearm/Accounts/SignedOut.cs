using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Tonearm.Accounts;

/// <summary>
/// Signing out of Tonearm leaves the browser signed in at Spotify, which would bring the same person back without a word. A cookie
/// remembers that somebody has signed out here, and Spotify's dialog is shown at the next sign-in: there a person can say that they are
/// somebody else.
/// </summary>
internal static class SignedOut
{
    private const string Cookie = "tonearm-signedout";

    public static async Task Now(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context.Response.Cookies.Append(Cookie, "1", SignInCookies.Options(context));
    }

    public static bool Is(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    public static void Forget(HttpContext context)
    {
        if (Is(context))
            context.Response.Cookies.Delete(Cookie, SignInCookies.Options(context));
    }
}
