namespace Tonearm.Data;

/// <summary>Whether the certificate that encrypts the key ring can be used, without making it.</summary>
internal static class CertificateCheck
{
    public static CheckResult Of(IConfiguration configuration, DateTimeOffset now)
    {
        var file = KeyRingCertificate.FileOf(configuration, out var isOurs);
        if (isOurs && !File.Exists(file))
            return CheckResult.Good("Certificate", $"{file} will be made at the first start.");
        try
        {
            using var certificate = KeyRingCertificate.Load(file);
            return CheckResult.Good(
                "Certificate",
                certificate.NotAfter.ToUniversalTime() > now.UtcDateTime
                    ? $"{file} can be read, with its key."
                    : $"{file} can be read, with its key. It ended on {certificate.NotAfter:d MMMM yyyy}, which does not matter here: only its key is used."
            );
        }
        catch (StartException exception)
        {
            return CheckResult.Missing("Certificate", exception.Message);
        }
    }
}
