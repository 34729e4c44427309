using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Party.Screens;

/// <summary>Which television this is, for a year. It is no guest's cookie and gives no guest's rights.</summary>
internal sealed class ScreenCookie(IDataProtectionProvider protection)
{
    public const string Name = "tonearm-screen";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Party.Screen");

    public Guid? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 512 } sealedId)
            return null;
        try
        {
            return protector.Unprotect(WebEncoders.Base64UrlDecode(sealedId)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A new id where there is none yet; the year begins again.</summary>
    public void Issue(HttpContext context) =>
        context.Response.Cookies.Append(
            Name,
            WebEncoders.Base64UrlEncode(protector.Protect((Read(context) ?? Guid.CreateVersion7()).ToByteArray())),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = Lasts,
                IsEssential = true,
                Path = "/",
            }
        );
}
