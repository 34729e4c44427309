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
            if (!world.People.TryGetValue(id, out var person)) return Results.NotFound();
            refused = Do(world, person, form["button"].ToString(), form["device"].ToString(), form["context"].ToString());
        }

        var page = $"/user/{Uri.EscapeDataString(id)}/player";
        return Results.LocalRedirect(refused is null ? page : $"{page}?said={Uri.EscapeDataString(Words(refused))}");
    }

    private static Refusal? Do(World world, Person person, string button, string deviceId, string playlist)
    {
        var deck = new Deck(world, person, Start.Host);
        var state = deck.Player.Now.At(world.Now);
        switch (button)
        {
            case "resume": return deck.Resume(null);
            case "pause": return deck.Pause(null);
            case "next": return deck.Next(null);
            case "previous": return deck.Previous(null);
            case "forward": return deck.Seek(null, state.Progress + Forward);
            case "ending" when state.Song is { } song: return deck.Seek(null, song.Length - Ending);
            case "play": return deck.Play(null, new MusicContext($"spotify:playlist:{playlist}", null), null, TimeSpan.Zero);
            case "any": return deck.Play(null, new MusicContext(null, [Catalogue.After(Catalogue.Tracks[Random.Shared.Next(Catalogue.Tracks.Length)], "").Uri]), null, TimeSpan.Zero);
            case "episode": return deck.Play(null, new MusicContext(null, [Catalogue.Episodes[0].Uri]), null, TimeSpan.Zero);
            case "queue": return deck.Queue(null, Catalogue.After(Catalogue.Tracks[Random.Shared.Next(Catalogue.Tracks.Length)], "").Uri);
            case "repeat": return deck.Repeat(null, state.Repeat == RepeatMode.Track ? RepeatMode.Off : RepeatMode.Track);
            case "restrict" when deck.Player.Devices.Find(one => one.Id == deviceId) is { } device:
                device.Restricted = !device.Restricted;
                world.Save(deck.Player);
                return null;
            case "transfer": return deck.Transfer(deviceId, play: true);
            case "open" or "close" when deck.Player.Devices.Find(one => one.Id == deviceId) is { } device:
                deck.Wake(device, button == "open");
                return null;
            case "premium":
                person.Premium = !person.Premium;
                world.Save(person);
                return null;
            default: return null;
        }
    }

    private static string Words(Refusal refused) =>
        refused == PlayerRefusal.NoActiveDevice ? "There is no active device: choose one below."
        : refused == PlayerRefusal.Restricted ? "There is nothing to play in there, or nothing to resume."
        : "That did not work.";
}
