using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace Tonearm.Web;

/// <summary>
/// The bundled styles and scripts. They are resources of the assembly (see <c>Bundle.targets</c>), kept in memory, compressed once. Their names
/// carry a hash of their content, so a browser asks for each only once.
/// </summary>
internal sealed partial class Bundle
{
    private const string Prefix = "app/";

    private readonly Dictionary<string, string> addresses = [];
    private readonly Dictionary<string, Asset> files = [];

    public Bundle()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = resource[Prefix.Length..];
            addresses[Hash().Replace(file, "")] = $"/{resource}";
            files[file] = Asset.Read(assembly, resource);
        }
    }

    /// <summary>The address of a bundled file, such as <c>house.css</c>.</summary>
    public string this[string name] => addresses[name];

    public string? Find(string name) => addresses.GetValueOrDefault(name);

    public IResult Answer(string file, HttpContext context)
    {
        if (!files.TryGetValue(file, out var asset))
            return TypedResults.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        // Pictures are packed as they are.
        if (asset.Brotli.Length >= asset.Plain.Length || !context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return TypedResults.Bytes(asset.Plain, asset.ContentType);

        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType);
    }

    [GeneratedRegex(@"-[A-Z0-9]{8}(?=\.\w+$)", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    private sealed record Asset(string ContentType, byte[] Plain, byte[] Brotli)
    {
        public static Asset Read(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var plain = new byte[stream.Length];
            stream.ReadExactly(plain);

            using var brotli = new MemoryStream();
            using (var encoder = new BrotliStream(brotli, CompressionLevel.SmallestSize))
                encoder.Write(plain);

            return new(TypeOf(Path.GetExtension(resource)), plain, brotli.ToArray());
        }

        private static string TypeOf(string extension) => extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => "application/octet-stream",
        };
    }
}

internal static class BundleEndpoints
{
    public static void MapBundle(this WebApplication app)
    {
        app.MapGet("/app/{file}", (string file, Bundle bundle, HttpContext context) => bundle.Answer(file, context));
        // Browsers ask for this name unasked.
        app.MapGet("/favicon.ico", (Bundle bundle) => TypedResults.LocalRedirect(bundle["favicon.svg"]));
    }
}
