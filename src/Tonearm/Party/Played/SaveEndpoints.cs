using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;
using Tonearm.Web;

namespace Tonearm.Party.Played;

/// <summary>
/// Saving what was played as a private playlist in the host's account: for whoever is signed in as its owner, since it is their library.
/// </summary>
internal static class SaveEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = routes.MapGroup("/api/parties/{id:guid}/save").WithTags("Party").RequireAuthorization();
        party
            .MapPost("", Save)
            .WithSummary("Save what was played as a private playlist in Spotify, once; asked again it says how far that has come")
            .Accepts<SaveRequest>(isOptional: true, "application/json");
        party.MapGet("", Get).WithSummary("How far the saving has come");
    }

    private static async Task<Results<Accepted<SaveView>, ProblemHttpResult>> Save(
        Guid id,
        ClaimsPrincipal user,
        PlayedStore played,
        SaveStore store,
        CancellationToken cancellation,
        SaveRequest? asked = null
    ) =>
        await Ask(id, user, asked?.Zone, played, store, cancellation) switch
        {
            { Refusal: { } refusal } => refusal,
            { View: var view } => TypedResults.Accepted($"/api/parties/{id}/save", view),
        };

    /// <summary>Wants it saved; the same for the form and for programs.</summary>
    public static async Task<(SaveView? View, ProblemHttpResult? Refusal)> Ask(
        Guid id,
        ClaimsPrincipal user,
        string? zone,
        PlayedStore played,
        SaveStore store,
        CancellationToken cancellation
    )
    {
        if (await Refuse(id, user, played, cancellation) is { } refusal)
            return (null, refusal);
        var known =
            zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        if (!await store.Ask(id, known, cancellation) || await store.Load(id, cancellation) is not { } save)
            return (
                null,
                Problem("There is something to save when the party is over and a song was played.", StatusCodes.Status409Conflict)
            );
        // What is missing is told at once, not when a worker has found it out.
        return (SaveView.Of(save.MayWrite ? save : save with { Problem = save.Problem ?? SaveProblems.Consent }), null);
    }

    private static async Task<Results<Ok<SaveView>, ProblemHttpResult>> Get(
        Guid id,
        ClaimsPrincipal user,
        PlayedStore played,
        SaveStore store,
        CancellationToken cancellation
    )
    {
        if (await Refuse(id, user, played, cancellation) is { } refusal)
            return refusal;
        return await store.Load(id, cancellation) is { } save
            ? TypedResults.Ok(SaveView.Of(save))
            : Problem("Nobody has wanted it saved.", StatusCodes.Status404NotFound);
    }

    private static async Task<ProblemHttpResult?> Refuse(
        Guid id,
        ClaimsPrincipal user,
        PlayedStore played,
        CancellationToken cancellation
    ) =>
        await played.Read(id, user.OwnerOrNull(), null, cancellation) switch
        {
            null => Problem("There is no such party.", StatusCodes.Status404NotFound),
            { IsOwner: false } => Problem("Only whose party it was can save it in their Spotify.", StatusCodes.Status403Forbidden),
            _ => null,
        };

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="Zone">The name of the reader's time zone, as <c>Europe/Berlin</c>, for the day in the playlist's title.</param>
public sealed record SaveRequest([property: MaxLength(TextLimits.Id)] string? Zone = null);
