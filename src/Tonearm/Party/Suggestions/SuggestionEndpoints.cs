using System.Security.Claims;
using Tonearm.Accounts;
using Tonearm.Party.Guests;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Web;

namespace Tonearm.Party.Suggestions;

/// <summary>A guest asks for a song, and a host says yes or no. A suggestion is named by its track.</summary>
internal static class SuggestionEndpoints
{
    private const int MostWords = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = routes.MapGroup("/api/parties/{id:guid}").WithTags("Party");
        Describe(party.MapGet("search", Search).WithSummary("Songs that can be asked for, and why others cannot").Produces<SearchAnswer>());
        Describe(party.MapGet("suggestions", List).WithSummary("What is asked for, in the order of its turns").Produces<SuggestionsView>());
        Describe(party.MapPost("suggestions", Ask).WithSummary("Ask for a song").Produces<SuggestionAnswer>(StatusCodes.Status201Created));
        Describe(
            party
                .MapDelete("suggestions/{track}", TakeBack)
                .WithSummary("Take an own suggestion back, or as the host decline one")
                .Produces(StatusCodes.Status204NoContent)
        );
        Describe(
            party
                .MapPost("suggestions/{track}/approve", Approve)
                .WithSummary("Let a suggestion get in line")
                .AddEndpointFilter(HostEndpoints.HostsOnly)
                .Produces(StatusCodes.Status204NoContent)
        );
        Describe(
            party
                .MapPost("suggestions/approve", ApproveAll)
                .WithSummary("Let all that wait get in line")
                .AddEndpointFilter(HostEndpoints.HostsOnly)
                .Produces(StatusCodes.Status204NoContent)
        );
    }

    private static void Describe(RouteHandlerBuilder route) =>
        route
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Search(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        SuggestionStore store,
        SuggestionReader reader,
        SuggestionLimits limits,
        SongSearch songs,
        HostStore hosts,
        CancellationToken cancellation,
        string? q = null
    )
    {
        if (await Stranger(id, context, cookie, store, cancellation) is { } refusal)
            return refusal;
        var guest = cookie.Read(context)!.Value;
        if (limits.Search(id, guest) is { } wait)
            return Later(context, wait, "That is a lot of searching. Try again in a moment.");
        var words = SongSearch.Plain(q ?? "");
        if (RequestText.Problem("q", words, MostWords) is { } problem)
            return Problem(StatusCodes.Status400BadRequest, problem);
        var found = SongSearch.IsWorthACall(words)
            ? await songs.Find(id, await hosts.AccountOf(id, cancellation), words, cancellation)
            : null;
        return TypedResults.Ok(await reader.Search(id, guest, words, found, cancellation));
    }

    private static async Task<IResult> List(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        SuggestionStore store,
        SuggestionReader reader,
        SnapshotLimits limits,
        CancellationToken cancellation
    )
    {
        var who = await store.Who(id, cookie.Read(context), user.OwnerOrNull(), cancellation);
        if (!who.Exists)
            return Unknown();
        if (!who.Guest && !who.Host)
            return Outside();
        var device = cookie.Read(context) ?? user.Owner();
        if (limits.TryTake(device) is { } wait)
            return Later(context, wait, "This device asks too often. Its line says when something is new.");
        return TypedResults.Ok(await reader.Read(id, device, who.Host, cancellation));
    }

    private static async Task<IResult> Ask(
        Guid id,
        SuggestionRequest request,
        HttpContext context,
        GuestCookie cookie,
        SuggestionStore store,
        SuggestionLimits limits,
        SongSearch songs,
        HostStore hosts,
        CancellationToken cancellation
    )
    {
        if (request.TrackId is not { Length: > 0 } track)
            return Problem(StatusCodes.Status400BadRequest, "Say which song, by its trackId.");
        // Before anything is read: who asks ten thousand times costs nobody anything.
        if (cookie.Read(context) is { } device && limits.Ask(device) is { } wait)
            return Later(context, wait, "That are many songs at once. Try again in a moment.");
        if (await Stranger(id, context, cookie, store, cancellation, asks: true) is { } refusal)
            return refusal;
        var (guest, account) = (cookie.Read(context)!.Value, await hosts.AccountOf(id, cancellation));
        var asked = await store.Ask(id, guest, track, songs.Known(account, track), cancellation);
        // Neither a song of the party nor one that was found here: another node may have found it.
        if (asked is { State: null, Hindrance: null } && await songs.Get(id, account, track, cancellation) is { } found)
            asked = await store.Ask(id, guest, track, found, cancellation);
        return asked switch
        {
            { State: { } state } => TypedResults.Created(
                $"/api/parties/{id}/suggestions/{Uri.EscapeDataString(track)}",
                new SuggestionAnswer(state.State, state.Turn, state.Words())
            ),
            { Hindrance: { } hindrance } => TypedResults.Problem(
                hindrance.Sentence(),
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?> { ["why"] = hindrance.Code() }
            ),
            _ => Problem(StatusCodes.Status404NotFound, "There is no such song at this party, or the party is over."),
        };
    }

    private static async Task<IResult> TakeBack(
        Guid id,
        string track,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        SuggestionStore store,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context);
        var who = await store.Who(id, guest, user.OwnerOrNull(), cancellation);
        if (!who.Exists)
            return Unknown();
        if (!who.Guest && !who.Host)
            return Outside();
        // A host's own suggestion is taken back, too; of another's they say no.
        if (guest is { } own && await store.TakeBack(id, own, track, cancellation))
            return TypedResults.NoContent();
        if (who.Host && await store.Decline(id, track, cancellation))
            return TypedResults.NoContent();
        return Problem(StatusCodes.Status409Conflict, "It does not wait any more: its turn has come, or it was taken back.");
    }

    private static async Task<IResult> Approve(Guid id, string track, SuggestionStore store, CancellationToken cancellation) =>
        await store.Approve(id, track, cancellation)
            ? TypedResults.NoContent()
            : Problem(StatusCodes.Status409Conflict, "It does not wait any more: its turn has come, or it was taken back.");

    private static async Task<IResult> ApproveAll(Guid id, SuggestionStore store, CancellationToken cancellation) =>
        await store.ApproveAll(id, cancellation)
            ? TypedResults.NoContent()
            : Problem(StatusCodes.Status409Conflict, "Nothing waits for a yes any more.");

    private static async Task<IResult?> Stranger(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        SuggestionStore store,
        CancellationToken cancellation,
        bool asks = false
    )
    {
        var who = await store.Who(id, cookie.Read(context), null, cancellation);
        return !who.Exists ? Unknown()
            : !who.Guest ? Outside()
            : asks && who.Muted ? Problem(StatusCodes.Status403Forbidden, GuestWords.Muted)
            : null;
    }

    private static IResult Later(HttpContext context, TimeSpan wait, string sentence)
    {
        context.Response.SayRetryAfter(wait);
        return Problem(StatusCodes.Status429TooManyRequests, sentence);
    }

    private static IResult Unknown() => Problem(StatusCodes.Status404NotFound, "There is no such party.");

    private static IResult Outside() => Problem(StatusCodes.Status403Forbidden, "Join the party first.");

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}
