using Microsoft.AspNetCore.Mvc;
using Tonearm.Party.Guests;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Web;

namespace Tonearm.Party.Likes;

/// <summary>A guest likes a track of the ballot, or takes that back.</summary>
internal static class LikeEndpoints
{
    private const string Path = "/api/parties/{id:guid}/rounds/{round:int}/likes/{trackId}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPut(Path, Like).WithSummary("Like a track of the ballot; answers when it counts"));
        Describe(routes.MapDelete(Path, Unlike).WithSummary("Take a like back"));
    }

    private static void Describe(RouteHandlerBuilder route) =>
        route
            .WithTags("Party")
            .Produces<LikeAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task<IResult> Like(
        Guid id,
        int round,
        string trackId,
        LikeRequest request,
        GuestCookie cookie,
        LikeBatches likes,
        LikeLimits limits,
        PartyRooms rooms,
        HttpContext context
    ) => Say(id, round, trackId, liked: true, request, cookie, likes, limits, rooms, context);

    private static Task<IResult> Unlike(
        Guid id,
        int round,
        string trackId,
        [FromBody] LikeRequest request,
        GuestCookie cookie,
        LikeBatches likes,
        LikeLimits limits,
        PartyRooms rooms,
        HttpContext context
    ) => Say(id, round, trackId, liked: false, request, cookie, likes, limits, rooms, context);

    private static async Task<IResult> Say(
        Guid id,
        int round,
        string trackId,
        bool liked,
        LikeRequest request,
        GuestCookie cookie,
        LikeBatches likes,
        LikeLimits limits,
        PartyRooms rooms,
        HttpContext context
    )
    {
        if (request.N is not > 0)
            return Problem(StatusCodes.Status400BadRequest, "Send a counter n with each like: 1 at first, and higher each time.");
        if (cookie.Read(context) is not { } guest)
            return Stranger();
        if (limits.TryTake(guest) is { } wait)
        {
            context.Response.SayRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "That were a great many likes in a row. Try again in a moment.");
        }

        var outcome = await likes.Say(new(id, guest, round, trackId, liked, request.N.Value));
        if (outcome.Verdict == LikeVerdict.Told)
            rooms.Voted(id, guest);
        return outcome.Verdict switch
        {
            LikeVerdict.Told => TypedResults.Ok(new LikeAnswer(outcome.N, outcome.Likes!)),
            LikeVerdict.Late => TypedResults.Problem(
                outcome.Round == round ? "Voting has closed, or this track is not up for vote." : "That round is over.",
                statusCode: StatusCodes.Status409Conflict,
                extensions: [new("round", outcome.Round)]
            ),
            LikeVerdict.Stranger => Stranger(),
            LikeVerdict.Muted => Problem(StatusCodes.Status403Forbidden, GuestWords.Muted),
            LikeVerdict.UnknownParty => Problem(StatusCodes.Status404NotFound, "There is no such party."),
            _ => Problem(StatusCodes.Status503ServiceUnavailable, "That like did not get through. Try again in a moment."),
        };
    }

    private static IResult Stranger() => Problem(StatusCodes.Status403Forbidden, "Join the party first, then vote.");

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="N">The device's own counter, higher each time: an older word that arrives late changes nothing.</param>
public sealed record LikeRequest(long? N);

/// <summary>What is true now, whatever was asked.</summary>
/// <param name="N">The last counter that was heeded; the next must be higher.</param>
/// <param name="Likes">Ids of the tracks this guest likes.</param>
public sealed record LikeAnswer(long N, IReadOnlyList<string> Likes);
