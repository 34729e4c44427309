namespace Tonearm.Accounts;

/// <summary>
/// What was agreed to at the last sign-in in this browser, without a name. Whoever returns after their session has ended and turns to the
/// other product is asked for both together, on one page of Spotify's. Nothing is allowed by it.
/// </summary>
internal static class AgreedHere
{
    private const string Cookie = "tonearm-agreed";

    /// <summary>Longer than a consent lasts at Spotify, which is six months.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(200);

    /// <returns>Scopes, separated by spaces; none where it is not known, or where somebody has signed out and somebody else may
    /// follow.</returns>
    public static string Of(HttpContext context) =>
        SignedOut.Is(context) || context.Request.Cookies[Cookie] is not { } products
            ? ""
            : string.Join(
                ' ',
                (products.Contains('g', StringComparison.Ordinal) ? Scopes.Guard : []).Union(
                    products.Contains('p', StringComparison.Ordinal) ? Scopes.Party : []
                )
            );

    public static void Remember(HttpContext context, IReadOnlyCollection<string> agreed) =>
        context.Response.Cookies.Append(
            Cookie,
            $"{(Scopes.Guard.All(agreed.Contains) ? "g" : "")}{(Scopes.Party.All(agreed.Contains) ? "p" : "")}",
            SignInCookies.Options(context, Kept)
        );
}
