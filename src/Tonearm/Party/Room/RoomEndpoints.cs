using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Party.Joining;
using Tonearm.Web;

namespace Tonearm.Party.Room;

/// <summary>What a party looks like now, and what is new in it.</summary>
internal static class RoomEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = routes.MapGroup("/api/parties/{id:guid}").WithTags("Party");
        party
            .MapGet("", Get)
            .WithSummary("The whole snapshot, for a guest or the host")
            .Produces<Snapshot>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        // A browser that speaks HTTP/2 opens a socket by CONNECT.
        party.MapMethods("live", [HttpMethods.Get, HttpMethods.Connect], Live).ExcludeFromDescription();
    }

    private static async Task<IResult> Get(
        Guid id,
        ClaimsPrincipal user,
        HttpContext context,
        GuestCookie cookie,
        RoomReader reader,
        SnapshotReader snapshots,
        SnapshotLimits limits,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context);
        if ((guest ?? user.OwnerOrNull()) is not { } device)
            return Problem(StatusCodes.Status403Forbidden, "Join the party first.");
        if (limits.TryTake(device) is { } wait)
        {
            context.Response.SayRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "This device asks for the party too often. Its line brings what is new.");
        }

        if (await reader.Read(id, guest, cancellation) is not { } state)
            return Problem(StatusCodes.Status404NotFound, "There is no such party.");
        var owner = user.OwnerOrNull() == state.Party.OwnerId;
        return state.Guest is null && !owner
            ? Problem(StatusCodes.Status403Forbidden, "Join the party first.")
            : TypedResults.Ok(snapshots.Of(state, owner));
    }

    private static async Task Live(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        PartyRooms rooms,
        PublicAddress address,
        IOptions<PartyOptions> options
    )
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problem(StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only.").ExecuteAsync(context);
            return;
        }

        var (guest, owner) = (cookie.Read(context), context.User.OwnerOrNull());
        await Serve(
            context,
            id,
            socket => new(socket, guest ?? owner ?? Guid.Empty, owner, address.Of(context.Request), context.Abort, TimeProvider.System),
            rooms,
            options.Value
        );
    }

    /// <summary>Opens the line that was asked for, and keeps it until one of the two sides ends it.</summary>
    public static async Task Serve(HttpContext context, Guid party, Func<WebSocket, Phone> of, PartyRooms rooms, PartyOptions options)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = options.Ping, KeepAliveTimeout = options.Ping }
        );
        var phone = of(socket);
        Forget(context);
        await rooms.Serve(party, phone, context.RequestAborted);
    }

    /// <summary>A socket stays for hours, and a thousand of them: what the browser said when it opened one need not stay with it.</summary>
    private static void Forget(HttpContext context)
    {
        foreach (var name in context.Request.Headers.Keys.ToArray())
            context.Request.Headers.Remove(name);
        context.Features.Set<IRequestCookiesFeature>(null);
    }

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}
