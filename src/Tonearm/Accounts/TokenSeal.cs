using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tonearm.Accounts;

/// <summary>Encrypts tokens for the database, with keys that the database alone does not open.</summary>
internal sealed class TokenSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Accounts.Tokens");

    public string Close(string token) => protector.Protect(token);

    /// <summary>Null when it was closed with keys we do not have: the certificate was lost or changed.</summary>
    public string? Open(string? sealedToken)
    {
        try
        {
            return sealedToken is null ? null : protector.Unprotect(sealedToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
