using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Guard.Sweep;

namespace Tonearm.Guard;

/// <summary>
/// Tells an open page what is new, at most four times a second: <c>import</c> says how far a list has been read, <c>changed</c> that the
/// page should be read again.
/// </summary>
internal static class GuardLive
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public static ServerSentEventsResult<LiveNews> Stream(
        ClaimsPrincipal user,
        HttpResponse response,
        ChangeFeed feed,
        ListingStore listings,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellation
    )
    {
        // nginx would wait for more before it passes anything on.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(News(user.Owner(), feed, listings, lifetime.ApplicationStopping, cancellation));
    }

    private static async IAsyncEnumerable<SseItem<LiveNews>> News(
        Guid owner,
        ChangeFeed feed,
        ListingStore listings,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var changes = feed.Subscribe($"owner:{owner}");
        // A page that is left open must not hold up a shutdown; ending the list ends the answer without a fuss.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        // Says at once that the page is connected and how far things are.
        changes.Set();
        while (true)
        {
            IReadOnlyList<ImportState>? imports = null;
            try
            {
                await changes.Changed(either.Token);
                imports = await listings.Imports(owner, either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            catch (NpgsqlException)
            {
                // The page stays connected: when PostgreSQL is back, the change feed says that everything has changed.
            }

            if (imports is not null)
                yield return imports.Count > 0
                    ? new(
                        new(
                            imports.Sum(each => each.Done),
                            imports.Any(each => each.Total is null) ? null : imports.Sum(each => each.Total)
                        ),
                        "import"
                    )
                    : new(new(null, null), "changed");
            await Task.Delay(Between, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <param name="Done">Playlists read so far, while lists are being read.</param>
/// <param name="Total">Of how many; null until Spotify has said so.</param>
public sealed record LiveNews(int? Done, int? Total);
