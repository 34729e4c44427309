using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;

namespace Tonearm.Party.Guests;

/// <summary>A host sees which devices are at the party, mutes, removes and blocks them, and takes each back by the opposite.</summary>
internal static class GuestEndpoints
{
    private const string Deed = "{guest:int}/{deed:regex(^(mute|remove|block)$)}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var guests = HostEndpoints.ForHosts(routes).MapGroup("guests");
        guests
            .MapGet(
                "",
                async (
                    Guid id,
                    HttpContext context,
                    GuestCookie cookie,
                    GuestReader reader,
                    CancellationToken cancellation,
                    int most = 60
                ) => TypedResults.Ok(await reader.Read(id, Math.Clamp(most, 1, GuestReader.Most), cookie.Read(context), cancellation))
            )
            .WithSummary("Who is here and who was, by their figures");
        guests.MapPost(Deed, Do).WithSummary("Mute a device, remove it, or block it for this party: mute, remove or block");
        guests.MapDelete(Deed, TakeBack).WithSummary("Take that back: what it has liked and asked for counts again");
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Do(
        Guid id,
        int guest,
        string deed,
        HttpContext context,
        GuestCookie cookie,
        GuestStore store,
        CancellationToken cancellation
    ) =>
        Change(
            id,
            guest,
            deed switch
            {
                "mute" => GuestDeed.Mute,
                "remove" => GuestDeed.Remove,
                _ => GuestDeed.Block,
            },
            cookie.Read(context),
            store,
            cancellation
        );

    private static Task<Results<NoContent, ProblemHttpResult>> TakeBack(
        Guid id,
        int guest,
        string deed,
        HttpContext context,
        GuestCookie cookie,
        GuestStore store,
        CancellationToken cancellation
    ) =>
        Change(
            id,
            guest,
            deed switch
            {
                "mute" => GuestDeed.Unmute,
                "remove" => GuestDeed.LetIn,
                _ => GuestDeed.Unblock,
            },
            cookie.Read(context),
            store,
            cancellation
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        Guid party,
        int guest,
        GuestDeed deed,
        Guid? own,
        GuestStore store,
        CancellationToken cancellation
    ) =>
        await store.Do(party, guest, deed, own, cancellation) switch
        {
            GuestVerdict.Done => TypedResults.NoContent(),
            GuestVerdict.Unknown => Problem("This party has no such guest.", StatusCodes.Status404NotFound),
            GuestVerdict.Host => Problem("This device hosts the party.", StatusCodes.Status409Conflict),
            _ => Problem("This party is over.", StatusCodes.Status409Conflict),
        };

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}
