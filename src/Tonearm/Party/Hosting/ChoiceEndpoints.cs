using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Web;

namespace Tonearm.Party.Hosting;

/// <summary>"This one next", said openly by the host.</summary>
internal static class ChoiceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = HostEndpoints.ForHosts(routes);
        party.MapGet("pool", Find).WithSummary("The party's songs, by words of title and artists; makes no call");
        party.MapPut("choice", Choose).WithSummary("This song plays next, whatever is liked");
        party.MapDelete("choice", TakeBack).WithSummary("The likes decide again");
    }

    private static async Task<Ok<IReadOnlyList<PoolEntry>>> Find(
        Guid id,
        ChoiceStore store,
        CancellationToken cancellation,
        [MaxLength(TextLimits.Text)] string? q = null
    ) => TypedResults.Ok(await store.Find(id, q, cancellation));

    private static async Task<Results<Ok<ChoiceSaved>, ProblemHttpResult>> Choose(
        Guid id,
        HostsChoice choice,
        ChoiceStore store,
        CancellationToken cancellation
    )
    {
        if (choice.TrackId is not { Length: > 0 } track)
            return Problem("Choose a song.", StatusCodes.Status400BadRequest);
        var chosen = await store.Choose(id, track, cancellation);
        return chosen.Verdict switch
        {
            ChoiceVerdict.Taken => TypedResults.Ok(
                new ChoiceSaved(
                    chosen.Ahead is { } ahead ? $"{Bidi.Plain(ahead)} waits in Spotify's queue already and plays before it." : null
                )
            ),
            ChoiceVerdict.Unknown => Problem("That song is not in this party.", StatusCodes.Status404NotFound),
            ChoiceVerdict.MayNot => Problem("That song may not play at this party.", StatusCodes.Status409Conflict),
            ChoiceVerdict.Plays => Problem("That song plays now.", StatusCodes.Status409Conflict),
            ChoiceVerdict.InQueue => Problem("That song is next already.", StatusCodes.Status409Conflict),
            _ => Problem("This party is over.", StatusCodes.Status409Conflict),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBack(Guid id, ChoiceStore store, CancellationToken cancellation) =>
        await store.TakeBack(id, cancellation) switch
        {
            ChoiceVerdict.Taken => TypedResults.NoContent(),
            ChoiceVerdict.InQueue => Problem(
                "It waits in Spotify's queue already, where nobody can take it out. You can play the next song once it has begun.",
                StatusCodes.Status409Conflict
            ),
            _ => Problem("This party is over.", StatusCodes.Status409Conflict),
        };

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="TrackId">Spotify's id of a song of this party.</param>
public sealed record HostsChoice([property: MaxLength(TextLimits.Id)] string? TrackId);

/// <param name="Note">What comes before it after all, as a sentence; null when nothing does.</param>
public sealed record ChoiceSaved(string? Note);

/// <summary>A song of the pool, as a host finds it.</summary>
/// <param name="HasPlayed">It rests until all others have played, and may be chosen all the same.</param>
public sealed record PoolEntry(string Id, string Title, string Artists, string? Cover, bool OnBallot, bool HasPlayed);
