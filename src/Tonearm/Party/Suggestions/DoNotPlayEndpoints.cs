using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Party.Hosting;
using Tonearm.Web;

namespace Tonearm.Party.Suggestions;

/// <summary>What a host never wants to hear.</summary>
internal static class DoNotPlayEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var list = routes.MapGroup("/api/parties/{id:guid}/do-not-play").WithTags("Party").AddEndpointFilter(HostEndpoints.HostsOnly);
        list.MapGet(
                "",
                async (Guid id, DoNotPlayStore store, CancellationToken cancellation) => TypedResults.Ok(await store.List(id, cancellation))
            )
            .WithSummary("The host's do-not-play list, which this party and the next obey");
        list.MapPost("", Add).WithSummary("Never play this song in any version, this artist, or titles with this word");
        list.MapDelete("{entry:guid}", Remove).WithSummary("Play it again");
    }

    private static async Task<Results<Ok<DoNotPlaySaved>, ProblemHttpResult>> Add(
        Guid id,
        NewDoNotPlay asked,
        DoNotPlayStore store,
        CancellationToken cancellation
    )
    {
        var name = asked.Name?.Trim();
        switch (asked.Kind)
        {
            case "song" when asked.TrackId is not { Length: > 0 }:
                return Problem("Say which song, by its trackId.", StatusCodes.Status400BadRequest);
            case "artist" or "word" when name is not { Length: > 0 }:
                return Problem(asked.Kind == "artist" ? "Which artist?" : "Which word?", StatusCodes.Status400BadRequest);
            case "song" or "artist" or "word":
                return await store.Add(id, asked.Kind, name, asked.TrackId, cancellation) is { } saved
                    ? TypedResults.Ok(saved)
                    : Problem(
                        $"The party is over, it has no such song, or the list has its {DoNotPlayStore.Most} entries.",
                        StatusCodes.Status409Conflict
                    );
            default:
                return Problem("The kind is song, artist or word.", StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<Results<Ok<DoNotPlaySaved>, ProblemHttpResult>> Remove(
        Guid id,
        Guid entry,
        DoNotPlayStore store,
        CancellationToken cancellation
    ) =>
        await store.Remove(id, entry, cancellation) is { } saved
            ? TypedResults.Ok(saved)
            : Problem("It is not on the list any more, or the party is over.", StatusCodes.Status409Conflict);

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="Kind"><c>song</c>, <c>artist</c> or <c>word</c>.</param>
/// <param name="Name">The artist's name, or the word.</param>
/// <param name="TrackId">For a song: one of the party's.</param>
public sealed record NewDoNotPlay(
    [property: MaxLength(TextLimits.Id)] string? Kind,
    [property: MaxLength(TextLimits.Id)] string? Name = null,
    [property: MaxLength(TextLimits.Id)] string? TrackId = null
);
