using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tonearm.TestHouse;

/// <summary>A real nginx with a folder of its own, run by whoever runs the tests, with a certificate made for it.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly string folder;

    private Nginx(Process process, string folder, X509Certificate2 certificate) =>
        (this.process, this.folder, Certificate) = (process, folder, certificate);

    public X509Certificate2 Certificate { get; }

    /// <summary>Where the program lies; null where there is none.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(["/usr/sbin", "/usr/local/sbin", Environment.GetEnvironmentVariable("TONEARM_NGINX") ?? ""])
            .Select(each => Path.Combine(each, "nginx"))
            .FirstOrDefault(File.Exists);

    /// <param name="name">The https name that it answers to.</param>
    /// <param name="port">Where it listens on the loopback.</param>
    /// <param name="site">What stands in its <c>http</c> block, given its certificate's and key's files.</param>
    public static async Task<Nginx> Start(string name, int port, Func<string, string, string> site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        var place = Directory.CreateTempSubdirectory("tonearm-tests-nginx-").FullName;
        var (certificate, key, conf) = (
            Path.Combine(place, "certificate.pem"),
            Path.Combine(place, "key.pem"),
            Path.Combine(place, "nginx.conf")
        );
        var made = Make(name);
        await File.WriteAllTextAsync(certificate, made.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(key, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), cancellationToken);
        await File.WriteAllTextAsync(
            conf,
            $$"""
            daemon off;
            master_process off;
            pid {{place}}/nginx.pid;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{place}}/body;
              proxy_temp_path {{place}}/proxy;
              fastcgi_temp_path {{place}}/fastcgi;
              uwsgi_temp_path {{place}}/uwsgi;
              scgi_temp_path {{place}}/scgi;
              {{site(certificate, key)}}
            }
            """,
            cancellationToken
        );
        var said = new StringBuilder();
        var program = new Process
        {
            StartInfo = new(Program!, ["-e", "stderr", "-p", place, "-c", conf]) { UseShellExecute = false, RedirectStandardError = true },
        };
        program.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        program.Start();
        program.BeginErrorReadLine();
        var nginx = new Nginx(program, place, made);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await Listens(port, patience.Token))
        {
            if (!program.HasExited && !patience.IsCancellationRequested)
                continue;
            await nginx.DisposeAsync();
            throw new InvalidOperationException($"nginx does not listen: {said}");
        }

        return nginx;
    }

    /// <summary>A port of the loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> Listens(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            return false;
        }
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
