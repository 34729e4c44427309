using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// A person wants all accounts looked at now. The wish is a row, so that the one node that may write answers it, whichever node heard it.
/// </summary>
internal sealed class LookNow(NpgsqlDataSource database, ChangeFeed feed, TimeProvider time)
{
    /// <summary>A look takes about a second; without the lease's holder it takes up to six more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The same of a person before a page, who is rather told that it goes on.</summary>
    public static readonly TimeSpan OfPerson = TimeSpan.FromSeconds(15);

    /// <param name="atMost">How long the answer is waited for; the look itself goes on.</param>
    /// <param name="whole">Read the whole list of each account, too: who looks at it expects what is new.</param>
    /// <returns>What each account's look saw and did; of one that cannot be asked, why.</returns>
    public async Task<IReadOnlyList<AccountReport>> Run(
        Guid owner,
        CancellationToken cancellation,
        bool whole = false,
        TimeSpan? atMost = null
    )
    {
        using var changes = feed.Subscribe($"owner:{owner}");
        var asked = await Ask(owner, cancellation, whole);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(atMost ?? Patience);
        try
        {
            while (!await IsAnswered(asked, patience.Token))
                await changes.Changed(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Reported as it stands: whoever has no look yet says so.
        }

        return await Reports(owner, asked, cancellation);
    }

    /// <summary>Leaves the wish and does not wait for it.</summary>
    public async Task<IReadOnlyList<(Guid Account, int Asked)>> Ask(Guid owner, CancellationToken cancellation, bool whole = false)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var asked = (
            await connection.QueryAsync<(Guid, int)>(
                """
                update listings l set asked = asked + 1, list_at = case when @whole then @now else list_at end
                from accounts a where a.id = l.account_id and a.owner_id = @owner
                returning l.account_id, l.asked
                """,
                new
                {
                    owner,
                    whole,
                    now = time.GetUtcNow(),
                },
                cancellation
            )
        ).AsList();
        await connection.ExecuteAsync("select pg_notify('tonearm', @Topic)", new { ListingStore.Topic }, cancellation);
        return asked;
    }

    private async Task<bool> IsAnswered(IReadOnlyList<(Guid Account, int Asked)> asked, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            $"""
            select not exists (
              select from unnest(@accounts, @asked) as wish (account, asked) join listings l on l.account_id = wish.account
                join accounts a on a.id = wish.account
              where l.answered < wish.asked and {ListingStore.CanBeAsked})
            """,
            new
            {
                now = time.GetUtcNow(),
                accounts = asked.Select(each => each.Account).ToArray(),
                asked = asked.Select(each => each.Asked).ToArray(),
            },
            cancellation
        );
    }

    private async Task<IReadOnlyList<AccountReport>> Reports(
        Guid owner,
        IReadOnlyList<(Guid Account, int Asked)> asked,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<AccountReport>(
                """
                select a.id as account, a.name, coalesce(s.looked, 0) as looked, coalesce(s.drifted, 0) as drifted,
                  coalesce(s.restored, 0) as restored,
                  coalesce(s.calls, 0) as calls,
                  case when a.health = 'signin' then 'Spotify no longer accepts this account''s sign-in. Sign in again, and Guard goes on.'
                    when l.answered < wish.asked then 'The look has not ended yet.' else s.problem end as problem
                from unnest(@accounts, @asked) as wish (account, asked)
                  join accounts a on a.id = wish.account and a.owner_id = @owner
                  join listings l on l.account_id = a.id
                  left join lateral (select * from sweeps where account_id = a.id order by id desc limit 1) s on l.answered >= wish.asked
                order by a.linked_at
                """,
                new
                {
                    owner,
                    accounts = asked.Select(each => each.Account).ToArray(),
                    asked = asked.Select(each => each.Asked).ToArray(),
                },
                cancellation
            ),
        ];
    }
}

/// <summary>What one account's look saw and did.</summary>
/// <param name="Looked">Playlists looked at.</param>
/// <param name="Drifted">Of those, with a protected field that is not as wanted.</param>
/// <param name="Restored">Of those, written back, with Spotify's yes.</param>
/// <param name="Calls">Calls to Spotify's API.</param>
/// <param name="Problem">Why the look is not complete, as a sentence; null when it is.</param>
public sealed record AccountReport(Guid Account, string Name, int Looked, int Drifted, int Restored, int Calls, string? Problem);
