using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tonearm.Sandbox.Guests;

/// <summary>
/// Somebody with a phone at a party: joins by the code, keeps the page open, looks at the ballot now and then, and likes what is on it.
/// </summary>
internal sealed class Guest : IAsyncDisposable
{
    private const int LargestAnswer = 1 << 20;

    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly string code;
    private OpenLine? line;
    private string? party;
    private int counter;

    public Guest(PartyAddress party)
    {
        code = party.Code;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                CookieContainer = cookies,
            }
        )
        {
            BaseAddress = party.Site,
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>One look at the party.</summary>
    public async Task<Look> Look(CancellationToken cancellation) =>
        party is null ? await Join(cancellation) : await Vote(party, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (line is not null)
            await line.DisposeAsync();
        http.Dispose();
    }

    private async Task<Look> Join(CancellationToken cancellation)
    {
        // As a phone does, which is known by its cookie from then on.
        using (await http.GetAsync(new Uri("/", UriKind.Relative), cancellation))
        using (var response = await http.PostAsJsonAsync("/api/join", new { code = code }, cancellation))
        {
            if (!response.IsSuccessStatusCode)
                return IsOver(response) ? Guests.Look.Over : Guests.Look.Unwelcome;
            party = Text((await Read(response, cancellation))?["id"]);
            if (party is null)
                return Guests.Look.Unwelcome;
            line = new OpenLine(
                new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = $"/api/parties/{Uri.EscapeDataString(party)}/live" }.Uri,
                cookies
            );
            return Guests.Look.Seen;
        }
    }

    private async Task<Look> Vote(string party, CancellationToken cancellation)
    {
        var path = $"/api/parties/{Uri.EscapeDataString(party)}";
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        if (!response.IsSuccessStatusCode)
            return IsOver(response) ? Guests.Look.Over : Guests.Look.Unwelcome;
        var snapshot = await Read(response, cancellation);
        if (Text(snapshot?["phase"]) == "ended")
            return Guests.Look.Over;
        if (Text(snapshot?["round"]) is not { } round || snapshot?["ballot"] is not JsonArray { Count: > 0 } ballot)
            return Guests.Look.Seen;
        if (Text(((ballot[Random.Shared.Next(ballot.Count)] as JsonObject)?["track"] as JsonObject)?["id"]) is not { } track)
            return Guests.Look.Seen;

        var like = $"{path}/rounds/{Uri.EscapeDataString(round)}/likes/{Uri.EscapeDataString(track)}";
        using var liked = await http.PutAsJsonAsync(like, new { n = ++counter }, cancellation);
        return liked.IsSuccessStatusCode ? Guests.Look.Liked : Guests.Look.Seen;
    }

    private static bool IsOver(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private static async Task<JsonObject?> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue ? node.ToString() : null;
}

/// <summary>What came of a look.</summary>
internal enum Look
{
    Seen,

    Liked,

    /// <summary>Not let in just now; another time perhaps.</summary>
    Unwelcome,

    /// <summary>There is no such party, or it has ended.</summary>
    Over,
}
