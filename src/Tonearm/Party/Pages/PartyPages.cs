using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Party.Guests;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Party.Played;
using Tonearm.Party.Room;
using Tonearm.Party.Rules;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>The pages of a party: the ways in, the set-up, the room.</summary>
internal static class PartyPages
{
    private const string Invitation = "Vote for the song that plays next. No account, no app.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapPost("/join", Join);
        pages.MapGet("/j/{secret}", Follow).Previewed("Join the party", Invitation);
        pages
            .MapGet("/party", Host)
            .Previewed(
                "Host a party",
                "Share a playlist, and everyone in the room votes on their phone for what plays next. Guests need no account and no app."
            );
        pages.MapGet("/party/{id:guid}", Room).Previewed("A party", Invitation);
        pages.MapGet("/party/{id:guid}/qr.svg", Picture);
    }

    /// <summary>The form of the start page, where no script sends it.</summary>
    private static async Task<IResult> Join(
        HttpContext context,
        Admission admission,
        CancellationToken cancellation,
        [FromForm] string? code = null
    )
    {
        if (PartyCodes.Read(code) is not { } digits)
            return Again(context, code, PartyCodes.Malformed, StatusCodes.Status400BadRequest);
        return Show(context, await admission.ByCode(context, digits, cancellation), code);
    }

    /// <summary>What a QR code or a link leads to: into the party, and when it is over to what was played.</summary>
    private static async Task<IResult> Follow(
        string secret,
        HttpContext context,
        ClaimsPrincipal user,
        Admission admission,
        GuestCookie cookie,
        PlayedStore played,
        SaveStore saves,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var entry = await admission.BySecret(context, secret, cancellation);
        return
            entry is Entry.Ended { Party: var party }
            && await played.Read(party, user.OwnerOrNull(), cookie.Read(context), cancellation) is { List.Songs.Count: > 0 } read
            ? await PlayedPages.Show(read, saves, time.GetUtcNow(), cancellation)
            : Show(context, entry, null);
    }

    private static async Task<IResult> Host(
        HttpContext context,
        AccountStore accounts,
        ClientRefusal clients,
        PartyViews views,
        EarlierParties earlier,
        PublicAddress address,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (context.User.OwnerOrNull() is not { } owner)
            return TypedResults.LocalRedirect("/signin?for=party&returnUrl=/party");
        var linked = await accounts.Of(owner, cancellation);
        // Somebody who came for Guard has not been asked to lend us the player yet.
        if (linked.LackOnly(Scopes.Party))
            return Page.Of<ConsentPage>(new { For = Product.Party });
        return Page.Of<HostPage>(
            new
            {
                View = new HostPageView(
                    [
                        .. linked.Select(account => new HostAccount(
                            account.Id,
                            account.Name,
                            Remedies.Of(account, Scopes.Party),
                            account.Premium,
                            account.PremiumAt
                        )),
                    ],
                    await views.Running(owner, null, cancellation) is { StartsAt: null } running ? running : null,
                    await clients.Stands(cancellation) ? Remedies.Installation : null,
                    new(address.Of(context.Request)),
                    time.GetUtcNow(),
                    await earlier.Of(owner, cancellation),
                    await views.Prepared(owner, cancellation)
                ),
            }
        );
    }

    private static async Task<IResult> Room(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        RoomReader reader,
        GuestReader guests,
        SnapshotReader snapshots,
        CookieCheck cookies,
        CancellationToken cancellation
    )
    {
        if (await reader.Read(id, cookie.Read(context), cancellation) is not { } state)
            return TypedResults.LocalRedirect(Farewell.Of(null).Address);
        var owner = user.OwnerOrNull() == state.Party.OwnerId;
        if (state.Party.Phase == "ended")
            return TypedResults.LocalRedirect(Farewell.Of(state.Party.EndedWhy, owner || state.Guest is { Host: true }).Address);
        if (state.Guest is null && cookie.Read(context) is { } device && await guests.Away(id, device, cancellation) is { } away)
            return TypedResults.LocalRedirect(Farewell.Named(away)!.Address);
        // The owner on another device votes like everyone.
        if (state.Guest is null && owner)
            return TypedResults.LocalRedirect($"/j/{state.Party.Secret}");
        if (state.Guest is null)
            return cookies.Refusal(context)
                ?? Again(
                    context,
                    null,
                    $"Type the {PartyCodes.Words} to come in. This device has not been here before.",
                    StatusCodes.Status403Forbidden
                );
        // Whoever comes back by the back button gets the page as it was, and the socket makes it true; whoever asks anew gets a new one.
        context.Response.Headers.CacheControl = "private, no-cache";
        return Page.Of<RoomPage>(new { View = new RoomView(snapshots.Of(state, owner), Figure.Of(id, state.Guest.Number)) });
    }

    private static async Task<IResult> Picture(
        Guid id,
        HttpContext context,
        ClaimsPrincipal user,
        GuestCookie cookie,
        RoomReader reader,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        if (await reader.Read(id, cookie.Read(context), cancellation) is not { } state)
            return TypedResults.NotFound();
        if (state.Guest is null && user.OwnerOrNull() != state.Party.OwnerId)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return QrCode.Answer(address.Of(context.Request, $"/j/{state.Party.Secret}"));
    }

    private static IResult Show(HttpContext context, Entry entry, string? typed) =>
        entry switch
        {
            Entry.In @in => TypedResults.LocalRedirect($"/party/{@in.Party}"),
            Entry.Blocked => Again(context, typed, GuestWords.Blocked, StatusCodes.Status403Forbidden),
            Entry.Ended when typed is null => TypedResults.LocalRedirect(Farewell.Of(null).Address),
            Entry.Ended => Again(context, typed, "This party is over. It was good to have you.", StatusCodes.Status410Gone),
            Entry.TooManyTries tries => Later(
                context,
                typed,
                tries.Wait,
                "That were many wrong codes. Wait a little, or scan the QR code: it always works."
            ),
            Entry.Crowded crowd => Later(context, typed, crowd.Wait, "A great many people are coming in at once. Try again in a moment."),
            _ => Again(
                context,
                typed,
                typed is null
                    ? $"That link leads to no party. Type the {PartyCodes.Words} instead."
                    : "No party has this code. Have another look at the host’s screen.",
                StatusCodes.Status404NotFound
            ),
        };

    private static IResult Later(HttpContext context, string? typed, TimeSpan wait, string sentence)
    {
        context.Response.SayRetryAfter(wait);
        return Again(context, typed, sentence, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The start page with what was typed, and why it did not lead in.</summary>
    private static IResult Again(HttpContext context, string? typed, string sentence, int status)
    {
        context.Features.Set(new JoinDraft(typed ?? "", sentence));
        return Page.Of<StartPage>(status: status);
    }
}
