using Tonearm.Party.Guests;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Web;

namespace Tonearm.Party.Skips;

/// <summary>A guest wants the next song, or no longer does.</summary>
internal static class SkipEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/parties/{id:guid}/skip";
        Describe(routes.MapPut(path, Want).WithSummary("Want the next song; with the round that was seen it is about that song alone"));
        Describe(routes.MapDelete(path, TakeBack).WithSummary("Take that back"));
    }

    private static void Describe(RouteHandlerBuilder route) =>
        route
            .WithTags("Party")
            .Produces<SkipAnswer>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static Task<IResult> Want(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        SkipStore store,
        SkipLimits limits,
        PartyRooms rooms,
        CancellationToken cancellation,
        int? round = null
    ) => Say(id, wants: true, round, context, cookie, store, limits, rooms, cancellation);

    private static Task<IResult> TakeBack(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        SkipStore store,
        SkipLimits limits,
        PartyRooms rooms,
        CancellationToken cancellation,
        int? round = null
    ) => Say(id, wants: false, round, context, cookie, store, limits, rooms, cancellation);

    private static async Task<IResult> Say(
        Guid id,
        bool wants,
        int? round,
        HttpContext context,
        GuestCookie cookie,
        SkipStore store,
        SkipLimits limits,
        PartyRooms rooms,
        CancellationToken cancellation
    )
    {
        if (cookie.Read(context) is not { } guest)
            return Problem(StatusCodes.Status403Forbidden, "Join the party first.");
        if (limits.TryTake(guest) is { } wait)
        {
            context.Response.SayRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "That was often in a row. Try again in a moment.");
        }

        var outcome = await store.Say(id, guest, wants, round, cancellation);
        if (outcome.Verdict == SkipVerdict.Told)
            rooms.Voted(id, guest);
        return outcome.Verdict switch
        {
            SkipVerdict.Told => TypedResults.Ok(outcome.Answer),
            SkipVerdict.UnknownParty => Problem(StatusCodes.Status404NotFound, "There is no such party."),
            SkipVerdict.Stranger => Problem(StatusCodes.Status403Forbidden, "Join the party first."),
            SkipVerdict.Muted => Problem(StatusCodes.Status403Forbidden, GuestWords.Muted),
            SkipVerdict.NotLive => Conflict("No song plays."),
            SkipVerdict.RoundOver => Conflict("That song is over already."),
            SkipVerdict.Off => Conflict("The host does not have songs skipped by vote."),
            SkipVerdict.NothingElse => Conflict("There is no other song."),
            SkipVerdict.TooEarly => Conflict("Each song has half a minute. Then you can vote for the next."),
            SkipVerdict.Standing => Conflict("The song stands still. When it goes on, you can vote for the next."),
            _ => Conflict("This song is about to end by itself."),
        };

        IResult Conflict(string sentence) =>
            TypedResults.Problem(sentence, statusCode: StatusCodes.Status409Conflict, extensions: [new("round", outcome.Round)]);
    }

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}

/// <summary>What is true now.</summary>
/// <param name="Mine">This device wants the next song.</param>
/// <param name="Wants">How many of those who are here do.</param>
/// <param name="Of">How many are here; more than half of them are enough.</param>
public sealed record SkipAnswer(bool Mine, int Wants, int Of);
