using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Guard.Sweep;

/// <summary>How often accounts are looked at: as often as was asked for, or as often as the day's calls allow.</summary>
internal sealed class LookSchedule(NpgsqlDataSource database, CallLedger ledger, IOptions<GuardOptions> options, TimeProvider time)
    : IExpectsCalls
{
    /// <summary>Accounts that are looked at together are planned together.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim planning = new(1);
    private volatile Known? known;

    /// <summary>A playlist with an incident this young is looked at as often as was asked for, while calm ones wait longer.</summary>
    public static readonly TimeSpan Urgent = TimeSpan.FromHours(24);

    /// <param name="extra">Accounts whose looks would take another number of calls, to see what would follow.</param>
    public async Task<LookPlan> Plan(CancellationToken cancellation, IReadOnlyDictionary<Guid, int>? extra = null) =>
        Plan(await Read(cancellation), extra ?? new Dictionary<Guid, int>());

    private LookPlan Plan(Known known, IReadOnlyDictionary<Guid, int> extra)
    {
        var watched = new Dictionary<Guid, Watched>(known.Watched);
        foreach (var (account, calls) in extra)
            watched[account] = watched.TryGetValue(account, out var now) ? now with { Calls = calls } : new(calls, 0);
        return LookPlan.Of(watched.Values, known.Budget.ForBackground, options.Value.Interval, known.Budget.LookBack);
    }

    /// <summary>When an account is looked at again that was looked at, as a whole or in part, just now.</summary>
    /// <param name="calls">As many as looking at all of it took; null when it was looked at in part.</param>
    /// <param name="limited">It was not looked at, because no call might be made.</param>
    public async Task<(DateTimeOffset DueAt, DateTimeOffset? UrgentAt, DateTimeOffset? Promised)> Next(
        Guid account,
        int? calls,
        DateTimeOffset startedAt,
        bool limited,
        CancellationToken cancellation
    )
    {
        var lately = await Lately(cancellation);
        var plan = Plan(lately, calls is { } windows ? new Dictionary<Guid, int> { [account] = Math.Max(1, windows) } : new());
        var due = startedAt + plan.Interval;
        if (limited && await ledger.Closed(Family.PlaylistList, CallPurpose.Background, cancellation) is { } closed && closed.Until > due)
            due = closed.Until;
        var urgent = startedAt + plan.UrgentInterval;
        return (
            due,
            urgent < due && lately.Watched.TryGetValue(account, out var watched) && watched.UrgentCalls > 0 ? urgent : null,
            startedAt + plan.Interval
        );
    }

    public async Task<IReadOnlyList<ExpectedCalls>> Expected(DateTimeOffset now, CancellationToken cancellation)
    {
        var plan = await Plan(cancellation);
        return plan.Watched == 0
            ? []
            :
            [
                new(
                    Family.PlaylistList,
                    CallPurpose.Background,
                    plan.Needed,
                    plan.Planned,
                    LookPlanWords.Sentence(plan),
                    plan.Interval,
                    plan.UrgentInterval
                ),
            ];
    }

    private async Task<Known> Lately(CancellationToken cancellation)
    {
        if (IsFresh(known) is { } fresh)
            return fresh;
        await planning.WaitAsync(cancellation);
        try
        {
            return IsFresh(known) ?? (known = await Read(cancellation));
        }
        finally
        {
            planning.Release();
        }

        Known? IsFresh(Known? known) => known is { } && time.GetUtcNow() - known.At < Fresh ? known : null;
    }

    private async Task<Known> Read(CancellationToken cancellation) =>
        new(time.GetUtcNow(), await Watched(cancellation), (await ledger.Of(Family.PlaylistList, cancellation)).Budget);

    /// <summary>The accounts that are looked at by themselves, with what a look takes.</summary>
    private async Task<Dictionary<Guid, Watched>> Watched(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(Guid Account, int Calls, int Urgent)>(
            $"""
            select l.account_id, greatest(1, l.windows), (
              select count(distinct p.position / {WindowPlan.Size})::int from incidents i
                join protections g on g.account_id = i.account_id and g.playlist_id = i.playlist_id and g.mode <> 0
                join playlists p on p.account_id = i.account_id and p.id = i.playlist_id and p.listing_state = 'listed'
              where i.account_id = l.account_id and i.last_at > @since)
            from listings l join accounts a on a.id = l.account_id
            where {ListingStore.CanBeAsked} and l.due_at is not null
              and exists (select from protections g where g.account_id = l.account_id and g.mode <> 0)
            """,
            new { since = time.GetUtcNow() - Urgent, now = time.GetUtcNow() },
            cancellation
        );
        return rows.ToDictionary(row => row.Account, row => new Watched(row.Calls, row.Urgent));
    }

    private sealed record Known(DateTimeOffset At, Dictionary<Guid, Watched> Watched, FamilyBudget Budget);
}
