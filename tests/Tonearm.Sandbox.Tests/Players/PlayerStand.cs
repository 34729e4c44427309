using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tonearm.Sandbox.Demo;

namespace Tonearm.Sandbox.Tests.Players;

/// <summary>A person with devices, a program that may command them, and songs of known lengths.</summary>
public abstract class PlayerStand : Stand
{
    private protected const string Scopes = "user-read-playback-state user-modify-playback-state user-read-currently-playing";

    private protected static Track[] Songs { get; } =
    [.. Catalogue.Tracks.Where(track => track is { Playable: true, Explicit: false }).Take(12)];

    private protected HttpClient Program { get; private set; } = null!;

    private protected string Phone { get; private set; } = "";

    private protected string Computer { get; private set; } = "";

    private protected string Speaker { get; private set; } = "";

    /// <summary>Signs a program in, and tells the ids of the devices.</summary>
    private protected async Task SignIn(string scopes = Scopes)
    {
        Program = await SignedIn("kitchenradio", scopes);
        var devices = (await True())["devices"]!.AsArray().Select(device => device!["id"]!.GetValue<string>()).ToArray();
        (Phone, Computer, Speaker) = (devices[0], devices[1], devices[2]);
    }

    /// <summary>The same with these songs playing on the computer.</summary>
    private protected async Task Playing(params Track[] songs)
    {
        await SignIn();
        await Done(Play(new { uris = Uris(songs) }, Computer));
    }

    private protected static string[] Uris(params Track[] songs) => [.. songs.Select(song => song.Uri)];

    private protected Task<HttpResponseMessage> Play(object? body = null, string? device = null) =>
        Send(HttpMethod.Put, "play", body, ("device_id", device));

    private protected Task<HttpResponseMessage> Queue(Track song, string? device = null) =>
        Send(HttpMethod.Post, "queue", null, ("uri", song.Uri), ("device_id", device));

    private protected Task<HttpResponseMessage> Send(
        HttpMethod method,
        string command,
        object? body = null,
        params (string Name, string? Value)[] query
    )
    {
        var asked = string.Join(
            '&',
            query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        );
        var request = new HttpRequestMessage(method, $"/v1/me/player{(command.Length > 0 ? "/" + command : "")}?{asked}")
        {
            Content = body is null ? new ByteArrayContent([]) : JsonContent.Create(body),
        };
        return Program.SendAsync(request, Cancel);
    }

    /// <summary>What was sent had its effect, and nothing was answered but that.</summary>
    private protected static async Task Done(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.NoContent, text);
        Assert.Empty(text);
    }

    /// <summary>What the Web API shows; null for 204.</summary>
    private protected async Task<JsonNode?> Seen(string more = "")
    {
        using var response = await Program.GetAsync($"/v1/me/player{more}", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private protected async Task<string> SeenSong() => (await Seen())!["item"]!["uri"]!.GetValue<string>();

    private protected Task<JsonNode> True() => Control(HttpMethod.Get, "/sandbox/people/kitchenradio/player");

    private protected Task<JsonNode> Press(object pressed) =>
        Control(HttpMethod.Post, "/sandbox/people/kitchenradio/player/press", pressed);

    private protected Task<JsonNode> Wake(string device, bool awake) =>
        Control(HttpMethod.Patch, $"/sandbox/people/kitchenradio/player/devices/{device}", new { awake });

    /// <summary>All that was played: its address, why it began, and the silence before it.</summary>
    private protected async Task<(string Uri, string How, double? GapMs)[]> Played() =>
        [
            .. (await Control(HttpMethod.Get, "/sandbox/people/kitchenradio/player/played"))
                .AsArray()
                .Select(song => (song!["uri"]!.GetValue<string>(), song["how"]!.GetValue<string>(), song["gapMs"]?.GetValue<double>())),
        ];

    private protected void Pass(TimeSpan time) => Clock.Advance(time);
}
