using System.Security.Claims;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Web;

namespace Tonearm.Party.Played;

/// <summary>What was played, for programs: for those who were there, as long as the party is kept.</summary>
internal static class PlayedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = routes.MapGroup("/api/parties/{id:guid}").WithTags("Party");
        party
            .MapGet("played", Get)
            .WithSummary("What was played so far, with likes, for a guest or the host")
            .Produces<PlayedList>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        party
            .MapGet("played.csv", GetCsv)
            .WithSummary("The same for a spreadsheet")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static Task<IResult> Get(
        Guid id,
        ClaimsPrincipal user,
        HttpContext context,
        GuestCookie cookie,
        PlayedStore store,
        SnapshotLimits limits,
        CancellationToken cancellation
    ) => Answer(id, user, context, cookie, store, limits, TypedResults.Ok, cancellation);

    private static Task<IResult> GetCsv(
        Guid id,
        ClaimsPrincipal user,
        HttpContext context,
        GuestCookie cookie,
        PlayedStore store,
        SnapshotLimits limits,
        CancellationToken cancellation
    ) =>
        Answer(
            id,
            user,
            context,
            cookie,
            store,
            limits,
            list =>
                TypedResults.File(
                    PlayedCsv.Of(list),
                    "text/csv; charset=utf-8",
                    FormattableString.Invariant($"played-{list.OpenedAt.UtcDateTime:yyyy-MM-dd}.csv")
                ),
            cancellation
        );

    private static async Task<IResult> Answer(
        Guid id,
        ClaimsPrincipal user,
        HttpContext context,
        GuestCookie cookie,
        PlayedStore store,
        SnapshotLimits limits,
        Func<PlayedList, IResult> told,
        CancellationToken cancellation
    )
    {
        var (owner, guest) = (user.OwnerOrNull(), cookie.Read(context));
        if ((guest ?? owner) is not { } device)
            return Problem(StatusCodes.Status403Forbidden, "What was played is told to those who were there.");
        if (limits.TryTake(device) is { } wait)
        {
            context.Response.SayRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "This device asks too often. Wait a moment.");
        }

        return await store.Read(id, owner, guest, cancellation) switch
        {
            null => Problem(StatusCodes.Status404NotFound, "There is no such party."),
            { MayRead: false } => Problem(StatusCodes.Status403Forbidden, "What was played is told to those who were there."),
            { List: var list } => told(list),
        };
    }

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}
