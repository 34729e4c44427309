using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Accounts;
using Tonearm.Guard;
using Tonearm.Guard.Incidents;

namespace Tonearm.TestHouse;

/// <summary>Somebody with a browser: cookies, and the patience to follow redirects to Spotify and back.</summary>
public sealed class Person : IDisposable
{
    private readonly TonearmApp app;
    private readonly CookieContainer cookies = new();

    internal Person(TonearmApp app)
    {
        this.app = app;
        Http = Browser(app.Address);
    }

    /// <summary>Their browser. It follows no redirects, so that a test sees each.</summary>
    public HttpClient Http { get; }

    public CookieCollection Cookies => cookies.GetAllCookies();

    /// <summary>Signs in with Spotify as this person and returns when their playlists are known.</summary>
    public async Task SignIn(string account, string at = "/signin")
    {
        using var arrived = await TrySignIn(account, at);
        if (arrived.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException(
                $"{account} could not sign in: {(int)arrived.StatusCode} {await arrived.Content.ReadAsStringAsync()}"
            );
    }

    /// <summary>Links one more account, to whoever is signed in.</summary>
    public Task Link(string account) => SignIn(account, "/accounts/link");

    /// <summary>The same without the expectation that it works out.</summary>
    /// <returns>Our answer to the person's return from Spotify.</returns>
    public async Task<HttpResponseMessage> TrySignIn(string account, string at = "/signin", string decision = "agree")
    {
        var answer = await Http.GetAsync(new Uri(at, UriKind.Relative));
        // More than one trip when Spotify is to be asked for what was agreed to before, too.
        while (answer.Headers.Location is { IsAbsoluteUri: true } spotify && spotify.AbsolutePath == "/authorize")
        {
            answer.Dispose();
            answer = await Http.GetAsync(await Agree(spotify, account, decision));
        }

        return answer;
    }

    /// <summary>What the person does at Spotify.</summary>
    /// <returns>The address that Spotify sends them back to.</returns>
    public async Task<Uri> Agree(Uri authorize, string account, string decision = "agree")
    {
        ArgumentNullException.ThrowIfNull(authorize);
        var form = QueryHelpers.ParseQuery(authorize.Query).ToDictionary(each => each.Key, each => each.Value.ToString());
        form["person"] = account;
        form["decision"] = decision;
        using var content = new FormUrlEncodedContent(form);
        using var response = await app.Sandbox.Http.PostAsync(new Uri("/authorize", UriKind.Relative), content);
        return response.Headers.Location
            ?? throw new InvalidOperationException($"Spotify sends {account} nowhere: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>By the button in the head of a page.</summary>
    public async Task SignOut()
    {
        var page = await Http.GetStringAsync(new Uri("/accounts", UriKind.Relative));
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var signedOut = await Http.PostAsync(new Uri("/signout", UriKind.Relative), form);
        if ((int)signedOut.StatusCode >= 400)
            throw new InvalidOperationException($"Not signed out: {signedOut.StatusCode}");
    }

    /// <summary>The same browser at another node.</summary>
    public HttpClient At(TonearmApp node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Browser(node.Address);
    }

    public async Task<IReadOnlyList<AccountInfo>> Accounts() => await Get<AccountInfo[]>("/api/accounts");

    public async Task<AccountInfo> Account(string spotifyUser) => (await Accounts()).Single(each => each.SpotifyUser == spotifyUser);

    /// <summary>Looks at all accounts now and returns when that is done; a first list has been read then, too.</summary>
    public async Task<SweepReport> Sweep()
    {
        using var response = await Send(HttpMethod.Post, "/api/guard/sweep");
        return await Read<SweepReport>(response);
    }

    public async Task<IReadOnlyList<PlaylistInfo>> Playlists(string query = "") => await Get<PlaylistInfo[]>("/api/playlists" + query);

    public Task<PlaylistInfo> Playlist(string id) => Get<PlaylistInfo>($"/api/playlists/{id}");

    public Task<PreviewInfo> Preview(string id) => Get<PreviewInfo>($"/api/playlists/{id}/preview");

    public async Task<IReadOnlyList<HistoryLine>> History(string id) => await Get<HistoryLine[]>($"/api/playlists/{id}/history");

    public async Task<IReadOnlyList<IncidentInfo>> Incidents(string query = "") => await Get<IncidentInfo[]>("/api/incidents" + query);

    /// <param name="mode"><c>off</c>, <c>watch</c> or <c>restore</c>.</param>
    public async Task<PlaylistInfo> Protect(string id, string mode = "restore", params string[]? fields)
    {
        using var response = await Send(
            HttpMethod.Put,
            $"/api/playlists/{id}/protection",
            new ProtectionChange(mode, fields is { Length: > 0 } ? fields : null)
        );
        return await Read<PlaylistInfo>(response);
    }

    public async Task<PlaylistInfo> Want(string id, string? title = null, string? description = null, int? version = null)
    {
        using var response = await Send(HttpMethod.Put, $"/api/playlists/{id}/wanted", new WantedChange(title, description, version));
        return await Read<PlaylistInfo>(response);
    }

    public async Task<PlaylistInfo> WantCover(string id, byte[] jpeg)
    {
        using var content = new ByteArrayContent(jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var response = await Http.PutAsync(new Uri($"/api/playlists/{id}/wanted/cover", UriKind.Relative), content);
        return await Read<PlaylistInfo>(response);
    }

    /// <summary>Returns when all lists of the person have been read, as an open page would learn it.</summary>
    public async Task Imported(CancellationToken cancellationToken)
    {
        await foreach (var news in Live(cancellationToken))
            if (news.EventType == "changed")
                return;
    }

    /// <summary>What an open page is told, until it is closed.</summary>
    /// <param name="node">The node they have it open at; the usual one otherwise.</param>
    public async IAsyncEnumerable<SseItem<LiveNews>> Live(
        [EnumeratorCancellation] CancellationToken cancellationToken,
        TonearmApp? node = null
    )
    {
        using var browser = Browser((node ?? app).Address);
        await using var stream = await browser.GetStreamAsync(new Uri("/api/guard/live", UriKind.Relative), cancellationToken);
        var parser = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<LiveNews>(data, JsonSerializerOptions.Web)!);
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
            yield return item;
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request);
    }

    public void Dispose() => Http.Dispose();

    private async Task<T> Get<T>(string path)
    {
        using var response = await Send(HttpMethod.Get, path);
        return await Read<T>(response);
    }

    private static async Task<T> Read<T>(HttpResponseMessage response) =>
        response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<T>())!
            : throw new InvalidOperationException(
                $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
            );

    private HttpClient Browser(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };
}
