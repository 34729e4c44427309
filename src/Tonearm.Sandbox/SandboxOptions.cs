using System.ComponentModel.DataAnnotations;

namespace Tonearm.Sandbox;

/// <summary>Where a Sandbox listens, keeps its world, and which time it has. Read from <c>Sandbox:…</c> and <c>DataFolder</c>.</summary>
public sealed class SandboxOptions : IValidatableObject
{
    /// <summary>Calls that the conditions <c>demo</c> grant to each endpoint family in a rolling day.</summary>
    public const int DemoQuota = 10_000;

    /// <summary>Port 0 takes a free one; <see cref="SandboxHost.Url"/> says which.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5081";

    /// <summary>
    /// With it, <see cref="Url"/> may have <c>https</c> addresses, which answer under Spotify's own host names. The certificate for them is
    /// written to this file, to be trusted by the client that is led there.
    /// </summary>
    public string? CertificateFile { get; set; }

    /// <summary>The world is kept in <c>sandbox</c> below it; without one it lives in memory.</summary>
    public string? DataFolder { get; set; }

    /// <summary>A real instant from which time runs at <see cref="ClockSpeed"/>; processes that share both share the clock.</summary>
    public DateTimeOffset? ClockOrigin { get; set; }

    /// <summary>At 0 its time stands still, but for what somebody advances it by.</summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary><c>demo</c>: delays and limits as a visitor should meet them. <c>calm</c>: none, for tests that set their own.</summary>
    public string Conditions { get; set; } = "demo";

    /// <summary>The addresses registered for the app; none registered means every address of an allowed form is.</summary>
    public string[] RedirectUris { get; set; } = [];

    /// <summary>The app's secret; without one every secret is right.</summary>
    public string? ClientSecret { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var address in Url.Split(';'))
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https", PathAndQuery: "/" })
                yield return new($"Sandbox:Url has '{address}', which is no address to listen at: write http://127.0.0.1:5081.");
            else if (url.Scheme == "https" && CertificateFile is not { Length: > 0 })
                yield return new(
                    $"Sandbox:Url has '{address}': for https set Sandbox:CertificateFile to a file that its certificate is written to."
                );
        if (Conditions is not ("demo" or "calm"))
            yield return new($"Sandbox:Conditions is '{Conditions}': write demo or calm.");
    }

    public static SandboxOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
        options.DataFolder ??= configuration["DataFolder"];
        return options;
    }
}
