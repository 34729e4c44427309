using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tonearm.Accounts;

/// <summary>Encrypts tokens for the database, with keys that the database alone does not open.</summary>
internal sealed class TokenProtector(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Tonearm.Accounts.Tokens");

    public string Protect(string token) => protector.Protect(token);

    /// <summary>Null when it was protected with keys we do not have: the certificate was lost or changed.</summary>
    public string? Unprotect(string? protectedToken)
    {
        try
        {
            return protectedToken is null ? null : protector.Unprotect(protectedToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
