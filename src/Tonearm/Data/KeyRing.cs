using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Data Protection's keys, in PostgreSQL so that all nodes share them, and encrypted with a certificate that is not in PostgreSQL,
/// so that a stolen dump opens nothing.
/// </summary>
internal sealed class KeyRing(NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return [.. connection.Query<string>("select xml from key_ring order by name").Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        connection.Execute(
            "insert into key_ring (name, xml) values (@friendlyName, @xml) on conflict (name) do update set xml = @xml",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }
        );
    }
}

internal static class KeyRingSetup
{
    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var certificate = KeyRingCertificate.Open(configuration);
        services.AddDataProtection().SetApplicationName("Tonearm").ProtectKeysWithCertificate(certificate);
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<NpgsqlDataSource>((options, database) => options.XmlRepository = new KeyRing(database));
    }
}

/// <summary>
/// The certificate that encrypts the key ring: the file named by <c>Secrets:Certificate</c> (PKCS#12 without a password, or PEM with
/// its key), else <c>DataFolder/tonearm.pfx</c>, made at first start and readable by its owner only.
/// </summary>
internal static class KeyRingCertificate
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static X509Certificate2 Open(IConfiguration configuration)
    {
        var file = FileOf(configuration, out var isOurs);
        if (isOurs && !File.Exists(file))
            Make(file);
        return Load(file);
    }

    /// <param name="isOurs">Nobody has named one, so Tonearm makes it.</param>
    public static string FileOf(IConfiguration configuration, out bool isOurs)
    {
        var given = configuration.GetSection("Secrets").Get<SecretsOptions>()?.Certificate;
        isOurs = given is not { Length: > 0 };
        return isOurs ? Path.Combine(DataFolder.PathOf(configuration), "tonearm.pfx") : given!;
    }

    /// <exception cref="StartException">It cannot be read, or has no key.</exception>
    public static X509Certificate2 Load(string file)
    {
        try
        {
            var certificate =
                X509Certificate2.GetCertContentType(file) == X509ContentType.Pfx
                    ? X509CertificateLoader.LoadPkcs12FromFile(file, password: null)
                    : X509Certificate2.CreateFromPemFile(file);
            return certificate.HasPrivateKey
                ? certificate
                : throw new StartException(
                    $"The certificate {file} has no private key, so it cannot open the key ring. Give one with its key in Secrets:Certificate."
                );
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The certificate {file} cannot be read ({exception.Message.TrimEnd('.')}). It encrypts the stored Spotify tokens; put the right file back, "
                    + "or, if it is lost, remove it and the key_ring table's rows, and link the accounts anew.",
                exception
            );
        }
    }

    private static void Make(string file)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Tonearm key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Data Protection only asks that the private key opens what the public key closed; the dates are never checked.
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // Made beside its place and moved there, so that a crash leaves no half a file; never overwrites another node's.
            var fresh = $"{file}.{Guid.NewGuid():N}";
            using (
                var stream = new FileStream(
                    fresh,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        UnixCreateMode = OwnerOnly,
                    }
                )
            )
                stream.Write(certificate.Export(X509ContentType.Pfx));
            try
            {
                File.Move(fresh, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(fresh);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"Tonearm cannot write {file} ({exception.Message.TrimEnd('.')}). Give it a folder of its own with DataFolder.",
                exception
            );
        }
    }
}
