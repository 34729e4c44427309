using System.Text;
using QRCoder;

namespace Tonearm.Party.Pages;

/// <summary>An address as a picture for cameras: dark on light with its quiet zone, whatever the page's colours are.</summary>
internal static class QrCode
{
    public static IResult Answer(string address) => TypedResults.Text(Svg(address), "image/svg+xml");

    public static string Svg(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; )
            {
                var width = 0;
                while (x + width < rows[y].Count && rows[y][x + width])
                    width++;
                if (width > 0)
                    path.Append(FormattableString.Invariant($"M{x} {y}h{width}v1h-{width}z"));
                x += Math.Max(1, width);
            }
        }

        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""";
    }
}
