using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard;

/// <summary>
/// Tells an open page that something has changed and how far an import has come, at most four times a second. The page reads the rest by itself.
/// </summary>
internal static class GuardLive
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public static ServerSentEventsResult<LiveState> Stream(
        ClaimsPrincipal user, ChangeFeed feed, ListingStore listings, IHostApplicationLifetime lifetime, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(States(user.Owner(), feed, listings, lifetime.ApplicationStopping, cancellation), "state");

    private static async IAsyncEnumerable<LiveState> States(
        Guid owner, ChangeFeed feed, ListingStore listings, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var changes = feed.Subscribe($"owner:{owner}");
        // A page that is left open must not hold up a shutdown; ending the list ends the answer without a fuss.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        for (var number = 0; ; number++)
        {
            var imports = await listings.Imports(owner, CancellationToken.None);
            yield return new(number, imports);
            try
            {
                await Task.Delay(Between, TimeProvider.System, either.Token);
                await changes.Changed(either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }
}

/// <param name="Number">Counts the changes since the page connected; 0 is the state at that moment.</param>
/// <param name="Imports">Lists being read for the first time or anew.</param>
public sealed record LiveState(int Number, IReadOnlyList<ImportState> Imports);

/// <param name="Total">Null until Spotify has said how many there are.</param>
public sealed record ImportState(Guid Account, string Name, int Done, int? Total);
