using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;
using Tonearm.Spotify;
using Tonearm.Web;

namespace Tonearm.Party.Hosting;

/// <summary>Which playlist a party goes on with when its own is played out.</summary>
internal static class FallbackEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var party = HostEndpoints.ForHosts(routes);
        party.MapGet("playlists", List).WithSummary("The playlists of the host's account, to fall back on");
        party.MapPut("fallback", Set).WithSummary("Go on with this playlist when the party's own is played out");
        party.MapDelete("fallback", Remove).WithSummary("Do without");
    }

    private static async Task<Results<Ok<IReadOnlyList<PartyPlaylist>>, ProblemHttpResult>> List(
        Guid id,
        FallbackStore store,
        AccountStore accounts,
        OwnPlaylists playlists,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (owner, account, own) = await store.PartyOf(id, cancellation);
        if (await accounts.Find(owner, account, cancellation) is not { } host)
            return Over();
        var all = await playlists.Of(host, cancellation);
        return all.IsOk
            ? TypedResults.Ok<IReadOnlyList<PartyPlaylist>>([.. all.Value.Where(playlist => playlist.Id != own && playlist.Tracks > 0)])
            : OpeningEndpoints.Problem(all.Failure!, time.GetUtcNow());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(
        Guid id,
        Fallback fallback,
        FallbackStore store,
        Playlists playlists,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (fallback.PlaylistId is not { Length: > 0 } playlist)
            return Problem("Choose a playlist.", StatusCodes.Status400BadRequest);
        var (_, account, own) = await store.PartyOf(id, cancellation);
        if (playlist == own)
            return Problem("That is the party's own playlist.", StatusCodes.Status409Conflict);
        var told = await playlists.Get(Caller.Person(account), playlist, cancellation);
        if (!told.IsOk)
            return OpeningEndpoints.Problem(told.Failure!, time.GetUtcNow());
        return await store.Set(id, told.Value, cancellation) ? TypedResults.NoContent() : Over();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, FallbackStore store, CancellationToken cancellation) =>
        await store.Remove(id, cancellation) ? TypedResults.NoContent() : Over();

    private static ProblemHttpResult Over() => Problem("This party is over.", StatusCodes.Status409Conflict);

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="PlaylistId">One that the host's account may read.</param>
public sealed record Fallback([property: MaxLength(TextLimits.Id)] string? PlaylistId);
