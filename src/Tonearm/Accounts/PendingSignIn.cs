using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>What somebody signs in for.</summary>
public enum Product
{
    Guard,
    Party,
}

internal static class Products
{
    /// <summary>As it stands in addresses.</summary>
    public static string Name(this Product product) => product == Product.Party ? "party" : "guard";

    /// <summary>Where it begins.</summary>
    public static string Page(this Product product) => $"/{product.Name()}";
}

/// <summary>A sign-in on its way to Spotify and back.</summary>
/// <param name="Linking">One more account for the owner who is signed in.</param>
/// <param name="Extra">Scopes beyond the product's: what the account had agreed to before.</param>
/// <param name="Keeps">What a product needs only for <see cref="Accounts.Scopes.Keep"/> is asked for, too.</param>
/// <param name="Choose">Spotify's dialog is shown, where a person can say that they are somebody else.</param>
/// <param name="Loan">The account is lent for one thing, and signs nobody in.</param>
/// <param name="Again">This is the second trip, for the sake of <paramref name="Extra"/>.</param>
internal sealed record Begun(
    Product For,
    string? ReturnUrl,
    bool Linking,
    bool Choose = false,
    string Extra = "",
    bool Again = false,
    string State = "",
    string Verifier = "",
    bool Keeps = false,
    Loan? Loan = null
)
{
    /// <summary>As <see cref="Keeps"/> stands in addresses.</summary>
    public const string More = "keep";

    /// <summary>What is asked of the person.</summary>
    public IReadOnlyCollection<string> Scopes =>
        Loan is not null
            ? Accounts.Scopes.Along
            :
            [
                .. (For == Product.Party ? Accounts.Scopes.Party : Accounts.Scopes.Guard)
                    .Union(Extra.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Union(Keeps ? Accounts.Scopes.Keep : []),
            ];

    /// <summary>What the person has agreed to. An answer that says nothing of it means all that was asked for (RFC 6749, 5.1).</summary>
    public string Agreed(Tokens tokens) => string.IsNullOrWhiteSpace(tokens.Scope) ? string.Join(' ', Scopes) : tokens.Scope;

    /// <summary>Where it can be begun anew.</summary>
    public string Address =>
        Loan?.Address
        ?? QueryHelpers.AddQueryString(
            Linking ? "/accounts/link" : "/signin",
            new Dictionary<string, string?>
            {
                ["for"] = For.Name(),
                ["more"] = Keeps ? More : null,
                ["returnUrl"] = ReturnUrl,
            }
        );
}

/// <summary>Remembers a sign-in in an encrypted cookie of ten minutes, so that only the browser that began it can end it.</summary>
internal sealed class PendingSignIn(TokenEndpoint endpoint, IDataProtectionProvider protection, PublicAddress address)
{
    private const string Cookie = "tonearm-signin";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("Tonearm.Accounts.SignIn")
        .ToTimeLimitedDataProtector();

    /// <summary>The redirect address, to be registered with Spotify to the letter; null where Spotify would not take it.</summary>
    public string? RedirectUri(HttpContext context) =>
        address.ForSpotify(context.Request) is { } ours ? ours + SignInEndpoints.RedirectPath : null;

    /// <returns>Null when nobody can sign in at the address that this request came to.</returns>
    public IResult? SendToSpotify(HttpContext context, Begun begun)
    {
        if (RedirectUri(context) is not { } redirect)
            return null;
        begun = begun with { State = Random(), Verifier = Random() };
        context.Response.Cookies.Append(
            Cookie,
            protector.Protect(JsonSerializer.Serialize(begun), Patience),
            SignInCookies.Options(context, Patience)
        );
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier)));
        return TypedResults.Redirect(
            endpoint.AuthorizeAddress(redirect, begun.State, challenge, begun.Scopes, showDialog: begun is { Choose: true, Again: false })
        );
    }

    /// <summary>The sign-in that this browser began with this state, once.</summary>
    public Begun? Take(HttpContext context, string? state)
    {
        if (context.Request.Cookies[Cookie] is not { } closed)
            return null;
        context.Response.Cookies.Delete(Cookie, SignInCookies.Options(context, Patience));
        try
        {
            return
                JsonSerializer.Deserialize<Begun>(protector.Unprotect(closed)) is { } begun
                && state is not null
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun.State), Encoding.UTF8.GetBytes(state))
                ? begun
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}
