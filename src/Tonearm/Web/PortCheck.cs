using System.Net;
using System.Net.Sockets;

namespace Tonearm.Web;

/// <summary>Whether the addresses that Tonearm is to listen at are free.</summary>
internal static class PortCheck
{
    public static IEnumerable<CheckResult> Of(IEnumerable<string> addresses) => addresses.Select(Of);

    private static CheckResult Of(string address)
    {
        var wanted = BindingAddress.Parse(address);
        var host =
            wanted.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(wanted.Host.Trim('[', ']'), out var ip) ? ip
            : IPAddress.IPv6Any;
        try
        {
            using var trial = new TcpListener(host, wanted.Port);
            trial.Start();
            return CheckResult.Good("Address", $"{address} is free.");
        }
        catch (SocketException exception)
        {
            var why = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is in use by another program, or Tonearm runs already",
                SocketError.AccessDenied => "is closed to ordinary users, as all ports below 1024 are",
                SocketError.AddressNotAvailable => "is not an address of this machine",
                _ => $"cannot be used ({exception.Message})",
            };
            return CheckResult.Missing("Address", $"{address} {why}.", "Choose another with --urls.");
        }
    }
}
