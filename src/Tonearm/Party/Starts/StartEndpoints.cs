using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Party.Hosting;
using Tonearm.Party.Rules;

namespace Tonearm.Party.Starts;

/// <summary>A host says when a party begins.</summary>
internal static class StartEndpoints
{
    public const string OtherIsOn = "Another party on this account is on. End that one first.";

    public static void Map(IEndpointRouteBuilder routes) =>
        HostEndpoints.ForHosts(routes).MapPut("starts", Set).WithSummary("When a prepared party begins; without a time it is one for now");

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(
        Guid id,
        StartRequest asked,
        StartStore store,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var start = asked.At is { } at ? new StartTime(at.ToUniversalTime(), asked.ByItself) : null;
        if (start is not null && StartTime.Problem(start.At, time.GetUtcNow()) is { } problem)
            return Problem(problem, StatusCodes.Status400BadRequest);
        return await store.Set(id, start, cancellation) switch
        {
            StartVerdict.Set => TypedResults.NoContent(),
            StartVerdict.Started => Problem("The music plays already.", StatusCodes.Status409Conflict),
            StartVerdict.OtherIsOn => Problem(OtherIsOn, StatusCodes.Status409Conflict),
            _ => Problem("This party is over.", StatusCodes.Status409Conflict),
        };
    }

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}

/// <param name="At">Null for no time: the party waits for its host's tap.</param>
/// <param name="ByItself">It starts then without its host, if its device is awake.</param>
public sealed record StartRequest(DateTimeOffset? At, bool ByItself = false);
