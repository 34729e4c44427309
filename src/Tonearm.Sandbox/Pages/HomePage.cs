using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

internal static class HomePage
{
    public static IResult Show(World world)
    {
        lock (world.Gate)
            return Page.Of(
                "People",
                $"""
                <h1>Who lives here</h1>
                <p class="muted">Sign in as any of them in your own app. Open one to see the playlists as Spotify would show them.</p>
                <ul class="people">{world.People.Values.Select(person => Entry(world, person))}</ul>
                """
            );
    }

    private static Html Entry(World world, Person person)
    {
        var followed = person.Library.Count(id => world.Playlists[id].OwnerId != person.Id);
        var consents = world.Grants.Values.Count(grant => grant.PersonId == person.Id && grant is { Revoked: false, Rotated: false });
        return $"""
            <li><a href="/user/{person.Id}"><strong>{person.Name}</strong><br>
            <span class="muted">{person.About}<br>
            {Count(person.Library.Count, "playlist")}{Html.When(followed > 0, $", {followed} of them followed")}{Html.When(
                consents > 0,
                $" · consent given"
            )}{Html.When(!person.OnAllowList, $" · not on the allow list")}</span></a></li>
            """;
    }

    public static string Count(int count, string thing) => $"{count:N0} {thing}{(count == 1 ? "" : "s")}";
}
