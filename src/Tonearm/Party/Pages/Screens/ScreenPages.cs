using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Party.Room;
using Tonearm.Party.Screens;
using Tonearm.Web;

namespace Tonearm.Party.Pages.Screens;

/// <summary>The page of a television, its pictures, and the page that its code brings a host's phone to.</summary>
internal static class ScreenPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var screen = routes.MapGroup("/screen").ExcludeFromDescription();
        screen
            .MapGet("", Television)
            .Previewed("Television", "Shows a party of yours on the large screen: what plays, the vote and the way in.");
        screen.MapGet("join.svg", Join);
        screen.MapGet("wifi.svg", Wifi);
        screen.MapGet(
            "pair.svg",
            IResult (HttpRequest request, PublicAddress address, string? code = null) =>
                PairingCode.Read(code) is { } letters ? QrCode.Answer(address.Of(request, $"/screen/{letters}")) : TypedResults.NotFound()
        );
        screen.MapGet("{code:length(5)}", Ask).Previewed("Show a party on this television", "For the host of a party.");
        screen.MapPost("{code:length(5)}", Pair);
    }

    /// <summary>Nothing of it depends on who asks: the script says that the television is there, and is told what to show.</summary>
    private static IResult Television(HttpContext context, ScreenCookie cookie)
    {
        cookie.Issue(context);
        context.Response.Headers.CacheControl = "no-store";
        return Page.Of<ScreenPage>();
    }

    private static async Task<IResult> Join(
        HttpContext context,
        ScreenCookie cookie,
        ScreenStore store,
        RoomReader reader,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        if (
            await Shown(context, cookie, store, cancellation) is not { } party
            || await reader.Read(party, null, cancellation) is not { } state
        )
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, no-cache";
        return QrCode.Answer(address.Of(context.Request, $"/j/{state.Party.Secret}"));
    }

    private static async Task<IResult> Wifi(
        HttpContext context,
        ScreenCookie cookie,
        ScreenStore store,
        WifiStore wifis,
        CancellationToken cancellation
    )
    {
        if (await Shown(context, cookie, store, cancellation) is not { } party || await wifis.Of(party, cancellation) is not { } set)
            return TypedResults.NotFound();
        // Nothing on the television keeps the password.
        context.Response.Headers.CacheControl = "no-store";
        return QrCode.Answer(set.Wifi.ForQr);
    }

    /// <summary>Opening it does nothing, and does not say whether there is such a television.</summary>
    private static async Task<IResult> Ask(
        string code,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        ScreenStore store,
        CancellationToken cancellation
    ) =>
        PairingCode.Read(code) is { } letters
            ? await Show(letters, null, StatusCodes.Status200OK, context, user, cookie, store, cancellation)
            : TypedResults.NotFound();

    private static async Task<IResult> Pair(
        string code,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        HostCheck hosts,
        Pairing pairing,
        ScreenStore store,
        Flash flash,
        [FromForm] Guid? party,
        CancellationToken cancellation
    )
    {
        if (PairingCode.Read(code) is not { } letters || party is not { } id)
            return TypedResults.NotFound();
        if (await hosts.IsHost(context, id, cancellation) is not true)
            return await Show(
                letters,
                "Only the host of a party can show it.",
                StatusCodes.Status403Forbidden,
                context,
                user,
                cookie,
                store,
                cancellation
            );
        if (await pairing.Pair(context, id, letters, cancellation) is { } refused)
            return await Show(
                letters,
                string.Format(System.Globalization.CultureInfo.InvariantCulture, refused.Sentence, "a minute"),
                refused.Status,
                context,
                user,
                cookie,
                store,
                cancellation
            );
        flash.Say(Tone.Good, "The television shows your party. Under More you can take it off again.");
        return TypedResults.LocalRedirect($"/party/{id}");
    }

    private static async Task<IResult> Show(
        string code,
        string? sentence,
        int status,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        ScreenStore store,
        CancellationToken cancellation
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return Page.Of<PairingPage>(
            new
            {
                Code = code,
                Sentence = sentence,
                Parties = await store.Hosted(user.OwnerOrNull(), cookie.Read(context), cancellation),
            },
            status
        );
    }

    private static async Task<Guid?> Shown(HttpContext context, ScreenCookie cookie, ScreenStore store, CancellationToken cancellation) =>
        cookie.Read(context) is { } screen ? await store.PartyOf(screen, cancellation) : null;
}
