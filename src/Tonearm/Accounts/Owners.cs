using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Tonearm.Accounts;

/// <summary>The signed-in owner. Their cookie holds an id and nothing else.</summary>
internal static class Owners
{
    public static ClaimsPrincipal Principal(Guid owner) =>
        new(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, owner.ToString())], CookieAuthenticationDefaults.AuthenticationScheme)
        );

    /// <summary>The owner behind a request; only for addresses that require one.</summary>
    public static Guid Owner(this ClaimsPrincipal user) =>
        user.OwnerOrNull() ?? throw new InvalidOperationException("This address must require a signed-in owner");

    public static Guid? OwnerOrNull(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var owner) ? owner : null;
}
