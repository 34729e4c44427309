using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Tonearm.Guard.Notifications;

/// <summary>
/// Opens connections to public addresses only, unless <c>Notify:AllowPrivate</c>: an owner of an account must not reach through us what
/// stands beside us. It is the address that is looked at, when it is connected to, so a name that leads elsewhere later does not help.
/// </summary>
internal sealed class PublicConnections(IOptions<NotifyOptions> options)
{
    /// <summary>Whatever is not for everybody, by the registries of special addresses (RFC 6890).</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/32",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public bool AllowsPrivate => options.Value.AllowPrivate;

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.Contains(plain));
    }

    /// <exception cref="PrivateAddressException">It leads nowhere else. Who opens a connection for another can only say so.</exception>
    public async ValueTask<Stream> Open(string host, int port, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        IPAddress[] allowed = AllowsPrivate ? addresses : [.. addresses.Where(IsPublic)];
        if (allowed.Length == 0 && addresses.Length > 0)
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address of a private network, to which nothing is sent.</summary>
internal sealed class PrivateAddressException() : IOException("The address belongs to a private network");
