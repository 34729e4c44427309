namespace Tonearm.Accounts;

/// <summary>
/// How every cookie of the sign-in is set, and so deleted: only the sign-in's own pages are sent it, and no script reads it.
/// </summary>
internal static class SignInCookies
{
    /// <param name="kept">How long; null until the browser is closed.</param>
    public static CookieOptions Options(HttpContext context, TimeSpan? kept = null) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/signin",
            MaxAge = kept,
        };
}
