using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;

namespace Tonearm.BrowserTests;

/// <summary>What a browser finds wrong with pages: errors and warnings in its console, and scripts that throw.</summary>
public sealed class Complaints
{
    private readonly ConcurrentQueue<string> heard = [];
    private readonly List<string> expected = [];

    public IReadOnlyList<string> All => [.. heard.Where(each => !expected.Exists(words => each.Contains(words, StringComparison.Ordinal)))];

    /// <summary>Answers of this kind are meant; the browser complains of them all the same.</summary>
    public void Expect(HttpStatusCode status) => expected.Add($"status of {(int)status}");

    public void ExpectNoNetwork() => expected.AddRange(["net::ERR_", "WebSocket connection to"]);

    public void Hear(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        page.PageError += (_, error) => heard.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                heard.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
        };
    }
}
