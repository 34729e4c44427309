using System.Net;

namespace Tonearm.Sandbox.Guests;

/// <summary>
/// Where a party is joined: the address of its site and its code. Only on this machine, so that nobody sends the guests elsewhere.
/// </summary>
internal sealed record PartyAddress(Uri Site, string Code)
{
    public static PartyAddress? Read(string? site, string? code, out string? problem)
    {
        problem =
            !Uri.TryCreate(site?.Trim(), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || !IsHere(address)
                ? "The address is http:// and this machine, such as http://127.0.0.1:5080."
            : code?.Any(char.IsAsciiDigit) is not true ? "The code is digits."
            : null;
        return problem is null
            ? new PartyAddress(new Uri(address!.GetLeftPart(UriPartial.Authority)), string.Concat(code!.Where(char.IsAsciiDigit)))
            : null;
    }

    private static bool IsHere(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
