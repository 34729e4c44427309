using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tonearm.Party;
using Tonearm.Party.Joining;
using Tonearm.Party.Likes;

namespace Tonearm.TestHouse;

/// <summary>Somebody's phone at a party: its cookie, its counter, and the pages it has open.</summary>
public sealed class Guest : IDisposable
{
    private readonly TonearmApp app;
    private readonly CookieContainer cookies;
    private readonly HttpClient http;
    private long n;

    /// <param name="device">The phone whose cookie this is one more tab with; a new phone otherwise.</param>
    public Guest(TonearmApp app, Guest? device = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        this.app = app;
        cookies = device?.cookies ?? new();
        http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies,
                MaxConnectionsPerServer = 256,
            }
        )
        {
            BaseAddress = app.Address,
        };
    }

    public CookieContainer Cookies => cookies;

    public static async Task<Guest> In(TonearmApp app, PartyRows party)
    {
        ArgumentNullException.ThrowIfNull(party);
        var guest = new Guest(app);
        using var joined = await guest.Join(party.Code);
        joined.EnsureSuccessStatusCode();
        return guest;
    }

    public Task<HttpResponseMessage> Join(string? code = null, string? secret = null) =>
        http.PostAsJsonAsync(new Uri("/api/join", UriKind.Relative), new JoinRequest(code, secret));

    public Task<HttpResponseMessage> Like(PartyRows party, string track, int round = 1, long? counter = null) =>
        Say(HttpMethod.Put, party, track, round, counter);

    public Task<HttpResponseMessage> Unlike(PartyRows party, string track, int round = 1, long? counter = null) =>
        Say(HttpMethod.Delete, party, track, round, counter);

    /// <summary>Wants the next song, or no longer does.</summary>
    public Task<HttpResponseMessage> Skip(PartyRows party, int? round = null, bool wants = true)
    {
        ArgumentNullException.ThrowIfNull(party);
        return Send(wants ? HttpMethod.Put : HttpMethod.Delete, $"/api/parties/{party.Id}/skip{(round is null ? "" : $"?round={round}")}");
    }

    /// <summary>Likes a track and expects that it counts.</summary>
    public async Task<LikeAnswer> Likes(PartyRows party, string track, int round = 1, long? counter = null)
    {
        using var response = await Like(party, track, round, counter);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<LikeAnswer>())!
            : throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    public async Task<Snapshot> Snapshot(PartyRows party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return (await http.GetFromJsonAsync<Snapshot>(new Uri($"/api/parties/{party.Id}", UriKind.Relative)))!;
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null) =>
        http.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    /// <summary>Sends the form of the start page, as a browser without scripts does.</summary>
    public async Task<HttpResponseMessage> JoinByForm(string typed)
    {
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("code", typed), new("__RequestVerificationToken", token)]);
        return await http.PostAsync(new Uri("/join", UriKind.Relative), form);
    }

    /// <summary>Opens the party's page and returns when it shows the party.</summary>
    /// <param name="node">Where; the usual node otherwise.</param>
    /// <param name="address">Of a network on the way there.</param>
    public async Task<OpenPage> Open(
        PartyRows party,
        CancellationToken cancellationToken,
        TonearmApp? node = null,
        string? origin = null,
        Uri? address = null
    )
    {
        ArgumentNullException.ThrowIfNull(party);
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(
            new UriBuilder(new Uri(address ?? (node ?? app).Address, $"/api/parties/{party.Id}/live")) { Scheme = "ws" }.Uri,
            cancellationToken
        );
        return new OpenPage(socket);
    }

    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> Say(HttpMethod method, PartyRows party, string track, int round, long? counter)
    {
        ArgumentNullException.ThrowIfNull(party);
        var request = new HttpRequestMessage(method, $"/api/parties/{party.Id}/rounds/{round}/likes/{track}")
        {
            Content = JsonContent.Create(new LikeRequest(counter ?? Interlocked.Increment(ref n))),
        };
        return http.SendAsync(request);
    }
}

/// <summary>A party's page as its script would keep it: the whole snapshot, corrected by small frames.</summary>
public sealed class OpenPage(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly byte[] buffer = new byte[64 * 1024];

    public Snapshot? Shown { get; private set; }

    public int WholeFrames { get; private set; }

    public int SmallFrames { get; private set; }

    /// <summary>Messages that say only that the line stands.</summary>
    public int EmptyFrames { get; private set; }

    /// <summary>Of small frames, with what a frame of a WebSocket costs around them.</summary>
    public long SmallBytes { get; private set; }

    public WebSocketCloseStatus? Closed { get; private set; }

    public WebSocketState State => socket.State;

    /// <summary>Takes one message.</summary>
    /// <returns>False when the connection has ended.</returns>
    public async Task<bool> Next(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                Closed = socket.CloseStatus;
                await SayGoodbye(cancellationToken);
                return false;
            }

            length += part.Count;
            if (part.EndOfMessage)
                break;
        }

        Take(buffer.AsSpan(0, length));
        return true;
    }

    private async Task SayGoodbye(CancellationToken cancellationToken)
    {
        try
        {
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (WebSocketException)
        {
            // Whoever closed does not wait long for an answer.
        }
    }

    /// <summary>Reads on until the page shows it. A test that waits for what never comes fails, and says what is shown instead.</summary>
    public async Task<Snapshot> Until(Func<Snapshot, bool> shows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shows);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (Shown is null || !shows(Shown))
                if (!await Next(patience.Token))
                    throw new InvalidOperationException($"The page was closed: {Closed}");
            return Shown;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The page does not show it, but: {Shown}, {string.Join(", ", Shown?.Ballot.Select(entry => entry.Likes) ?? [])}",
                exception
            );
        }
    }

    /// <summary>Reads on until it is closed.</summary>
    public async Task<WebSocketCloseStatus?> End(CancellationToken cancellationToken)
    {
        while (await Next(cancellationToken))
        {
            // Whatever is still said comes before the end.
        }

        return Closed;
    }

    /// <summary>Asks whether the line stands, or says something else that no page of ours would.</summary>
    public Task Say(string words, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(words), WebSocketMessageType.Text, true, cancellationToken);

    public void Dispose() => socket.Dispose();

    private void Take(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            EmptyFrames++;
            return;
        }

        if (!message.StartsWith("{\"v\":"u8))
            throw new InvalidOperationException("A frame begins with its version");
        if (message.IndexOf("\"me\":"u8) >= 0)
        {
            var whole = JsonSerializer.Deserialize<Snapshot>(message, JsonSerializerOptions.Web)!;
            WholeFrames++;
            if (Shown is null || whole.V >= Shown.V)
                Shown = whole;
            return;
        }

        var counts = JsonSerializer.Deserialize<CountsFrame>(message, JsonSerializerOptions.Web)!;
        SmallFrames++;
        SmallBytes += message.Length + (message.Length < 126 ? 2 : 4);
        if (Shown is null || counts.V < Shown.V || counts.R != Shown.Round)
            return;
        Shown = Shown with
        {
            V = counts.V,
            People = counts.P,
            Skip = counts.S,
            Leader = counts.L < 0 ? null : Shown.Ballot[counts.L].Track.Id,
            Ballot = [.. Shown.Ballot.Zip(counts.C, (entry, likes) => entry with { Likes = likes })],
        };
    }
}
