using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Party.Played;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>What was played at a party, for those who were there.</summary>
internal static class PlayedPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/party/{id:guid}/played", Get)
            .Previewed("What was played", "The songs of a party, for those who were there.")
            .ExcludeFromDescription();

    private static async Task<IResult> Get(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        PlayedStore store,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        await store.Read(id, user.OwnerOrNull(), cookie.Read(context), cancellation) switch
        {
            null => TypedResults.NotFound(),
            { MayRead: false } => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
            var read => Show(read, time.GetUtcNow()),
        };

    public static RazorComponentResult<PlayedPage> Show(PlayedRead read, DateTimeOffset now) =>
        Page.Of<PlayedPage>(new { View = new PlayedView(read.List, read.MayRead, read.Rounds - read.List.Songs.Count, now) });
}
