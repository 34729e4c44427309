using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Party.Joining;

/// <summary>A guest is a device: this cookie says which, for a year, and nobody can make one up.</summary>
internal sealed class GuestCookie(IDataProtectionProvider protection)
{
    public const string Name = "tonearm-guest";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Party.Guest");

    public Guid? Read(HttpContext context)
    {
        if (context.Items[this] is Guid issued) return issued;
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 512 } sealedId) return null;
        try
        {
            return protector.Unprotect(WebEncoders.Base64UrlDecode(sealedId)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The device's id, a new one if it has none; the year begins again.</summary>
    public Guid ReadOrIssue(HttpContext context)
    {
        var guest = Read(context) ?? Guid.CreateVersion7();
        if (context.Items.TryAdd(this, guest))
        {
            context.Response.Cookies.Append(Name, WebEncoders.Base64UrlEncode(protector.Protect(guest.ToByteArray())), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = Lasts,
                IsEssential = true,
                Path = "/",
            });
        }

        return guest;
    }
}
