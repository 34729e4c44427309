using Tonearm.Spotify.Governor;

namespace Tonearm.Accounts;

/// <summary>
/// How the day's calls to Spotify are spent, for scripts. They belong to all accounts alike, so every owner sees the same.
/// </summary>
internal static class GovernorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/governor", Get)
            .RequireAuthorization()
            .WithTags("Accounts")
            .WithSummary("Calls to Spotify: counted, kept, learned and expected, by endpoint family");

    private static async Task<GovernorInfo> Get(
        CallLedger ledger,
        IEnumerable<IExpectsCalls> products,
        TimeProvider time,
        CancellationToken cancellation
    ) => GovernorInfo.Of(await ledger.Day(cancellation), await products.Expected(time.GetUtcNow(), cancellation));
}
