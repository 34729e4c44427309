using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tonearm.TestHouse;

/// <summary>The Sandbox as a program of its own on a free port, in calm conditions, and its control surface (docs/sandbox.md).</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private const string Listens = "The Sandbox listens on ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private SandboxProcess(Process process, string url)
    {
        this.process = process;
        Url = url;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    /// <summary>Asks it as any client of Spotify would.</summary>
    public HttpClient Http { get; }

    /// <param name="settings">Further settings, such as <c>Sandbox:ClientSecret</c>.</param>
    public static async Task<SandboxProcess> Start(
        CancellationToken cancellationToken,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Tonearm.Sandbox.dll"), "--urls=http://127.0.0.1:0", "--Sandbox:Conditions=calm"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.ArgumentList.Add($"--{name}={value}");
        var own = new Process { StartInfo = start };
        var listens = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        own.OutputDataReceived += (_, line) => Hear(line.Data);
        own.Start();
        own.BeginOutputReadLine();
        return new(own, await listens.Task.WaitAsync(cancellationToken));

        void Hear(string? line)
        {
            if (line is null)
                listens.TrySetException(new InvalidOperationException("The Sandbox ended before it listened"));
            else if (line.StartsWith(Listens, StringComparison.Ordinal))
                listens.TrySetResult(line[Listens.Length..].Split(',')[0]);
        }
    }

    /// <summary>Back to the people and conditions of the start. Its clock does not go back.</summary>
    public Task Reset() => Do(HttpMethod.Post, "reset");

    public Task<TruePlaylist> Truth(string playlist) => Get<TruePlaylist>($"playlists/{playlist}");

    /// <summary>A person's playlists in their order.</summary>
    public Task<LibraryEntry[]> Library(string person) => Get<LibraryEntry[]>($"people/{person}/library");

    /// <summary>The playlists in a person's library that are their own and have a title, a description and a cover to lose.</summary>
    public async Task<LibraryEntry[]> Complete(string person) =>
        [
            .. (await Library(person)).Where(each =>
                each.Owner == person && each is { Title.Length: > 0, Description.Length: > 0, CoverImageId: not null }
            ),
        ];

    public Task<SandboxPerson> Person(string person) => Get<SandboxPerson>($"people/{person}");

    public Task AddPerson(string id, int playlists, bool onAllowList = true, string? name = null) =>
        Do(
            HttpMethod.Post,
            "people",
            new
            {
                id,
                name = name ?? id,
                playlists,
                onAllowList,
            }
        );

    public Task ChangePerson(string id, bool? onAllowList = null, bool? premium = null) =>
        Do(HttpMethod.Patch, $"people/{id}", new { onAllowList, premium });

    /// <summary>The person takes back all consents.</summary>
    public Task Revoke(string person, bool keepAccess = false) =>
        Do(HttpMethod.Post, $"people/{person}/revoke?keepAccess={(keepAccess ? "true" : "false")}");

    /// <param name="field"><c>title</c>, <c>description</c> or <c>cover</c>.</param>
    public Task TakeDown(string playlist, string field) => Do(HttpMethod.Post, $"playlists/{playlist}/takedown", new { field });

    /// <summary>Its owner edits it in the app.</summary>
    /// <param name="firstTrack">The songs its mosaic is made of begin with this one.</param>
    public Task Edit(string playlist, string? title = null, string? description = null, int? firstTrack = null) =>
        Do(
            HttpMethod.Patch,
            $"playlists/{playlist}",
            new
            {
                title,
                description,
                firstTrack,
            }
        );

    /// <summary>Its owner puts other songs into it in the app.</summary>
    public Task Fill(string playlist, int count, int first = 0) =>
        Do(HttpMethod.Patch, $"playlists/{playlist}", new { trackCount = count, firstTrack = first });

    /// <summary>Its owner sets a shipped cover, such as <c>cover-bloom</c>, in the app.</summary>
    public Task SetCover(string playlist, string cover) => Do(HttpMethod.Put, $"playlists/{playlist}/cover", new { cover });

    /// <summary>Gone altogether.</summary>
    public Task Destroy(string playlist) => Do(HttpMethod.Delete, $"playlists/{playlist}");

    public Task Move(string person, string playlist, int position) =>
        Do(HttpMethod.Put, $"people/{person}/library/{playlist}", new { position });

    /// <summary>Out of the person's library, where it lives on by its id.</summary>
    public Task Unfollow(string person, string playlist) => Do(HttpMethod.Delete, $"people/{person}/library/{playlist}");

    /// <summary>A playlist at the head of the person's library.</summary>
    public async Task<TruePlaylist> Create(string person, string title, string? description = null, string? cover = null)
    {
        using var response = await Send(
            HttpMethod.Post,
            $"people/{person}/library",
            new
            {
                title,
                description,
                cover,
            }
        );
        return (await response.Content.ReadFromJsonAsync<TruePlaylist>(Json))!;
    }

    /// <summary>The same with these items: addresses of tracks, episodes or local files, null for what is gone.</summary>
    public async Task<TruePlaylist> Create(string person, string title, IReadOnlyList<string?> items)
    {
        using var response = await Send(HttpMethod.Post, $"people/{person}/library", new { title, items });
        return (await response.Content.ReadFromJsonAsync<TruePlaylist>(Json))!;
    }

    /// <summary>A playlist at the head of the person's library, with so many different tracks.</summary>
    public async Task<TruePlaylist> CreateWithTracks(string person, string title, int count, int first = 0)
    {
        using var response = await Send(
            HttpMethod.Post,
            $"people/{person}/library",
            new
            {
                title,
                trackCount = count,
                firstTrack = first,
            }
        );
        return (await response.Content.ReadFromJsonAsync<TruePlaylist>(Json))!;
    }

    /// <summary>What truly stands in a playlist: addresses, null for what is gone.</summary>
    public Task<string?[]> Items(string playlist) => Get<string?[]>($"playlists/{playlist}/items");

    /// <summary>A person's player as it truly is, whatever the Web API shows of it yet.</summary>
    public Task<TruePlayer> Player(string person) => Get<TruePlayer>($"people/{person}/player");

    /// <summary>What the player has played, in order, and the silence before each song.</summary>
    /// <param name="after">The number of the last song already known.</param>
    public Task<PlayedSong[]> Played(string person, long after = 0) => Get<PlayedSong[]>($"people/{person}/player/played?after={after}");

    /// <summary>The person presses a button on the device itself: <c>resume</c>, <c>pause</c>, <c>next</c> or <c>previous</c>.</summary>
    public Task<TruePlayer> Press(string person, string button) => Press(person, new { button });

    public Task<TruePlayer> Seek(string person, TimeSpan to) =>
        Press(person, new { button = "seek", positionMs = (int)to.TotalMilliseconds });

    /// <summary>The person starts another song on the device.</summary>
    public Task<TruePlayer> PlayTrack(string person, string uri, string? deviceId = null) =>
        Press(
            person,
            new
            {
                button = "play",
                uri,
                deviceId,
            }
        );

    /// <summary>The person starts a playlist, album or artist on the device.</summary>
    public Task<TruePlayer> PlayContext(string person, string contextUri, int? place = null, string? deviceId = null) =>
        Press(
            person,
            new
            {
                button = "play",
                contextUri,
                place,
                deviceId,
            }
        );

    /// <summary>The person adds a song to the queue.</summary>
    public Task<TruePlayer> Enqueue(string person, string uri) => Press(person, new { button = "queue", uri });

    public Task<TruePlayer> Shuffle(string person, bool on) => Press(person, new { button = "shuffle", on });

    /// <param name="mode"><c>off</c>, <c>context</c> or <c>track</c>.</param>
    public Task<TruePlayer> Repeat(string person, string mode) => Press(person, new { button = "repeat", mode });

    /// <summary>The person moves the music to another device.</summary>
    public Task<TruePlayer> Transfer(string person, string deviceId, bool play = true) =>
        Press(
            person,
            new
            {
                button = "transfer",
                deviceId,
                on = play,
            }
        );

    /// <summary>Opens or closes a device; one that is closed stops playing.</summary>
    public Task Wake(string person, string deviceId, bool awake = true) =>
        Do(HttpMethod.Patch, $"people/{person}/player/devices/{deviceId}", new { awake });

    public Task Restrict(string person, string deviceId, bool restricted = true) =>
        Do(HttpMethod.Patch, $"people/{person}/player/devices/{deviceId}", new { restricted });

    /// <param name="type"><c>Computer</c>, <c>Smartphone</c> or <c>Speaker</c>.</param>
    public async Task<SandboxDevice> AddDevice(string person, string name, string type = "Speaker", bool awake = true)
    {
        using var response = await Send(
            HttpMethod.Post,
            $"people/{person}/player/devices",
            new
            {
                name,
                type,
                awake,
            }
        );
        return (await response.Content.ReadFromJsonAsync<TruePlayer>(Json))!.Devices[^1];
    }

    /// <summary>Gone for good.</summary>
    public Task RemoveDevice(string person, string deviceId) => Do(HttpMethod.Delete, $"people/{person}/player/devices/{deviceId}");

    /// <summary>The bytes of a shipped cover, such as <c>cover-bloom</c>.</summary>
    public Task<byte[]> Cover(string name) => Http.GetByteArrayAsync($"/sandbox/covers/{name}");

    public Task Fail(Fault fault) => Do(HttpMethod.Post, "faults", fault);

    /// <summary>From now on something in its answers stands otherwise than it should.</summary>
    public Task Rewrite(Rewrite rewrite) => Do(HttpMethod.Post, "rewrites", rewrite);

    public Task EndRewrites() => Do(HttpMethod.Delete, "rewrites");

    /// <summary>Brings back what was destroyed.</summary>
    public Task Recover(string playlist) => Do(HttpMethod.Post, $"playlists/{playlist}/recover");

    public Task EndFaults() => Do(HttpMethod.Delete, "faults");

    /// <summary>Changes the members given, as docs/sandbox.md names them.</summary>
    public Task Conditions(object changed) => Do(HttpMethod.Put, "conditions", changed);

    /// <summary>Keeps matching requests waiting until the result is disposed.</summary>
    public async Task<Hold> Hold(string path, string? method = null, string? person = null, bool afterEffect = false)
    {
        using var response = await Send(
            HttpMethod.Post,
            "holds",
            new
            {
                method,
                path,
                person,
                afterEffect,
            }
        );
        return new(this, (await response.Content.ReadFromJsonAsync<HoldState>(Json))!.Id);
    }

    /// <param name="path">A pattern: <c>*</c> stands for anything within a segment. It narrows the recent calls, not the counts.</param>
    public Task<CallReport> Calls(string? path = null, string? person = null, string? method = null, long after = 0, int take = 2000) =>
        Get<CallReport>(
            "calls" + QueryOf(("path", path), ("person", person), ("method", method), ("after", $"{after}"), ("take", $"{take}"))
        );

    public Task ForgetCalls() => Do(HttpMethod.Delete, "calls");

    public Task Advance(TimeSpan by) => Do(HttpMethod.Post, "clock/advance", new { seconds = by.TotalSeconds });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    internal async Task<HoldState> HoldState(string id, int waiting)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return (await Http.GetFromJsonAsync<HoldState>($"/sandbox/holds/{id}?waiting={waiting}", Json, patience.Token))!;
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"Within {Patience.TotalSeconds} s there were never {waiting} requests held at once", late);
        }
    }

    internal async Task<bool> Release(string id)
    {
        using var response = await Http.DeleteAsync(new Uri($"/sandbox/holds/{id}", UriKind.Relative));
        return response.StatusCode != HttpStatusCode.NotFound;
    }

    private async Task<TruePlayer> Press(string person, object pressed)
    {
        using var response = await Send(HttpMethod.Post, $"people/{person}/player/press", pressed);
        return (await response.Content.ReadFromJsonAsync<TruePlayer>(Json))!;
    }

    private async Task<T> Get<T>(string path)
    {
        using var response = await Send(HttpMethod.Get, path, null);
        return (await response.Content.ReadFromJsonAsync<T>(Json))!;
    }

    private async Task Do(HttpMethod method, string path, object? body = null) => (await Send(method, path, body)).Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, "/sandbox/" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), MediaTypeHeaderValue.Parse("application/json"), Json);
        var response = await Http.SendAsync(request);
        if (response.IsSuccessStatusCode)
            return response;
        throw new InvalidOperationException(
            $"{method} /sandbox/{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
    }

    private static string QueryOf(params IEnumerable<(string Name, string? Value)> parts) =>
        "?"
        + string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
}

internal sealed record HoldState(string Id);

/// <summary>Requests that the Sandbox keeps waiting, so that a test can act exactly between two of them.</summary>
public sealed class Hold(SandboxProcess sandbox, string id) : IAsyncDisposable
{
    /// <summary>Returns when so many requests are held.</summary>
    public Task Waiting(int requests = 1) => sandbox.HoldState(id, requests);

    /// <summary>Lets them go, and all that follow.</summary>
    public async ValueTask DisposeAsync() => await sandbox.Release(id);
}
