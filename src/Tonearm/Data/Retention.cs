using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Deletes what no rule keeps any longer, each rule once a day, while this node holds the lease: a few thousand rows at a time, so that
/// nobody waits for it.
/// </summary>
internal sealed partial class Retention(
    Lease lease,
    NpgsqlDataSource database,
    IEnumerable<RetentionRule> rules,
    SupervisedLoops loops,
    TimeProvider time,
    ILogger<Retention> logger
) : BackgroundService
{
    private static readonly LoopName Loop = new("Retention");
    private const int Batch = 5000;
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>How often it is looked whether a rule is due; the first time so long after the start, which has enough to do.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim oneRound = new(1);

    /// <summary>Keeps every rule that is due. When it returns, none is being kept any more, whoever has begun it.</summary>
    public async Task KeepDue(CancellationToken cancellation)
    {
        await oneRound.WaitAsync(cancellation);
        try
        {
            foreach (var rule in rules)
            {
                if (!await Begin(rule, cancellation))
                    continue;
                var deleted = await Keep(rule, cancellation);
                if (deleted > 0)
                    Log.Deleted(logger, deleted, rule.Table);
            }
        }
        finally
        {
            oneRound.Release();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lease.WhileHeld(RunTerm, stoppingToken);

    private async Task RunTerm(LeaseTerm term, CancellationToken cancellation)
    {
        using var loop = loops.Named(Loop);
        await loop.RunEvery(Between, KeepDue, cancellation);
    }

    /// <summary>Due times are rows: what was missed while nothing ran is done once.</summary>
    private async Task<bool> Begin(RetentionRule rule, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
                """
                insert into retention_runs as run (table_name, ran_at) values (@Table, @now)
                on conflict (table_name) do update set ran_at = @now where run.ran_at <= @due
                """,
                new
                {
                    rule.Table,
                    now,
                    due = now - Every,
                },
                cancellation
            ) > 0;
    }

    private async Task<int> Keep(RetentionRule rule, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (all, before) = (0, time.GetUtcNow() - rule.Kept);
        while (true)
        {
            var deleted = await connection.ExecuteAsync(
                $"delete from {rule.Table} where ctid = any (array(select old.ctid from {rule.Table} old where {rule.IsOver} limit {Batch}))",
                new { before },
                cancellation
            );
            all += deleted;
            if (deleted < Batch)
                return all;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Rows} rows of {Table} were older than they are kept, and are deleted")]
        public static partial void Deleted(ILogger logger, int rows, string table);
    }
}
