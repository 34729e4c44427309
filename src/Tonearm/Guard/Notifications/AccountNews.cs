using System.Globalization;
using Dapper;
using Npgsql;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Web;

namespace Tonearm.Guard.Notifications;

/// <summary>
/// Looks by itself, while this node holds the lease, whether an account needs its owner: its sign-in ends in 30, 7 or 1 days or has ended,
/// or it could not be looked at for long.
/// </summary>
internal sealed class AccountNews(Lease lease, NpgsqlDataSource database, SupervisedLoops loops, TimeProvider time) : BackgroundService
{
    private static readonly LoopName Loop = new("The news of accounts");

    /// <summary>After a start the looks come first: an account that nobody watched while nothing ran is no news.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>How late a look may be before somebody is told.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    private async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var loop = loops.Named(Loop);
        await loop.RunEvery(Between, stopping => Look(term, stopping), cancellation);
    }

    private async Task Look(LeaseTerm term, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var accounts = await connection.QueryAsync<AccountState>(
            $"""
            select a.id, a.name, a.consented_at, a.health in ('signin', 'scope') as has_ended, l.looked_at,
              l.watched_until < @late and a.health not in ('signin', 'scope') as is_late, l.problem
            from accounts a join listings l on l.account_id = a.id
            where exists (select from channels c where c.owner_id = a.owner_id and {NewsStore.IsOpen})
              and exists (select from protections g where g.account_id = a.id and g.mode <> 0)
            """,
            new { late = now - Late },
            cancellation
        );
        foreach (var account in accounts)
            await NewsStore.Write(connection, account.Id, [.. AccountWords.News(account, now)], now, cancellation);
        if (await term.IsCurrent(connection, cancellation))
            await transaction.CommitAsync(cancellation);
    }
}

/// <param name="HasEnded">Spotify no longer takes its sign-in, or not for what Guard does.</param>
/// <param name="IsLate">The look that was promised has not come for long.</param>
internal sealed record AccountState(
    Guid Id,
    string Name,
    DateTimeOffset ConsentedAt,
    bool HasEnded,
    DateTimeOffset? LookedAt,
    bool? IsLate,
    string? Problem
)
{
    public DateTimeOffset Ends => Account.EndOfConsent(ConsentedAt);
}

/// <summary>What there is to tell of an account, each thing once.</summary>
internal static class AccountWords
{
    private static readonly int[] DaysBefore = [1, 7, 30];

    public static IEnumerable<News> News(AccountState account, DateTimeOffset now)
    {
        var name = Bidi.Plain(account.Name);
        if (account.HasEnded)
            yield return New(
                NewsKinds.SignIn,
                $"ended:{account.ConsentedAt.UtcTicks}",
                $"Spotify no longer accepts the sign-in of {name}, so nothing there is watched or put back. Sign in again at Tonearm, under Accounts."
            );
        else if (Array.Find(DaysBefore, days => account.Ends - now <= TimeSpan.FromDays(days)) is > 0 and var days && account.Ends > now)
            yield return New(
                NewsKinds.SignIn,
                $"ends:{account.ConsentedAt.UtcTicks}:{days}",
                $"The sign-in of {name} ends on {account.Ends.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. Sign in again at Tonearm, under Accounts, before that."
            );
        if (account.IsLate is true && account.LookedAt is { } looked)
            yield return New(
                NewsKinds.NotLooking,
                $"late:{looked.UtcTicks}",
                $"{name} could not be looked at since {looked.UtcDateTime:yyyy-MM-dd HH:mm} UTC.{(account.Problem is { } problem ? $" {TimestampMarkup.Plain(problem)}" : "")}"
            );

        News New(NewsKinds kind, string key, string sentence) => new(kind, $"{account.Id}:{key}", null, new(null, [], sentence));
    }
}
