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
        guests.MapDelete(Deed, Do).WithSummary("Take that back: what it has liked and asked for counts again");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Do(
        Guid id,
        int guest,
        string deed,
        HttpContext context,
        GuestCookie cookie,
        GuestStore store,
        CancellationToken cancellation
    ) =>
        await store.Do(id, guest, Asked(deed, HttpMethods.IsDelete(context.Request.Method)), cookie.Read(context), cancellation) switch
        {
            GuestVerdict.Done => TypedResults.NoContent(),
            GuestVerdict.Unknown => Problem("This party has no such guest.", StatusCodes.Status404NotFound),
            GuestVerdict.Host => Problem("This device hosts the party.", StatusCodes.Status409Conflict),
            _ => Problem("This party is over.", StatusCodes.Status409Conflict),
        };

    private static GuestDeed Asked(string deed, bool isTakenBack) =>
        deed switch
        {
            "mute" => isTakenBack ? GuestDeed.Unmute : GuestDeed.Mute,
            "remove" => isTakenBack ? GuestDeed.LetIn : GuestDeed.Remove,
            _ => isTakenBack ? GuestDeed.Unblock : GuestDeed.Block,
        };

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}
