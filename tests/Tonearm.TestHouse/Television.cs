using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Tonearm.Party.Screens;

namespace Tonearm.TestHouse;

/// <summary>The browser of a television: its cookie, what its page asks, and its line.</summary>
public sealed class Television : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly Uri home;

    public Television(TonearmApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        home = app.Address;
        http = Browser();
    }

    /// <summary>The same television at another node, or after it was switched off and on.</summary>
    public Television(TonearmApp app, Television before)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(before);
        home = app.Address;
        foreach (Cookie cookie in before.cookies.GetAllCookies())
            cookies.Add(home, new Cookie(cookie.Name, cookie.Value));
        http = Browser();
    }

    /// <summary>A new one that shows its page.</summary>
    public static async Task<Television> On(TonearmApp app)
    {
        var television = new Television(app);
        using var page = await television.Get("/screen");
        page.EnsureSuccessStatusCode();
        return television;
    }

    public CookieCollection Cookies => cookies.GetAllCookies();

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null) =>
        http.SendAsync(new(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) });

    /// <summary>Says that it is there.</summary>
    public async Task<ScreenAnswer> Asks()
    {
        using var answer = await http.PostAsync(new Uri("/api/screen", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ScreenAnswer>())!;
    }

    /// <summary>Opens its line, as its page does once it shows a party.</summary>
    public async Task<OpenPage> Open(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(new UriBuilder(new Uri(home, "/api/screen/live")) { Scheme = "ws" }.Uri, cancellationToken);
        return new(socket);
    }

    public void Dispose() => http.Dispose();

    private HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = home };
}
