using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tonearm.TestHouse;

/// <summary>One certificate for the key rings of a run: making one takes longer than many a test.</summary>
public static class TestCertificate
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>A PEM file with its key.</summary>
    public static string File => Made.Value;

    private static string Make()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tonearm-tests-{Environment.ProcessId}.pem");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Tonearm tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        System.IO.File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(file);
        return file;
    }
}
