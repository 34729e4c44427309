using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Party.Played;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>What was played at a party, for those who were there, and saving it for the owner.</summary>
internal static class PlayedPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/party/{id:guid}").ExcludeFromDescription();
        pages.MapGet("played", Get).Previewed("What was played", "The songs of a party, for those who were there.");
        pages.MapPost("save", Save);
    }

    private static async Task<IResult> Get(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        PlayedStore store,
        SaveStore saves,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        await store.Read(id, user.OwnerOrNull(), cookie.Read(context), cancellation) switch
        {
            null => TypedResults.NotFound(),
            { MayRead: false } => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
            var read => await Show(read, saves, time.GetUtcNow(), cancellation),
        };

    public static async Task<IResult> Show(PlayedRead read, SaveStore saves, DateTimeOffset now, CancellationToken cancellation)
    {
        var maySave = read is { IsOwner: true, List: { Phase: "ended", Songs.Count: > 0 } };
        var save = maySave ? await saves.Load(read.List.Id, cancellation) : null;
        return Page.Of<PlayedPage>(
            new
            {
                View = new PlayedView(
                    read.List,
                    read.MayRead,
                    read.Rounds - read.List.Songs.Count,
                    now,
                    maySave,
                    save is null ? null : SaveView.Of(save)
                ),
            }
        );
    }

    /// <summary>The button of the page.</summary>
    private static async Task<IResult> Save(
        Guid id,
        ClaimsPrincipal user,
        PlayedStore played,
        SaveStore saves,
        Flash flash,
        CancellationToken cancellation,
        [FromForm] string? zone = null
    )
    {
        if (user.OwnerOrNull() is null)
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        if ((await SaveEndpoints.Ask(id, user, zone, played, saves, cancellation)).Refusal is not { } refusal)
            return TypedResults.LocalRedirect($"/party/{id}/played");
        if (refusal.StatusCode != StatusCodes.Status409Conflict)
            return TypedResults.StatusCode(refusal.StatusCode);
        flash.Say(Tone.Care, refusal.ProblemDetails.Detail!);
        return TypedResults.LocalRedirect($"/party/{id}/played");
    }
}
