using System.Net;
using System.Net.Sockets;

namespace Tonearm.Party.Joining;

/// <summary>Who counts as one address: an IPv4 address, or the /64 that an IPv6 household gets to number its devices in.</summary>
internal static class AddressBlock
{
    /// <param name="address">As the connection has it; a trusted proxy's word has been taken before (<c>Web:TrustedProxies</c>).</param>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
