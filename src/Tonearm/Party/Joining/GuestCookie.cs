using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Tonearm.Party.Joining;

/// <summary>A guest is a device: this cookie says which, for a year, and nobody can make one up.</summary>
internal sealed class GuestCookie(IDataProtectionProvider protection)
{
    public const string Name = "tonearm-guest";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);
    private const int Most = 5_000;
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Party.Guest");

    // Opening a cookie costs more than all else a like asks of us, and a guest sends the same one all evening. Known by its hash, which is
    // a tenth as large.
    private readonly ConcurrentDictionary<UInt128, Guid> opened = [];

    public Guid? Read(HttpContext context)
    {
        if (context.Items[this] is Guid issued)
            return issued;
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 512 } sealedId)
            return null;
        var hash = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(MemoryMarshal.AsBytes(sealedId.AsSpan())));
        if (opened.TryGetValue(hash, out var known))
            return known;
        try
        {
            if (protector.Unprotect(WebEncoders.Base64UrlDecode(sealedId)) is not { Length: 16 } id)
                return null;
            if (opened.Count >= Most)
                opened.Clear();
            return opened[hash] = new Guid(id);
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
            context.Response.Cookies.Append(
                Name,
                WebEncoders.Base64UrlEncode(protector.Protect(guest.ToByteArray())),
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

        return guest;
    }
}
