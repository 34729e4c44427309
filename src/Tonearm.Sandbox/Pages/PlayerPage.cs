using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>A person's player as its owner holds it: what is on, the buttons, the devices, what comes and what was.</summary>
internal static class PlayerPage
{
    private const int ShownAhead = 10;
    private const int ShownBack = 50;

    public static IResult Show(string id, string? said, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Page.Of("Nobody", $"<h1>Nobody of that name lives here</h1>", 404);
            var now = world.Now;
            var player = Player.Of(world, person, now);
            return Page.Of(
                $"Player of {person.Name}",
                $"""
                <h1>Player of {person.Name}</h1>
                {Html.When(!string.IsNullOrEmpty(said), $"""<p class="said" role="status">{said}</p>""")}
                <section id="on" data-live aria-label="What is on">{NowPlaying.Of(player, now)}{Buttons(player, person)}</section>
                <h2>Play something else</h2>
                <form method="post" action="/user/{person.Id}/player" class="line">
                <label><span>Playlist</span><select name="context">{person.Library.Take(100).Select(playlist =>
                    Choice(world.Playlists[playlist])
                )}</select></label>
                <p class="buttons"><button name="button" value="play">Play it</button><button class="quiet" name="button" value="any">Play some other song</button><button class="quiet" name="button" value="episode">Play an episode</button></p>
                </form>
                <h2>Devices</h2>
                <div id="devices" data-live>{Devices(player, person)}</div>
                <h2>Next</h2>
                <div id="next" data-live>{Ahead(world, player)}</div>
                <h2>What was played</h2>
                <div id="played" data-live>{Back(player, now)}</div>
                """,
                live: true
            );
        }
    }

    private static Html Buttons(Player player, Person person) =>
        $"""
        <form method="post" action="/user/{person.Id}/player" class="buttons">
        {Html.When(player.Now.Song is not null, $"""
        <button class="quiet" name="button" value="previous">Previous</button>
        <button name="button" value="{(player.Now.IsPlaying ? "pause" : "resume")}">{(player.Now.IsPlaying ? "Pause" : "Resume")}</button>
        <button class="quiet" name="button" value="next">Skip</button>
        <button class="quiet" name="button" value="forward">30 seconds on</button>
        <button class="quiet" name="button" value="ending">To the last 15 seconds</button>
        <button class="quiet" name="button" value="repeat">{(player.Now.Repeat == RepeatMode.Track ? "Repeat no more" : "Repeat this one")}</button>
        <button class="quiet" name="button" value="queue">Queue some other song</button>
        """)}
        <button class="{(person.Premium ? "harm" : "quiet")}" name="button" value="premium">{(person.Premium ? "Lose Premium" : "Regain Premium")}</button>
        </form>
        """;

    private static Html Choice(Playlist playlist) =>
        $"""<option value="{playlist.Id}">{playlist.Title.Latest()} ({playlist.TrackCount:N0})</option>""";

    private static Html Devices(Player player, Person person) =>
        $"""
        <ul class="devices">{player.Devices.Select(device => (Html)$"""
        <li><div><strong>{device.Name}</strong><small>{device.Type}, {State(player, device)}</small></div>
        <form method="post" action="/user/{person.Id}/player" class="buttons"><input type="hidden" name="device" value="{device.Id}">
        {Html.When(device.Awake && device != player.Active, $"""<button class="quiet" name="button" value="transfer">Play on {device.Name}</button>""")}
        <button class="quiet" name="button" value="{(device.Awake ? "close" : "open")}">{(device.Awake ? "Close" : "Open")} {device.Name}</button>
        <button class="quiet" name="button" value="restrict">{(device.Restricted ? "Let it take commands" : "Let it take no commands")}</button>
        </form></li>
        """)}</ul>
        """;

    private static string State(Player player, Device device) =>
        (
            device == player.Active ? "active"
            : device.Awake ? "awake"
            : "closed"
        ) + (device.Restricted ? ", takes no commands" : "");

    private static Html Ahead(World world, Player player)
    {
        var queued = player.Now.Queue.Length;
        if (player.Now.Song is null)
            return $"<p>Nothing.</p>";
        return $"""
            <ol class="songs">{Transport.Upcoming(world, player.Now, Math.Max(ShownAhead, queued)).Select((uri, place) => (Catalogue.Find(uri), place)).Select(next => (Html)$"""
            <li><strong dir="auto">{next.Item1?.Name}</strong> <span class="muted">{next.Item1?.By}{Html.When(next.place < queued, $" · from the queue")}</span></li>
            """)}</ol>
            """;
    }

    private static Html Back(Player player, DateTimeOffset now)
    {
        if (player.Played.Count == 0)
            return $"<p>Nothing yet.</p>";
        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="What was played"><table>
            <thead><tr><th>Began</th><th>Song</th><th>Why</th><th class="number">Heard</th><th class="number">Gap</th></tr></thead>
            <tbody>{player.Played.AsEnumerable().Reverse().Take(ShownBack).Select(song => Control.PlayedLine.Of(player, song, now)).Select(song => (Html)$"""
            <tr><td class="time">{song.StartedAt:HH:mm:ss}</td><td dir="auto">{song.Name}<br><span class="muted">{song.By}</span></td><td>{Why(song.How)}</td><td class="number">{NowPlaying.Clock(TimeSpan.FromMilliseconds(song.HeardMs))}</td><td class="number">{(song.GapMs is { } gap ? $"{gap:N0} ms" : "")}</td></tr>
            """)}</tbody>
            </table></div>
            """;
    }

    private static string Why(Start how) =>
        how switch
        {
            Start.Play => "an app said so",
            Start.Host => "the host said so",
            Start.Queue => "queue",
            Start.Context => "next in the list",
            Start.Autoplay => "recommended",
            _ => "repeat",
        };
}
