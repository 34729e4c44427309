using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Tests.Names;

/// <summary>The Sandbox under Spotify's own host names, as a client that was led there sees it.</summary>
public sealed class SpotifyNamesTests : Stand
{
    private readonly string certificate = Path.GetTempFileName();

    private protected override SandboxOptions Options =>
        new()
        {
            Url = "https://127.0.0.1:0",
            Conditions = "calm",
            CertificateFile = certificate,
        };

    [Fact]
    public async Task Its_certificate_is_for_every_one_of_the_names_and_nobody_trusts_it_unasked()
    {
        using var client = Led();

        foreach (var name in Sandbox.Names.SpotifyNames.All)
            using (await client.GetAsync(new Uri($"https://{name}/"), Cancel)) { }

        using var wary = Led(trusting: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => wary.GetAsync(new Uri("https://api.spotify.com/v1/me"), Cancel));
    }

    [Fact]
    public async Task Pictures_are_on_the_hosts_for_pictures_and_are_there()
    {
        using var client = await SignedInByName("kitchenradio");
        var list = (await client.GetFromJsonAsync<JsonNode>(new Uri("https://api.spotify.com/v1/me/playlists?limit=50"), Cancel))![
            "items"
        ]!.AsArray();
        string[] pictures =
        [
            .. list.SelectMany(playlist => playlist!["images"]?.AsArray() ?? []).Select(image => image!["url"]!.GetValue<string>()),
        ];
        var song = (
            await client.GetFromJsonAsync<JsonNode>(new Uri($"https://api.spotify.com/v1/playlists/{list[0]!["id"]}/items"), Cancel)
        )!["items"]![0]!["item"]!;

        Assert.Contains(pictures, url => url.StartsWith("https://mosaic.scdn.co/640/", StringComparison.Ordinal));
        Assert.Contains(pictures, url => url.StartsWith("https://image-cdn-", StringComparison.Ordinal));
        foreach (var url in pictures.Append(song["album"]!["images"]![0]!["url"]!.GetValue<string>()))
        {
            using var picture = await client.GetAsync(new Uri(url), Cancel);
            Assert.True(picture.IsSuccessStatusCode && picture.Content.Headers.ContentType?.MediaType == "image/jpeg", url);
        }

        Assert.StartsWith("https://i.scdn.co/image/", song["album"]!["images"]![0]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith(
            "https://open.spotify.com/track/",
            song["external_urls"]!["spotify"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("https://accounts.spotify.com/v1/me")]
    [InlineData("https://api.spotify.com/api/token")]
    [InlineData("https://api.spotify.com/sandbox/people")]
    [InlineData("https://i.scdn.co/v1/me")]
    public async Task What_Spotify_has_not_under_a_name_is_404_and_is_noted(string address)
    {
        using var client = await SignedInByName("kitchenradio");
        var asked = new Uri(address);

        using var answer = await client.GetAsync(asked, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var report = await client.GetAsync(new Uri("https://127.0.0.1/sandbox/calls"), Cancel);
        var last = JsonNode.Parse(await report.Content.ReadAsStringAsync(Cancel))!["recent"]!.AsArray()[^1]!;
        Assert.Equal(
            (asked.Host, asked.AbsolutePath, 404),
            (last["host"]!.GetValue<string>(), last["path"]!.GetValue<string>(), last["status"]!.GetValue<int>())
        );
    }

    private async Task<HttpClient> SignedInByName(string person)
    {
        var client = Led();
        using var consent = await client.PostAsJsonAsync(
            new Uri($"https://127.0.0.1/sandbox/people/{person}/consent"),
            new { clientId = "tests", scopes = Everything.Split(' ') },
            Cancel
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            JsonNode.Parse(await consent.Content.ReadAsStringAsync(Cancel))!["accessToken"]!.GetValue<string>()
        );
        return client;
    }

    /// <summary>A client for which every name leads to the Sandbox.</summary>
    private HttpClient Led(bool trusting = true)
    {
        var port = new Uri(Url).Port;
        var known = X509CertificateLoader.LoadCertificateFromFile(certificate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        // The name has to fit even so, but for the number by which the control surface is asked.
        if (trusting)
            handler.SslOptions.RemoteCertificateValidationCallback = (stream, shown, _, errors) =>
                shown!.GetCertHashString() == known.GetCertHashString()
                && (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || ((SslStream)stream).TargetHostName == "127.0.0.1");
        return new HttpClient(handler);
    }
}
