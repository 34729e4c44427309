using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Web;

namespace Tonearm.Party.Screens;

/// <summary>Brings a party to a television by the code it shows, typed or scanned; what fails is counted.</summary>
internal sealed class Pairing(ScreenStore store, ScreenLimits limits, GuestCookie cookie)
{
    public const string Over = "This party is over.";

    /// <summary>Whoever asks has been found to be the party's host.</summary>
    /// <returns>Why it does not show there; null when it does.</returns>
    public async Task<PairingRefused?> Pair(HttpContext context, Guid party, string code, CancellationToken cancellation)
    {
        var host = context.User.OwnerOrNull() ?? cookie.Read(context) ?? Guid.Empty;
        var address = AddressBlocks.Of(context.Connection.RemoteIpAddress);
        if (limits.Wait(host, address) is { } wait)
            return new(StatusCodes.Status429TooManyRequests, "That were many wrong codes. Wait {0}.", wait);
        switch (await store.Pair(party, code, cancellation))
        {
            case Paired.Over:
                return new(StatusCodes.Status409Conflict, Over);
            case Paired.TooMany:
                return new(
                    StatusCodes.Status409Conflict,
                    $"{ScreenRules.MostOfParty} televisions show this party already. Take one off first."
                );
            case Paired.UnknownCode:
                limits.Failed(host, address);
                return new(
                    StatusCodes.Status404NotFound,
                    "No television shows this code. It changes every ten minutes: have another look at the television."
                );
            default:
                return null;
        }
    }
}

/// <param name="Sentence">With a place for the time to wait, where there is one.</param>
internal sealed record PairingRefused(int Status, string Sentence, TimeSpan? Wait = null);
