using System.Net;
using System.Text.RegularExpressions;

namespace Tonearm.Bench;

/// <summary>What a phone loads to show a party, compressed as it travels: the page, its styles and scripts, all but artwork.</summary>
internal static partial class PageWeight
{
    private const double Festify = 258;

    public static async Task Measure(Uri app, Guid party, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = app,
        };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var page = await http.GetStringAsync(new Uri($"/party/{party}", UriKind.Relative));
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        var seen = new HashSet<string>([$"/party/{party}"]);
        var left = new Queue<string>([$"/party/{party}", .. Parts().Matches(page).Select(match => match.Groups[1].Value)]);
        var bytes = 0;
        while (left.TryDequeue(out var part))
        {
            bytes += (await http.GetByteArrayAsync(new Uri(part, UriKind.Relative))).Length;
            seen.Add(part);
        }

        Console.WriteLine(
            $"| a guest's page, all but artwork, compressed, in {seen.Count} parts | Festify: {Festify:N0} kB | {bytes / 1000.0:N1} kB | {Festify * 1000 / bytes:N0} × lighter |"
        );
    }

    [GeneratedRegex("(?:src|href)=\"(/app/[^\"]+\\.(?:css|js|svg))\"")]
    private static partial Regex Parts();
}
