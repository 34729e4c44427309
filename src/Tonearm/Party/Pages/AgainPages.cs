using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Tonearm.Accounts;
using Tonearm.Party.Hosting;
using Tonearm.Party.Joining;
using Tonearm.Web;

namespace Tonearm.Party.Pages;

/// <summary>A party like one of before in one tap: its playlist, its device if that is awake, and its settings.</summary>
internal static class AgainPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/party/again", Again).ExcludeFromDescription();

    private static async Task<IResult> Again(
        HttpContext context,
        ClaimsPrincipal user,
        EarlierParties earlier,
        AccountStore accounts,
        HostDevices devices,
        Opening opening,
        GuestCookie cookie,
        Flash flash,
        TimeProvider time,
        CancellationToken cancellation,
        [FromForm] Guid? id = null
    )
    {
        if (user.OwnerOrNull() is not { } owner)
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        if (id is not { } party || await earlier.Before(owner, party, cancellation) is not { } before)
            return TypedResults.NotFound();
        if (
            (await accounts.Of(owner, cancellation)).FirstOrDefault(each => each.Id == before.AccountId) is not { } account
            || !account.Has(Scopes.Party)
        )
            return Refused("The account of that party has to be signed in again first.");

        var awake = await devices.Of(account.Id, cancellation);
        var device = awake.Devices.FirstOrDefault(each => each.Id == before.DeviceId);
        device ??= awake.Devices.Where(each => each.Name == before.DeviceName).ToArray() is [var only] ? only : null;
        // Where nobody could tell, what is remembered is as good as any.
        var isKnown = awake.Problem is null && awake.Sentence is null;
        var asked = new NewParty(
            before.PlaylistId,
            isKnown ? device?.Id : before.DeviceId,
            before.Settings,
            DeviceName: isKnown ? device?.Name : before.DeviceName
        );
        var opened = await opening.Open(account, cookie.ReadOrIssue(context), asked, before.Settings, time.GetUtcNow(), cancellation);
        if (opened is { Party: { } running, IsRunning: true })
            return TypedResults.LocalRedirect($"/party/{running}");
        if (OpeningEndpoints.Refusal(opened, time.GetUtcNow()) is { } refusal)
            return Refused(refusal.ProblemDetails.Detail!);
        if (isKnown && device is null && before.DeviceName is { } name)
            flash.Say(
                Tone.Care,
                $"{Bidi.Plain(name)} is not awake. The music plays where your Spotify is active; under More you can choose another device."
            );
        return TypedResults.LocalRedirect($"/party/{opened.Party}");

        IResult Refused(string sentence)
        {
            flash.Say(Tone.Bad, sentence);
            return TypedResults.LocalRedirect("/party");
        }
    }
}
