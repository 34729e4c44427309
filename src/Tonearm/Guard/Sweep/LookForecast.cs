using Dapper;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>What protecting more playlists would cost, told before it is done.</summary>
internal sealed class LookForecast(NpgsqlDataSource database, LookSchedule schedule)
{
    /// <returns>A sentence; null when none of them stands in a list.</returns>
    public async Task<string?> Of(Guid owner, string[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (
            await connection.QueryAsync<(Guid Account, int Total, int Position, bool IsOn, bool IsChosen)>(
                """
                select p.account_id, l.total, p.position, coalesce(g.mode, 0) <> 0, p.id = any(@ids)
                from playlists p join accounts a on a.id = p.account_id and a.owner_id = @owner
                  join listings l on l.account_id = p.account_id
                  left join protections g on g.account_id = p.account_id and g.playlist_id = p.id
                where p.position is not null and p.listing_state = 'listed' and (coalesce(g.mode, 0) <> 0 or p.id = any(@ids))
                """,
                new { owner, ids },
                cancellation
            )
        ).ToLookup(row => row.Account);
        var (before, after) = (new Dictionary<Guid, int>(), new Dictionary<Guid, int>());
        foreach (var account in rows.Where(account => account.Any(row => row.IsChosen)))
        {
            if (account.Any(row => row.IsOn))
                before[account.Key] = Windows(account.Where(row => row.IsOn));
            after[account.Key] = Windows(account);
        }

        if (after.Count == 0)
            return null;
        return LookPlanWords.Forecast(
            await schedule.Plan(cancellation, before),
            await schedule.Plan(cancellation, after),
            Math.Max(0, after.Values.Sum() - before.Values.Sum()),
            ids.Length
        );

        static int Windows(IEnumerable<(Guid Account, int Total, int Position, bool IsOn, bool IsChosen)> of)
        {
            var all = of.ToArray();
            return WindowPlan.Cover(all.Select(row => row.Position), all[0].Total).Count;
        }
    }
}
