using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Tonearm.Web;

public enum Tone
{
    Good,
    Care,
    Bad,
}

/// <summary>The form that takes back what a notice tells.</summary>
/// <param name="Action">A local address.</param>
/// <param name="Name">Of the one value that it sends.</param>
internal sealed record Undo(string Action, string Name, string Value);

/// <summary>One sentence for the page that follows a form, kept in a cookie until that page has shown it.</summary>
internal sealed class Flash(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "tonearm-flash";

    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Web.Flash");

    internal sealed record Notice(Tone Tone, string Text, Undo? Undo = null);

    public void Say(Tone tone, string text, Undo? undo = null) =>
        Context.Response.Cookies.Append(
            Cookie,
            protector.Protect(JsonSerializer.Serialize(new Notice(tone, text, undo))),
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Context.Request.IsHttps,
                MaxAge = TimeSpan.FromMinutes(1),
            }
        );

    public Notice? Take()
    {
        if (Context.Request.Cookies[Cookie] is not { } sealedText)
            return null;

        Context.Response.Cookies.Delete(Cookie);
        try
        {
            return JsonSerializer.Deserialize<Notice>(protector.Unprotect(sealedText));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Sealed with a key that is gone: nothing to show, nothing lost.
            return null;
        }
    }

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("A flash notice needs a request.");
}
