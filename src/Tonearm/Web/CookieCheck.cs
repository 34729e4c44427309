using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Web;

/// <summary>
/// Whether a browser keeps our cookies, without which it is in no party and signed in nowhere. Found out, not guessed: it is given one and
/// sent to the same address again, and only who comes back within a minute without any is told so.
/// </summary>
internal sealed class CookieCheck(IDataProtectionProvider protection)
{
    /// <summary>Where a form is sent on to that came from a browser without cookies.</summary>
    public const string Path = "/cookies";

    private const string Ours = "tonearm-";
    private const string Given = "tonearm-kept";
    private const string Asked = "cookies";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Tonearm.Web.CookieCheck").ToTimeLimitedDataProtector();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(Path, (HttpContext context, CookieCheck check) => check.Refusal(context) ?? TypedResults.LocalRedirect("/"))
            .ExcludeFromDescription();

    public static bool HasSome(HttpRequest request) => request.Cookies.Keys.Any(name => name.StartsWith(Ours, StringComparison.Ordinal));

    /// <summary>For the answer to a GET that failed for want of a cookie.</summary>
    /// <returns>Null when the browser keeps them, so that something else is the matter.</returns>
    public IResult? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (HasSome(request))
            return null;
        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(each => each.Key != Asked).ToDictionary();
        var address = QueryHelpers.AddQueryString(request.Path, query);
        context.Response.Headers.CacheControl = "no-store";
        if (WasAskedJustNow(request.Query[Asked]))
            return Page.Of<NoCookiesPage>(new { Again = request.Path == Path ? "/" : address }, StatusCodes.Status403Forbidden);
        context.Response.Cookies.Append(
            Given,
            "1",
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = request.IsHttps,
            }
        );
        return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(address, Asked, seal.Protect("1", Fresh)));
    }

    private bool WasAskedJustNow(string? asked)
    {
        try
        {
            return asked is { Length: > 0 } && seal.Unprotect(asked).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
