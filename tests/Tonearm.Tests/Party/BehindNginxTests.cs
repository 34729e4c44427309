using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Party.Likes;
using Tonearm.Party.Pages;

namespace Tonearm.Tests.Party;

/// <summary>A public https name in front of us: the very configuration that docs/self-hosting.md gives, in a real nginx.</summary>
public sealed partial class BehindNginxTests(TestPostgres postgres, TestSandboxes sandboxes) : PartySlice(postgres, sandboxes)
{
    private const string Name = "tonearm.example.org";
    private readonly int port = Nginx.FreePort();

    private Uri Public => new($"https://{Name}:{port}");

    protected override (string Name, string? Value)[] Settings =>
        [.. base.Settings, ("Web:PublicUrl", $"https://{Name}:{port}"), ("Web:TrustedProxies", "127.0.0.1")];

    [Fact]
    public async Task A_host_signs_in_and_guests_join_and_vote_through_it()
    {
        Assert.SkipWhen(Nginx.Program is null, "There is no nginx here: ./test fetches one");
        await using var nginx = await Start();
        using var host = Browser(nginx, "127.0.0.1", out var hostCookies);
        using var guest = Browser(nginx, "127.0.0.7", out var guestCookies);

        await SignIn(host);
        var opened = await Answer<Snapshot>(host, "/api/parties", new NewParty(await Playlist(1200), await Phone()));
        using (var start = await host.PostAsync($"/api/parties/{opened.Id}/start", null, Cancel))
            Assert.Equal(HttpStatusCode.Accepted, start.StatusCode);
        await Settled();
        await Pass(TimeSpan.FromSeconds(2));
        await Answer<JoinAnswer>(guest, "/api/join", new JoinRequest(opened.Code));
        var key = await Answer<HostKeyLink>(host, $"/api/parties/{opened.Id}/keys", null);
        using var page = await Open(opened.Id, nginx, guestCookies);
        var shown = await page.Until(now => now.Phase == "live", Cancel);
        using (
            var like = await guest.PutAsJsonAsync(
                $"/api/parties/{opened.Id}/rounds/{shown.Round}/likes/{shown.Ballot[1].Track.Id}",
                new LikeRequest(1),
                Cancel
            )
        )
            Assert.Equal(HttpStatusCode.OK, like.StatusCode);
        shown = await page.Until(now => now.Ballot[1].Likes == 1, Cancel);

        Assert.StartsWith($"{Public}j/", shown.Link);
        Assert.StartsWith($"{Public}party/key/", key.Url);
        Assert.Equal(QrCode.Svg(shown.Link), await host.GetStringAsync($"/party/{opened.Id}/qr.svg", Cancel));
        Assert.All(
            hostCookies.GetAllCookies().Concat(guestCookies.GetAllCookies()),
            cookie => Assert.True(cookie.Secure && cookie.HttpOnly, cookie.Name)
        );
        Assert.Equal(
            ["tonearm-agreed", "tonearm-guest", "tonearm-owner"],
            hostCookies.GetAllCookies().Select(cookie => cookie.Name).Where(name => name != "tonearm-form").Order()
        );
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Limits_are_those_of_the_address_behind_it_whatever_that_claims()
    {
        Assert.SkipWhen(Nginx.Program is null, "There is no nginx here: ./test fetches one");
        await using var nginx = await Start();

        Assert.Equal(20, await Guesses("127.0.0.8", claims: false));
        Assert.Equal(0, await Guesses("127.0.0.8", claims: true));
        Assert.Equal(20, await Guesses("127.0.0.9", claims: true));

        async Task<int> Guesses(string from, bool claims)
        {
            var guesses = 0;
            for (var i = 0; i < 25; i++)
            {
                using var browser = Browser(nginx, from, out _);
                if (claims)
                    browser.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
                using var answer = await browser.PostAsJsonAsync("/api/join", new JoinRequest("000000"), Cancel);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    guesses++;
            }

            return guesses;
        }
    }

    private Task<Nginx> Start() =>
        Nginx.Start(
            Name,
            port,
            (certificate, key) =>
                Site()
                    .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal)
                    .Replace("listen 80", $"listen 127.0.0.3:{port}", StringComparison.Ordinal)
                    .Replace("listen [::]:80", $"listen 127.0.0.4:{port}", StringComparison.Ordinal)
                    .Replace("listen [::]:443 ssl", $"listen 127.0.0.2:{port} ssl", StringComparison.Ordinal)
                    .Replace($"/etc/letsencrypt/live/{Name}/fullchain.pem", certificate, StringComparison.Ordinal)
                    .Replace($"/etc/letsencrypt/live/{Name}/privkey.pem", key, StringComparison.Ordinal)
                    .Replace("127.0.0.1:5080", App.Address.Authority, StringComparison.Ordinal),
            Cancel
        );

    /// <summary>What people are told to paste.</summary>
    private static string Site()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tonearm.slnx")))
            folder = folder.Parent;
        return NginxBlock().Match(File.ReadAllText(Path.Combine(folder.FullName, "docs/self-hosting.md"))).Groups[1].Value;
    }

    private async Task SignIn(HttpClient browser)
    {
        using var begun = await browser.GetAsync("/signin?for=party", Cancel);
        Assert.Contains(
            Uri.EscapeDataString($"{Public}signin/spotify"),
            begun.Headers.Location!.OriginalString,
            StringComparison.OrdinalIgnoreCase
        );
        using var person = App.Visitor();
        using var back = await browser.GetAsync(await person.Agree(begun.Headers.Location!, Host), Cancel);
        Assert.Equal("/party", back.Headers.Location?.OriginalString);
    }

    /// <summary>A browser that reaches the name from an address of the loopback's.</summary>
    private HttpClient Browser(Nginx nginx, string from, out CookieContainer cookies)
    {
        var http = new HttpClient(Through(nginx, from, cookies = new())) { BaseAddress = Public };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return http;
    }

    private SocketsHttpHandler Through(Nginx nginx, string from, CookieContainer cookies) =>
        new()
        {
            AllowAutoRedirect = false,
            CookieContainer = cookies,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate!.GetCertHashString() == nginx.Certificate.GetCertHashString(),
            },
        };

    private async Task<OpenPage> Open(Guid party, Nginx nginx, CookieContainer cookies)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", $"https://{Name}:{port}");
        using var way = new HttpMessageInvoker(Through(nginx, "127.0.0.7", cookies), disposeHandler: false);
        await socket.ConnectAsync(new Uri($"wss://{Name}:{port}/api/parties/{party}/live"), way, Cancel);
        return new(socket);
    }

    private static async Task<T> Answer<T>(HttpClient browser, string path, object? body)
    {
        using var response = await browser.PostAsync(path, body is null ? null : JsonContent.Create(body, body.GetType()), Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<T>(Cancel))!;
    }

    [GeneratedRegex(@"```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();
}
