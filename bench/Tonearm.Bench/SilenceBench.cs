using System.Net.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Party;
using Tonearm.Party.Hosting;
using Tonearm.TestHouse;

namespace Tonearm.Bench;

/// <summary>
/// From the end of a song to the next one that was voted for, in real time: handed over by Spotify's queue, and played by us at the end
/// when the queue takes nothing. The host seeks close to the end of each song, or it would take the evening.
/// </summary>
internal static class SilenceBench
{
    private const string Host = "kitchenradio";
    private const int Songs = 2;
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(12.5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static async Task Run(string database)
    {
        await using var sandbox = await SandboxProcess.Start(CancellationToken.None);
        // What Spotify plays by itself would pass for no silence at all.
        await sandbox.Conditions(new { players = new { autoplay = false } });
        await using var app = await BenchProcess.Start(
            "Tonearm.dll",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Tonearm={database}",
            "--Sandbox:Enabled=false",
            $"--Sandbox:Url={sandbox.Url}",
            "--Guard:Enabled=false",
            $"--DataFolder={TestFolder.Path}"
        );
        using var host = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var party = await Start(host, sandbox);
        var queued = await Gaps(host, party, sandbox);
        await sandbox.Conditions(
            new { quota = new Dictionary<string, object> { ["families"] = new Dictionary<string, int> { ["queue-write"] = 0 } } }
        );
        var played = await Gaps(host, party, sandbox);
        Console.WriteLine(
            $"| silence between two songs, worst of {Songs}: by the queue / when the queue takes nothing | looking every 5 s: 2,500 ms on average | {queued.Max():N0} / {played.Max():N0} ms | – |"
        );
    }

    private static async Task<Guid> Start(HttpClient host, SandboxProcess sandbox)
    {
        await SignIn(host, sandbox);
        var playlist = (await sandbox.Library(Host))[3].Id;
        var device = (await sandbox.Player(Host)).Devices.First(each => each.Awake).Id;
        using var opened = await host.PostAsJsonAsync(new Uri("/api/parties", UriKind.Relative), new NewParty(playlist, device));
        var party = (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Snapshot>())!.Id;
        await Ask(host, party, "start");
        while (!(await sandbox.Player(Host)).IsPlaying)
            await Task.Delay(Glance, TimeProvider.System);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        return party;
    }

    private static async Task SignIn(HttpClient host, SandboxProcess sandbox)
    {
        using var begun = await host.GetAsync(new Uri("/signin?for=party", UriKind.Relative));
        var form = QueryHelpers.ParseQuery(begun.Headers.Location!.Query).ToDictionary(each => each.Key, each => each.Value.ToString());
        (form["person"], form["decision"]) = (Host, "agree");
        using var agreed = await sandbox.Http.PostAsync(new Uri("/authorize", UriKind.Relative), new FormUrlEncodedContent(form));
        using var back = await host.GetAsync(agreed.Headers.Location);
        if (back.Headers.Location?.OriginalString != "/party")
            throw new InvalidOperationException($"The host could not sign in: {back.StatusCode}");
    }

    /// <summary>The silences before the next songs, in milliseconds.</summary>
    private static async Task<double[]> Gaps(HttpClient host, Guid party, SandboxProcess sandbox)
    {
        var gaps = new List<double>();
        while (gaps.Count < Songs)
        {
            var player = await sandbox.Player(Host);
            await sandbox.Seek(Host, TimeSpan.FromMilliseconds(player.Song!.DurationMs) - BeforeEnd);
            await Ask(host, party, "look");
            PlayedSong[] after;
            while ((after = await sandbox.Played(Host, player.Song.Number)) is [])
                await Task.Delay(Glance, TimeProvider.System);
            gaps.Add(after[0].GapMs!.Value);
            if (after[0].Uri == player.Song.Uri)
                throw new InvalidOperationException("The same song again");
            // The look after the change, and the new round.
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        }

        return [.. gaps];
    }

    private static async Task Ask(HttpClient host, Guid party, string what)
    {
        using var answer = await host.PostAsync(new Uri($"/api/parties/{party}/{what}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }
}
