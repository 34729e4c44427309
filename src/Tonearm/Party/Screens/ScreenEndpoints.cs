using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Tonearm.Party.Hosting;
using Tonearm.Party.Room;
using Tonearm.Web;

namespace Tonearm.Party.Screens;

/// <summary>What a television asks, and what a host does about televisions.</summary>
internal static class ScreenEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var screen = routes.MapGroup("/api/screen").ExcludeFromDescription();
        screen.MapPost("", Here);
        // A browser that speaks HTTP/2 opens a socket by CONNECT.
        screen.MapMethods("live", [HttpMethods.Get, HttpMethods.Connect], Live);

        var party = routes.MapGroup("/api/parties/{id:guid}").WithTags("Party").AddEndpointFilter(HostEndpoints.HostsOnly);
        party.MapGet("screens", List).WithSummary("The televisions that show the party");
        party
            .MapPost("screens", Pair)
            .WithSummary($"Show the party on the television with these {PairingCode.Words}")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        party.MapDelete("screens/{screen:guid}", TakeOff).WithSummary("Show it there no longer");
        party.MapPut("wifi", SetWifi).WithSummary("The Wi-Fi whose QR code televisions show, until the party ends");
        party
            .MapDelete(
                "wifi",
                async (Guid id, WifiStore store, CancellationToken cancellation) =>
                {
                    await store.Forget(id, cancellation);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("Show and keep the Wi-Fi no longer");
    }

    /// <summary>Every few seconds while it is on: what it shows depends on nothing else, so it comes back from anything.</summary>
    private static async Task<IResult> Here(
        HttpContext context,
        ScreenCookie cookie,
        ScreenStore store,
        ScreenLimits limits,
        SnapshotLimits often,
        WifiStore wifis,
        SnapshotReader snapshots,
        PublicAddress address,
        Bundle bundle,
        CancellationToken cancellation
    )
    {
        if (cookie.Read(context) is not { } screen)
            return Problem(
                StatusCodes.Status403Forbidden,
                "This browser keeps no cookies, so it would be another television each time. Allow them for this address."
            );
        TimeSpan? wait = often.TryTake(screen);
        var row = wait is null
            ? await store.Here(
                screen,
                () => (wait = limits.Newcomer(AddressBlocks.Of(context.Connection.RemoteIpAddress))) is null,
                cancellation
            )
            : null;
        if (row is null)
            return Later(context, wait ?? TimeSpan.Zero, "A great many televisions are new here. It tries again by itself in {0}.");
        var party = row.PartyId is { } id ? await snapshots.Read(id, null, host: false, cancellation) : null;
        var wifi = party is { Phase: not "ended" } ? await wifis.Of(party.Id, cancellation) : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(
            new ScreenAnswer(
                row.Code,
                row.Code is { } code ? address.Of(context.Request, $"/screen/{code}") : null,
                party,
                wifi is { } set ? new(set.Wifi.Name, set.SetAt.ToUnixTimeMilliseconds()) : null,
                bundle["ScreenPage.js"] + bundle["screen.css"]
            )
        );
    }

    /// <summary>The line of a guest's phone, without a guest.</summary>
    private static async Task<IResult> Live(
        HttpContext context,
        ScreenCookie cookie,
        ScreenStore store,
        PartyRooms rooms,
        PublicAddress address,
        IOptions<PartyOptions> options,
        CancellationToken cancellation
    )
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problem(StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only.");
        if (cookie.Read(context) is not { } screen || await store.PartyOf(screen, cancellation) is not { } party)
            return Problem(StatusCodes.Status403Forbidden, "This television shows no party.");
        await RoomEndpoints.Serve(
            context,
            party,
            socket => new(socket, screen, null, address.Of(context.Request), context.Abort, TimeProvider.System) { IsScreen = true },
            rooms,
            options.Value
        );
        return TypedResults.Empty;
    }

    private static async Task<Ok<PartyScreens>> List(Guid id, ScreenStore store, WifiStore wifis, CancellationToken cancellation) =>
        TypedResults.Ok(new PartyScreens(await store.Of(id, cancellation), (await wifis.Of(id, cancellation))?.Wifi.Name));

    private static async Task<IResult> Pair(
        Guid id,
        ScreenCode typed,
        HttpContext context,
        Pairing pairing,
        ScreenStore store,
        WifiStore wifis,
        CancellationToken cancellation
    )
    {
        if (PairingCode.Read(typed.Code) is not { } code)
            return Problem(StatusCodes.Status400BadRequest, PairingCode.Malformed);
        return await pairing.Pair(context, id, code, cancellation) switch
        {
            null => await List(id, store, wifis, cancellation),
            { Wait: { } wait } refused => Later(context, wait, refused.Sentence),
            var refused => Problem(refused.Status, refused.Sentence),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeOff(
        Guid id,
        Guid screen,
        ScreenStore store,
        CancellationToken cancellation
    ) =>
        await store.TakeOff(id, screen, cancellation)
            ? TypedResults.NoContent()
            : Problem(StatusCodes.Status404NotFound, "That television does not show this party any more.");

    private static async Task<Results<NoContent, ProblemHttpResult>> SetWifi(
        Guid id,
        WifiRequest request,
        WifiStore store,
        CancellationToken cancellation
    )
    {
        var wifi = new Wifi(request.Name?.Trim() ?? "", request.Password ?? "");
        if (wifi.Problem is { } problem)
            return Problem(StatusCodes.Status400BadRequest, problem);
        return await store.Set(id, wifi, cancellation) ? TypedResults.NoContent() : Problem(StatusCodes.Status409Conflict, Pairing.Over);
    }

    private static ProblemHttpResult Later(HttpContext context, TimeSpan wait, string sentence)
    {
        var seconds = context.Response.SayRetryAfter(wait);
        return Problem(
            StatusCodes.Status429TooManyRequests,
            string.Format(CultureInfo.InvariantCulture, sentence, seconds == 1 ? "a second" : $"{seconds} seconds")
        );
    }

    private static ProblemHttpResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}
