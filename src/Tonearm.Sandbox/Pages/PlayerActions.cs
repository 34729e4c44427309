using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>The buttons of a player's page.</summary>
internal static class PlayerActions
{
    private static readonly TimeSpan Forward = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(15);

    public static async Task<IResult> Press(string id, HttpRequest request, World world, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        Refusal? refused;
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            refused = Do(world, person, form["button"].ToString(), form["device"].ToString(), form["context"].ToString());
        }

        var page = $"/user/{Uri.EscapeDataString(id)}/player";
        return Results.LocalRedirect(refused is null ? page : $"{page}?said={Uri.EscapeDataString(Words(refused))}");
    }

    private static Refusal? Do(World world, Person person, string button, string deviceId, string playlist)
    {
        var buttons = new PlayerButtons(world, person, Start.Host);
        var state = buttons.Player.Now.At(world.Now);
        switch (button)
        {
            case "resume":
                return buttons.Resume(null);
            case "pause":
                return buttons.Pause(null);
            case "next":
                return buttons.Next(null);
            case "previous":
                return buttons.Previous(null);
            case "forward":
                return buttons.Seek(null, state.Progress + Forward);
            case "ending" when state.Song is { } song:
                return buttons.Seek(null, song.Length - Ending);
            case "play":
                return buttons.Play(null, new MusicContext($"spotify:playlist:{playlist}", null), null, TimeSpan.Zero);
            case "any":
                return buttons.Play(
                    null,
                    new MusicContext(null, [Catalogue.After(Catalogue.Tracks[Random.Shared.Next(Catalogue.Tracks.Length)], "").Uri]),
                    null,
                    TimeSpan.Zero
                );
            case "episode":
                return buttons.Play(null, new MusicContext(null, [Catalogue.Episodes[0].Uri]), null, TimeSpan.Zero);
            case "queue":
                return buttons.Queue(null, Catalogue.After(Catalogue.Tracks[Random.Shared.Next(Catalogue.Tracks.Length)], "").Uri);
            case "repeat":
                return buttons.Repeat(null, state.Repeat == RepeatMode.Track ? RepeatMode.Off : RepeatMode.Track);
            case "restrict" when buttons.Player.Devices.Find(one => one.Id == deviceId) is { } device:
                device.Restricted = !device.Restricted;
                world.Save(buttons.Player);
                return null;
            case "transfer":
                return buttons.Transfer(deviceId, play: true);
            case "open" or "close" when buttons.Player.Devices.Find(one => one.Id == deviceId) is { } device:
                buttons.Wake(device, button == "open");
                return null;
            case "premium":
                person.Premium = !person.Premium;
                world.Save(person);
                return null;
            default:
                return null;
        }
    }

    private static string Words(Refusal refused) =>
        refused == PlayerRefusal.NoActiveDevice ? "There is no active device: choose one below."
        : refused == PlayerRefusal.Restricted ? "There is nothing to play in there, or nothing to resume."
        : "That did not work.";
}
