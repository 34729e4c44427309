using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tonearm.Sandbox.Names;

/// <summary>A certificate for Spotify's host names, made anew at each start and good for a day. Its key never leaves the process.</summary>
internal static class NameCertificate
{
    /// <summary>Lets the server answer on https addresses, if the options have a place for the certificate.</summary>
    public static void UseSpotifyNames(this IWebHostBuilder host, SandboxOptions options)
    {
        if (options.CertificateFile is not { Length: > 0 } file)
            return;
        var certificate = Make(file);
        host.UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
    }

    /// <param name="file">Gets the certificate without its key, as PEM, for whoever shall trust it.</param>
    private static X509Certificate2 Make(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sandbox in place of Spotify", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in SpotifyNames.All)
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return certificate;
    }
}
