using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace Tonearm.Web;

/// <summary>
/// The bundled styles and scripts. They are resources of the assembly (see <c>Bundle.targets</c>), kept in memory, packed when they were
/// built. Their names carry a hash of their content, so a browser asks for each only once.
/// </summary>
internal sealed partial class Bundle
{
    private const string Prefix = "app/";
    private const string Packed = ".br";

    private readonly Dictionary<string, string> addresses = [];
    private readonly Dictionary<string, Asset> files = [];

    public Bundle()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(Packed, StringComparison.Ordinal))
        )
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
        if (asset.Brotli is null || !context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return TypedResults.Bytes(asset.Plain, asset.ContentType);

        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType);
    }

    [GeneratedRegex(@"-[A-Z0-9]{8}(?=\.\w+$)", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    /// <param name="Brotli">Null for what is packed as it is, as pictures are.</param>
    private sealed record Asset(string ContentType, byte[] Plain, byte[]? Brotli)
    {
        public static Asset Read(Assembly assembly, string resource) =>
            new(TypeOf(Path.GetExtension(resource)), Bytes(assembly, resource)!, Bytes(assembly, resource + Packed));

        private static byte[]? Bytes(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource);
            if (stream is null)
                return null;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }

        private static string TypeOf(string extension) =>
            extension switch
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
