using Tonearm.Accounts;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Web;

namespace Tonearm.Party.Along;

/// <summary>Somebody plays along on a device of their own, or no longer does.</summary>
internal static class AlongEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/parties/{id:guid}/along";
        Describe(routes.MapGet(path, Show).WithSummary("How it stands with playing along, and what it costs").Produces<AlongView>());
        Describe(
            routes.MapGet($"{path}/devices", Devices).WithSummary("The devices of whoever has signed in for it").Produces<PartyDevices>()
        );
        Describe(routes.MapPost(path, Join).WithSummary("Play along on one of my devices, or join again").Produces<AlongView>());
        Describe(
            routes
                .MapDelete(path, Leave)
                .WithSummary("Stop: the device is paused, and what was lent is deleted")
                .Produces(StatusCodes.Status204NoContent)
        );
        routes
            .MapGet("/party/{id:guid}/along", SignIn)
            .AddEndpointFilter(routes.ServiceProvider.GetRequiredService<SignInLimit>())
            .ExcludeFromDescription();
    }

    private static void Describe(RouteHandlerBuilder route) =>
        route
            .WithTags("Party")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>To Spotify, to lend an account for this party and nothing else.</summary>
    private static async Task<IResult> SignIn(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        AlongStore store,
        PendingSignIn pending,
        CancellationToken cancellation
    ) =>
        cookie.Read(context) is { } guest && await store.Allows(id, guest, cancellation) == AlongAllowed.Yes
            ? SignInEndpoints.Borrow(context, pending, new(id, guest))
            : TypedResults.LocalRedirect($"/party/{id}");

    private static async Task<IResult> Show(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        HostCheck hosts,
        AlongStore store,
        AlongCosts costs,
        AlongLimits limits,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context) ?? Guid.Empty;
        var allowed = await store.Allows(id, guest, cancellation);
        if (allowed is AlongAllowed.Unknown or AlongAllowed.Stranger)
            if (await hosts.IsHost(context, id, cancellation) is not true)
                return Refused(allowed);
        return IsTooOften(context, limits, guest) ?? TypedResults.Ok(await View(id, guest, store, costs, cancellation));
    }

    private static async Task<IResult> Devices(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        AlongStore store,
        HostDevices devices,
        AlongLimits limits,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context) ?? Guid.Empty;
        if (await store.Allows(id, guest, cancellation) is not AlongAllowed.Yes and var refused)
            return Refused(refused);
        if (IsTooOften(context, limits, guest) is { } wait)
            return wait;
        return await store.Mine(id, guest, cancellation) is { } mine
            ? TypedResults.Ok(await devices.Of(mine.Id, cancellation))
            : NotSignedIn();
    }

    private static async Task<IResult> Join(
        Guid id,
        AlongRequest asked,
        HttpContext context,
        GuestCookie cookie,
        AlongStore store,
        AlongCosts costs,
        AlongLimits limits,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context) ?? Guid.Empty;
        if (await store.Allows(id, guest, cancellation) is not AlongAllowed.Yes and var refused)
            return Refused(refused);
        if (IsTooOften(context, limits, guest) is { } wait)
            return wait;
        if (asked.DeviceId is { Length: 0 or > TextLimits.Id })
            return Problem(StatusCodes.Status400BadRequest, "Choose one of your devices.");
        if (await store.Mine(id, guest, cancellation) is not { Problem: not Troubles.SignIn })
            return NotSignedIn();
        if (!(await costs.Of(await store.Tally(id, guest, cancellation), cancellation)).IsEnough)
            return Problem(
                StatusCodes.Status409Conflict,
                "Today’s calls for playing along are used up here; the rest is kept for the party itself. You can vote as before, and open the song in Spotify."
            );
        return await store.Join(id, guest, asked.DeviceId, DeviceName.Of(asked.Name), cancellation)
            ? TypedResults.Ok(await View(id, guest, store, costs, cancellation))
            : Problem(StatusCodes.Status400BadRequest, "Choose one of your devices.");
    }

    private static async Task<IResult> Leave(
        Guid id,
        HttpContext context,
        GuestCookie cookie,
        AlongStore store,
        CancellationToken cancellation
    )
    {
        var guest = cookie.Read(context) ?? Guid.Empty;
        var allowed = await store.Allows(id, guest, cancellation);
        if (allowed is AlongAllowed.Unknown or AlongAllowed.Stranger)
            return Refused(allowed);
        await store.Leave(id, guest, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<AlongView> View(Guid party, Guid guest, AlongStore store, AlongCosts costs, CancellationToken cancellation)
    {
        var mine = await store.Mine(party, guest, cancellation);
        var tally = await store.Tally(party, guest, cancellation);
        var forecast = await costs.Of(tally, cancellation);
        return new(
            mine?.State,
            mine?.Problem,
            mine?.DeviceId,
            mine?.DeviceName,
            $"/party/{party}/along",
            forecast.Sentence,
            forecast.IsEnough,
            tally.Here,
            tally.Calls
        );
    }

    private static IResult? IsTooOften(HttpContext context, AlongLimits limits, Guid guest)
    {
        if (limits.TryTake(guest) is not { } wait)
            return null;
        context.Response.SayRetryAfter(wait);
        return Problem(StatusCodes.Status429TooManyRequests, "That was often in a row. Try again in a moment.");
    }

    private static IResult Refused(AlongAllowed why) =>
        why switch
        {
            AlongAllowed.Unknown => Problem(StatusCodes.Status404NotFound, "There is no such party."),
            AlongAllowed.Stranger => Problem(StatusCodes.Status403Forbidden, "Join the party first."),
            AlongAllowed.Over => Problem(StatusCodes.Status409Conflict, "This party is over."),
            _ => Problem(StatusCodes.Status409Conflict, "The host does not have guests play along."),
        };

    private static IResult NotSignedIn() => Problem(StatusCodes.Status409Conflict, "Sign in at Spotify for it first.");

    private static IResult Problem(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}
