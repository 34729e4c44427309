using Tonearm.Sandbox.Control;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>A person's library, a screenful at a time.</summary>
internal static class PersonPage
{
    private const int OnePage = 120;

    public static IResult Show(string id, string? q, int? page, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Page.Of("Nobody", $"<h1>Nobody of that name lives here</h1>", 404);
            var found = person.Library.Select(playlist => world.Playlists[playlist]).Where(playlist => Matches(playlist, q)).ToArray();
            var number = Math.Clamp(page ?? 1, 1, Math.Max(1, (found.Length + OnePage - 1) / OnePage));
            return Page.Of(
                person.Name,
                $"""
                <h1>{person.Name}</h1>
                <p class="muted">{person.About}. Id <code>{person.Id}</code>. <a href="/user/{person.Id}/player">Player</a></p>
                {Switches(world, person)}
                <form role="search"><label><span>Search {HomePage.Count(
                    person.Library.Count,
                    "playlist"
                )}</span><input type="search" name="q" value="{q}"></label></form>
                {Html.When(
                    found.Length == 0,
                    $"<p>{(person.Library.Count == 0 ? "No playlists yet." : "No playlist has these words.")}</p>"
                )}
                <ul class="grid">{found.Skip((number - 1) * OnePage).Take(OnePage).Select(playlist => Card(world, person, playlist))}</ul>
                {Turn(found.Length, number, q)}
                """
            );
        }
    }

    public static IResult Revoke(string id, World world)
    {
        lock (world.Gate)
            ConsentControl.Withdraw(world, id, keepAccess: false);
        return Results.LocalRedirect($"/user/{Uri.EscapeDataString(id)}");
    }

    public static IResult Allow(string id, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            person.OnAllowList = !person.OnAllowList;
            world.Save(person);
        }

        return Results.LocalRedirect($"/user/{Uri.EscapeDataString(id)}");
    }

    private static bool Matches(Playlist playlist, string? words) =>
        string.IsNullOrWhiteSpace(words)
        || playlist.Title.Latest().Contains(words, StringComparison.OrdinalIgnoreCase)
        || playlist.Description.Latest()?.Contains(words, StringComparison.OrdinalIgnoreCase) is true;

    private static Html Switches(World world, Person person)
    {
        var consented = world.Grants.Values.Any(grant => grant.PersonId == person.Id && grant is { Revoked: false, Rotated: false });
        return $"""
            <div class="buttons">
            <form method="post" action="/user/{person.Id}/allow"><button class="quiet">{(
                person.OnAllowList ? "Take off the allow list" : "Put on the allow list"
            )}</button></form>
            {Html.When(
                consented,
                $"""<form method="post" action="/user/{person.Id}/revoke"><button class="harm">Withdraw consent to all apps</button></form>"""
            )}
            </div>
            """;
    }

    private static Html Card(World world, Person person, Playlist playlist)
    {
        var now = world.Now;
        var title = playlist.Title.At(now);
        Html name = title.Length > 0 ? $"<strong dir=\"auto\">{title}</strong>" : (Html)$"<strong class=\"blank\">No title</strong>";
        Html owner = playlist.OwnerId == person.Id ? Html.None : $"<small>by {world.People[playlist.OwnerId].Name}</small>";
        return $"""
            <li><a href="/playlist/{playlist.Id}">{Cover(
                world,
                playlist,
                now,
                300
            )}{name}<small class="text" dir="auto">{playlist.Description.At(now)}</small>{owner}</a></li>
            """;
    }

    /// <summary>As readers see it at this moment.</summary>
    public static Html Cover(World world, Playlist playlist, DateTimeOffset now, int side)
    {
        var address = ImageAddress.At("", now, world.Conditions.Habits.ImageSeconds);
        var images = Demo.Contents.MosaicOf(playlist);
        var url =
            playlist.Cover.At(now) is { } cover ? address.Custom(cover)
            : images.Length == 4 ? address.Mosaic(side > 300 ? 640 : 300, images)
            : images.Length > 0 ? address.Album(images[0])
            : null;
        return url is null
            ? $"""<span class="nothing">No cover</span>"""
            : (Html)$"""<img class="cover" src="{url}" alt="" width="{side}" height="{side}" loading="lazy">""";
    }

    private static Html Turn(int found, int number, string? words)
    {
        var query = string.IsNullOrEmpty(words) ? "" : $"&q={Uri.EscapeDataString(words)}";
        Html back = Html.When(number > 1, $"""<a href="?page={number - 1}{query}">Page {number - 1}</a> """);
        Html next = Html.When(number * OnePage < found, $"""<a href="?page={number + 1}{query}">Page {number + 1}</a>""");
        return Html.When(found > OnePage, $"<p>{back}{next}</p>");
    }
}
