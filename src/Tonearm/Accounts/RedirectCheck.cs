using Tonearm.Web;

namespace Tonearm.Accounts;

/// <summary>
/// Which redirect address has to be registered at Spotify, and whether Spotify takes one of that form: https, or the number of the
/// loopback.
/// </summary>
internal static class RedirectCheck
{
    private const string What = "Redirect address";

    /// <param name="publicUrl">The setting.</param>
    /// <param name="listens">Where Tonearm listens.</param>
    public static CheckResult Of(Uri? publicUrl, IReadOnlyList<string> listens)
    {
        if (publicUrl is not null && PublicAddress.IsForSpotify(publicUrl))
            return Takes(publicUrl);
        var here = listens.Select(Local).OfType<Uri>().FirstOrDefault();
        return publicUrl switch
        {
            null when here is not null => Takes(here),
            not null when here is not null => Takes(here) with
            {
                Remedy =
                    $"Spotify takes no {publicUrl.GetLeftPart(UriPartial.Authority)}, so a host signs in on this very machine, at {here.GetLeftPart(UriPartial.Authority)}, and hands the party to a phone.",
            },
            _ => CheckResult.Missing(
                What,
                "Spotify takes only https, or http://127.0.0.1 on this very machine, and Tonearm has neither.",
                "Put it behind an https name and set Web:PublicUrl to that, or let it listen at http://127.0.0.1:5080 too."
            ),
        };
    }

    private static CheckResult Takes(Uri address) =>
        CheckResult.Good(
            What,
            $"Register {address.GetLeftPart(UriPartial.Authority)}{SignInEndpoints.RedirectPath} in the app, to the letter. Whether it is registered shows at the first sign-in."
        );

    private static Uri? Local(string listens)
    {
        var address = BindingAddress.Parse(listens);
        return address.Scheme == "http" && address.Host is "127.0.0.1" or "localhost" or "*" or "+" or "0.0.0.0" or "[::]"
                ? new($"http://127.0.0.1:{address.Port}")
            : address is { Scheme: "http", Host: "[::1]" } ? new($"http://[::1]:{address.Port}")
            : null;
    }
}
