using System.Net;
using System.Net.Sockets;

namespace Tonearm.Web;

/// <summary>
/// What counts as one address: an IPv4 address, or the /64 that an IPv6 household gets to number its devices in. Who holds more than that
/// holds a /56 or a /48, so those count, too.
/// </summary>
internal static class AddressBlocks
{
    private static readonly int[] PrefixBytes = [8, 7, 6];

    /// <summary>The smallest block first.</summary>
    /// <param name="address">As the connection has it; a trusted proxy's word has been taken before (<c>Web:TrustedProxies</c>).</param>
    public static string[] Of(IPAddress? address)
    {
        if (address is null)
            return [""];
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? [.. PrefixBytes.Select(bytes => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, bytes)))]
            : [address.ToString()];
    }
}
