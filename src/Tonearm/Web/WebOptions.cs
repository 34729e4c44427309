using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Tonearm.Web;

/// <summary>Where people find us, and whose word about that we take.</summary>
internal sealed class WebOptions : IValidatableObject
{
    public const string Section = "Web";

    /// <summary>The address people type, such as <c>https://tonearm.example.org</c>. Without it, the address a request came to.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Addresses or networks of our reverse proxies, separated by commas: <c>127.0.0.1, 10.0.0.0/8</c>.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>
    /// Whether the trusted proxies set <c>X-Forwarded-Host</c> themselves. Most pass on what a client sent, so without this it is dropped.
    /// </summary>
    public bool ForwardedHost { get; set; }

    private string[] Proxies => TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Trust(ForwardedHeadersOptions forwarded)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        forwarded.ForwardedHeaders = ForwardedHeaders.None;
        // As many as are trusted, one behind the other; the first that is not is where somebody comes from.
        forwarded.ForwardLimit = null;
        foreach (var proxy in Proxies)
        {
            forwarded.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor
                | ForwardedHeaders.XForwardedProto
                | (ForwardedHost ? ForwardedHeaders.XForwardedHost : ForwardedHeaders.None);
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
                forwarded.KnownIPNetworks.Add(network);
            else
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in Proxies.Where(proxy => !System.Net.IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)))
            yield return new($"Web:TrustedProxies has '{proxy}', which is neither an address (127.0.0.1) nor a network (10.0.0.0/8).");
        if (PublicUrl is { AbsolutePath.Length: > 1 })
            yield return new(
                $"Web:PublicUrl is '{PublicUrl}', and nothing may follow the name: write {PublicUrl.GetLeftPart(UriPartial.Authority)}."
            );
    }
}
