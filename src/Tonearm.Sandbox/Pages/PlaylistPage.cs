using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>
/// One playlist as Spotify shows it, with the buttons of moderation and of its owner, and everything that was done to it.
/// </summary>
internal static class PlaylistPage
{
    public static IResult Show(string id, World world)
    {
        lock (world.Gate)
        {
            if (!world.Playlists.TryGetValue(id, out var playlist))
                return Page.Of("No playlist", $"<h1>There is no such playlist</h1>", 404);
            var now = world.Now;
            var owner = world.People[playlist.OwnerId];
            var title = playlist.Title.At(now);
            return Page.Of(
                title.Length > 0 ? title : "No title",
                $"""
                <div class="playlist">
                <div>{PersonPage.Cover(world, playlist, now, 640)}</div>
                <div>
                {(title.Length > 0 ? $"<h1 dir=\"auto\">{title}</h1>" : (Html)$"<h1 class=\"blank\">No title</h1>")}
                {(
                    playlist.Description.At(now) is { Length: > 0 } words
                        ? $"<p dir=\"auto\">{words}</p>"
                        : (Html)$"<p class=\"blank\">No description</p>"
                )}
                <p class="muted"><a href="/user/{owner.Id}">{owner.Name}</a> · {HomePage.Count(playlist.TrackCount, "song")} · {(
                    playlist.Public is true ? "public" : "private"
                )}{Html.When(playlist.Cover.At(now) is null, $" · mosaic cover")}</p>
                {Html.When(IsOnItsWay(playlist, now), $"<p>A change was accepted and is not seen yet.</p>")}
                <div class="buttons">{Moderation(id)}</div>
                </div>
                </div>
                {Edit(playlist)}
                {History(playlist)}
                """
            );
        }
    }

    private static bool IsOnItsWay(Playlist playlist, DateTimeOffset now) =>
        playlist.Title.At(now) != playlist.Title.Latest()
        || playlist.Description.At(now) != playlist.Description.Latest()
        || playlist.Cover.At(now) != playlist.Cover.Latest();

    private static Html Moderation(string id) =>
        $"""
            <form method="post" action="/playlist/{id}/takedown"><button class="harm" name="field" value="title">Take down the title</button></form>
            <form method="post" action="/playlist/{id}/takedown"><button class="harm" name="field" value="description">Take down the description</button></form>
            <form method="post" action="/playlist/{id}/takedown"><button class="harm" name="field" value="cover">Take down the cover</button></form>
            """;

    private static Html Edit(Playlist playlist) =>
        $"""
            <h2>Edit as its owner would in the app</h2>
            <form method="post" action="/playlist/{playlist.Id}/edit">
            <label><span>Title</span><input name="title" value="{playlist.Title.Latest()}" dir="auto"></label>
            <label><span>Description</span><textarea name="description" rows="3" dir="auto">{playlist.Description.Latest()}</textarea></label>
            <p class="buttons"><button>Save</button></p>
            </form>
            <form method="post" action="/playlist/{playlist.Id}/cover">
            <details><summary>Choose another cover</summary>
            <div class="picker">{Pictures.Shipped.Select(name =>
                (Html)
                    $"""<button name="cover" value="{name}"><img src="/sandbox/covers/{name}?side=300" alt="{name["cover-".Length..]}" width="300" height="300" loading="lazy"></button>"""
            )}</div>
            <p class="buttons"><button class="quiet" name="cover" value="">No cover of its own</button></p>
            </details>
            </form>
            """;

    private static Html History(Playlist playlist) =>
        Html.When(
            playlist.History.Count > 0,
            $"""
            <h2>What was done to it</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Its songs"><table>
            <thead><tr><th>When</th><th>Who</th><th>What</th><th>Sent</th></tr></thead>
            <tbody>{playlist.History.AsEnumerable().Reverse().Take(50).Select(Line)}</tbody>
            </table></div>
            """
        );

    private static Html Line(Deed deed) =>
        $"""
            <tr><td>{deed.At:yyyy-MM-dd HH:mm:ss}</td><td>{deed.By}</td><td>{deed.What}</td><td dir="auto">{deed.Sent}{Html.When(
                deed.Bytes is not null,
                $"JPEG, {deed.Bytes ?? 0:N0} bytes"
            )}</td></tr>
            """;
}
