using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Tonearm.Web;

/// <summary>Where people find us, and whose word about that we take.</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>The address people type, such as <c>https://tonearm.example.org</c>. Without it, the address a request came to.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Addresses or networks of our reverse proxies, separated by commas: <c>127.0.0.1, 10.0.0.0/8</c>.</summary>
    public string TrustedProxies { get; set; } = "";

    public void Trust(ForwardedHeadersOptions forwarded)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        forwarded.ForwardedHeaders = ForwardedHeaders.None;
        // As many as are trusted, one behind the other; the first that is not is where somebody comes from.
        forwarded.ForwardLimit = null;
        foreach (var proxy in TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
                forwarded.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else
                throw new InvalidOperationException(
                    $"Web:TrustedProxies has '{proxy}', which is neither an address (127.0.0.1) nor a network (10.0.0.0/8).");
        }
    }
}
