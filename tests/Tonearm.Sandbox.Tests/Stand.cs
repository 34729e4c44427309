using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests;

/// <summary>A Sandbox of its own for each test, on a clock that the test moves, and what a client of Spotify needs to talk to it.</summary>
public abstract class Stand : IAsyncLifetime
{
    public const string Everything =
        "playlist-read-private playlist-read-collaborative playlist-modify-public playlist-modify-private ugc-image-upload user-read-private";

    private SandboxHost? host;

    private protected StoppedClock Clock { get; } = new();

    private protected HttpClient Http { get; private set; } = null!;

    private protected string Url => host!.Url;

    private protected virtual SandboxOptions Options => new() { Url = "http://127.0.0.1:0", Conditions = "calm" };

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await SandboxHost.Start(Options, Clock, Cancel);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(host.Url) };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>A client with an access token of this person.</summary>
    private protected async Task<HttpClient> SignedIn(string person, string scopes = Everything)
    {
        var consent = await Control(
            HttpMethod.Post,
            $"/sandbox/people/{person}/consent",
            new { clientId = "tests", scopes = scopes.Split(' ') }
        );
        return With(consent["accessToken"]!.GetValue<string>());
    }

    private protected HttpClient With(string accessToken)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    private protected async Task<JsonNode> Control(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private protected Task<JsonNode> Conditions(object changed) => Control(HttpMethod.Put, "/sandbox/conditions", changed);

    /// <summary>The ids of a person's library, in its order.</summary>
    private protected async Task<string[]> Library(string person) =>
        [
            .. (await Control(HttpMethod.Get, $"/sandbox/people/{person}/library"))
                .AsArray()
                .Select(entry => entry!["id"]!.GetValue<string>()),
        ];

    private protected Task<JsonNode> True(string playlist) => Control(HttpMethod.Get, $"/sandbox/playlists/{playlist}");

    private protected static async Task<JsonNode> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private protected static Task<HttpResponseMessage> Put(HttpClient client, string playlist, object details) =>
        client.PutAsJsonAsync($"/v1/playlists/{playlist}", details, Cancel);

    private protected static Task<HttpResponseMessage> PutCover(HttpClient client, string playlist, string body, string type = "image/jpeg")
    {
        var content = new StringContent(body, Encoding.ASCII);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return client.PutAsync($"/v1/playlists/{playlist}/images", content, Cancel);
    }

    private protected Task<byte[]> ShippedCover(int number = 0) =>
        Http.GetByteArrayAsync($"/sandbox/covers/{Images.Pictures.Shipped[number]}", Cancel);

    /// <summary>The error Spotify would have answered: its status and message, checked against the status line.</summary>
    private protected static async Task<string> Refused(Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonNode.Parse(text)!["error"]!;
        Assert.Equal((int)status, error["status"]!.GetValue<int>());
        return error["message"]!.GetValue<string>();
    }
}

internal sealed class StoppedClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Advance(double seconds) => now += TimeSpan.FromSeconds(seconds);
}
