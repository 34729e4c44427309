using System.Security.Claims;
using System.Text;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Party.Rules;
using Tonearm.Party.Starts;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>A prepared party for the calendars of those who are in it.</summary>
internal static class CalendarPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/party/{id:guid}/party.ics", File).ExcludeFromDescription();

    private static async Task<IResult> File(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        RoomReader reader,
        PublicAddress address,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (
            await reader.Read(id, cookie.Read(context), cancellation) is not { Party: { StartsAt: { } at } party } state
            || state.Guest is null && user.OwnerOrNull() != party.OwnerId
        )
            return TypedResults.NotFound();
        var link = address.Of(context.Request, $"/j/{party.Secret}");
        var way = party.Code is { } code ? $"{link}\nOr type {PartyCodes.Grouped(code)} at {new Uri(link).Authority}" : link;
        var file = CalendarFile.Of(
            new(
                $"{id}@tonearm",
                party.StartsChanges,
                time.GetUtcNow(),
                at,
                LookCadence.Usual,
                $"Party: {Bidi.Plain(party.PlaylistTitle)}",
                $"{Bidi.Plain(party.HostName)} plays {Bidi.Plain(party.PlaylistTitle)}, and you vote for what plays next.\n{way}",
                link,
                Cancelled: party is { Phase: "ended", Round: 0 }
            )
        );
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.ContentDisposition = "inline; filename=\"party.ics\"";
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(file), CalendarFile.MediaType);
    }
}
