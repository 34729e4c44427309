using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tonearm.TestHouse;

/// <summary>
/// Spotify's own host names, answered over TLS by a Sandbox on this machine, for processes that are started inside: they have a file of
/// host names of their own, in a mount namespace, and trust the Sandbox's certificate. Nothing of the program is told about it.
/// </summary>
public sealed class NamedSpotify : IAsyncDisposable
{
    private static readonly string[] Names =
    [
        "accounts.spotify.com",
        "api.spotify.com",
        "i.scdn.co",
        "mosaic.scdn.co",
        "image-cdn-ak.spotifycdn.com",
        "image-cdn-fa.spotifycdn.com",
    ];

    private readonly string folder;
    private readonly string address;

    private NamedSpotify(string folder, string address) => (this.folder, this.address) = (folder, address);

    /// <summary>Port 443, and another file in the place of /etc/hosts.</summary>
    public static bool IsPossible => Environment.IsPrivilegedProcess;

    public const string WhyNot = "Only root can answer under other people's host names, for the processes inside alone.";

    public SandboxProcess Sandbox { get; private set; } = null!;

    /// <summary>Goes before a command that is to run inside.</summary>
    public IReadOnlyList<string> Inside =>
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"", Hosts];

    /// <summary>What a process inside has to have in its environment; without it, it trusts nobody who answers there.</summary>
    public (string Name, string Value) Trust => ("SSL_CERT_FILE", Certificate);

    /// <summary>The same two things for Chromium, which has its own ways.</summary>
    public IReadOnlyList<string> ForChromium
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(Certificate);
            var key = Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
            return
            [
                $"--host-resolver-rules={string.Join(", ", Names.Select(name => $"MAP {name} {address}"))}",
                $"--ignore-certificate-errors-spki-list={key}",
            ];
        }
    }

    private string Hosts => Path.Combine(folder, "hosts");

    private string Certificate => Path.Combine(folder, "certificate.pem");

    /// <param name="leadNowhere">The names lead to an address at which nobody listens.</param>
    public static async Task<NamedSpotify> Start(CancellationToken cancellationToken, bool leadNowhere = false)
    {
        // Each has an address of the loopback of its own, so that several can be there at once.
        var spotify = new NamedSpotify(
            TestFolder.New(),
            $"127.{RandomNumberGenerator.GetInt32(64, 255)}.{RandomNumberGenerator.GetInt32(255)}.{RandomNumberGenerator.GetInt32(1, 255)}"
        );
        var leadTo = leadNowhere ? "127.0.0.254" : spotify.address;
        await File.WriteAllTextAsync(
            spotify.Hosts,
            $"127.0.0.1 localhost\n{string.Join('\n', Names.Select(name => $"{leadTo} {name}"))}\n",
            cancellationToken
        );
        spotify.Sandbox = await SandboxProcess.Start(
            cancellationToken,
            ("urls", $"http://127.0.0.1:0;https://{spotify.address}:443"),
            ("Sandbox:CertificateFile", spotify.Certificate)
        );
        return spotify;
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
