using Tonearm.Sandbox.Guests;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Pages;

/// <summary>Everybody's player, and the guests that can be sent to a party.</summary>
internal static class PlayersPage
{
    public static IResult Show(string? said, World world, Crowd crowd)
    {
        lock (world.Gate)
        {
            var now = world.Now;
            var players = world.People.Values.Take(50).Select(person => (Person: person, Player: Player.Of(world, person, now))).ToArray();
            return Page.Of(
                "Players",
                $"""
                <h1>Players</h1>
                <p class="muted">What everybody listens to. Open one for its buttons.</p>
                <ul class="people" id="players" data-live>{players.Select(one => (Html)$"""
                <li><a href="/user/{one.Person.Id}/player"><strong>{one.Person.Name}</strong>{NowPlaying.Of(one.Player, now)}</a></li>
                """)}</ul>
                <h2>Guests for a party</h2>
                <p class="muted">They join by the code, as phones do, and like a song of the ballot now and then, until the party ends.</p>
                {Html.When(!string.IsNullOrEmpty(said), $"""<p class="said" role="status">{said}</p>""")}
                <div id="guests" data-live>{Guests(crowd.State)}</div>
                <form method="post" action="/players/guests">
                <div class="fields">
                <label><span>Address of the site</span><input name="address" type="url" required value="{crowd.State.Address ?? "http://127.0.0.1:5080"}"></label>
                <label><span>Code of the party</span><input name="code" inputmode="numeric" autocomplete="off" required></label>
                <label><span>How many</span><input name="guests" type="number" min="1" max="500" value="20"></label>
                </div>
                <p class="buttons"><button>Send them</button></p>
                </form>
                """,
                live: true
            );
        }
    }

    public static async Task<IResult> Send(HttpRequest request, Crowd crowd, CancellationToken gone)
    {
        var form = await request.ReadFormAsync(gone);
        if (PartyAddress.Read(form["address"], form["code"], out var problem) is not { } party)
            return Results.LocalRedirect($"/players?said={Uri.EscapeDataString(problem!)}#guests");
        crowd.Send(party, int.TryParse(form["guests"], out var guests) ? Math.Clamp(guests, 1, 500) : 20, TimeSpan.FromSeconds(5));
        return Results.LocalRedirect("/players#guests");
    }

    public static IResult SendHome(Crowd crowd)
    {
        crowd.SendHome();
        return Results.LocalRedirect("/players#guests");
    }

    private static Html Guests(CrowdState state)
    {
        if (state.Code is null)
            return Html.None;
        return $"""
            <p>Party {state.Code}: {HomePage.Count(
                state.Joined,
                "guest"
            )} came in, {state.There:N0} of {state.Guests:N0} are at it, {HomePage.Count(state.Likes, "like")} so far.</p>
            {Html.When(
                state.There > 0,
                $"""<form method="post" action="/players/guests/home" class="buttons"><button class="harm">Send them home</button></form>"""
            )}
            """;
    }
}
