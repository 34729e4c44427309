using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tonearm.Sandbox.Tests.Guests;

/// <summary>A site with a party, as guests need it: a cookie for each phone, joining by the code, a snapshot, likes.</summary>
internal sealed class PartySite : IAsyncDisposable
{
    public const string Code = "123456";

    private readonly WebApplication app;
    private readonly Channel<Like> likes = Channel.CreateUnbounded<Like>();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int told;

    private PartySite(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public ConcurrentDictionary<string, string> Phones { get; } = new(StringComparer.Ordinal);

    /// <summary>Phones with the page open, as a line to the site tells.</summary>
    public ConcurrentDictionary<string, string> Open { get; } = new(StringComparer.Ordinal);

    public string Phase { get; set; } = "live";

    public static async Task<PartySite> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var site = new PartySite(web);
        web.UseWebSockets();
        web.Run(site.Answer);
        await web.StartAsync(cancellation);
        return site;
    }

    public ValueTask<Like> NextLike(CancellationToken cancellation) => likes.Reader.ReadAsync(cancellation);

    /// <summary>Ends the party; done when so many guests have been told.</summary>
    public Task End(int guests)
    {
        told = guests;
        Phase = "ended";
        return over.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static object Entry(string id) => new { track = new { id }, likes = 0 };

    private async Task Answer(HttpContext http)
    {
        var phone = http.Request.Cookies["phone"];
        switch (http.Request.Method, http.Request.Path.Value!.Split('/')[1..])
        {
            case ("GET", [""]):
                http.Response.Cookies.Append("phone", Guid.NewGuid().ToString());
                return;
            case ("POST", ["api", "join"]):
                var sent = await JsonNode.ParseAsync(http.Request.Body);
                if (sent!["code"]!.GetValue<string>() != Code || phone is null)
                {
                    http.Response.StatusCode = 404;
                    return;
                }

                Phones[phone] = "in";
                await http.Response.WriteAsJsonAsync(new { id = "the party" });
                return;
            case ("GET", ["api", "parties", "the party"]):
                await http.Response.WriteAsJsonAsync(
                    new
                    {
                        round = 7,
                        phase = Phase,
                        ballot = new[] { Entry("one"), Entry("two") },
                    }
                );
                if (Phase == "ended" && Interlocked.Decrement(ref told) == 0)
                    over.TrySetResult();
                return;
            case ("GET", ["api", "parties", "the party", "live"]) when http.WebSockets.IsWebSocketRequest && phone is not null:
                using (var line = await http.WebSockets.AcceptWebSocketAsync())
                {
                    Open[phone] = "open";
                    await line.ReceiveAsync(new byte[1], http.RequestAborted);
                }

                return;
            case ("PUT", ["api", "parties", "the party", "rounds", var round, "likes", var track]):
                var n = (await JsonNode.ParseAsync(http.Request.Body))!["n"]!.GetValue<int>();
                await likes.Writer.WriteAsync(new Like(phone!, round, track, n));
                http.Response.StatusCode = 204;
                return;
            default:
                http.Response.StatusCode = 400;
                return;
        }
    }
}

internal sealed record Like(string Phone, string Round, string Track, int N);
