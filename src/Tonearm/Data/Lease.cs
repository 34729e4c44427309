using System.Diagnostics;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// The right of one node to run what happens by itself. Six seconds long by PostgreSQL's clock and renewed
/// every two, so a dead holder is replaced within eight. It never uses business time: a stepped test clock must not move it.
/// </summary>
internal sealed partial class Lease(NpgsqlDataSource database, ChangeFeed feed, SupervisedLoops loops, ILogger<Lease> logger)
    : BackgroundService
{
    private const string Name = "needle";
    private static readonly LoopName Loop = new("The lease");
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly string node = $"{Environment.MachineName}-{Guid.NewGuid():N}";
    private readonly Lock gate = new();
    private TaskCompletionSource<LeaseTerm> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LeaseTerm? current;

    /// <summary>
    /// Runs <paramref name="work"/> whenever this node holds the lease, again and again until the application stops. The token
    /// given to it ends with the term. Work that fails begins again: what happens by itself never stops the house.
    /// </summary>
    public async Task WhileHeld(Func<LeaseTerm, CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Task<LeaseTerm> coming;
            lock (gate)
                coming = next.Task;
            var term = await coming.WaitAsync(stopping);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, term.Ended);
            try
            {
                await work(term, both.Token);
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                // The term ended or the application stops; the loop decides which.
            }
            catch (Exception exception)
            {
                Log.WorkFailed(logger, exception);
                await Task.Delay(AfterFault, both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// Ends whatever term there is, for a node that knows that nobody can hold it: the six seconds of a dead one need not be waited for.
    /// </summary>
    public static async Task GiveUp(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update lease set until = now() where name = @Name", new { Name }, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var loop = loops.Named(Loop);
        using var timer = new PeriodicTimer(Renewal);
        do
        {
            await loop.TryInTime(Renew, stoppingToken);
            if (current is { IsHeld: false })
                End();
        } while (await SupervisedLoop.Tick(timer, stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var term = current;
        End();
        if (term is null)
            return;
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync(
                "update lease set until = now() where name = @Name and node = @node and term = @Number; select pg_notify(@Channel, @Name)",
                new
                {
                    Name,
                    node = node,
                    term.Number,
                    ChangeFeed.Channel,
                },
                cancellationToken
            );
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            Log.NotGivenUp(logger, exception.Message);
        }
    }

    private async Task Renew(CancellationToken cancellation)
    {
        // The local deadline counts from before the statement, so it never outlives the one in the database.
        var asked = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Renewal);
        long? number;
        try
        {
            await using var connection = await database.OpenConnectionAsync(deadline.Token);
            number = await connection.ExecuteScalarAsync<long?>(
                """
                insert into lease as held (name, node, term, until) values (@Name, @node, 1, now() + @Length)
                on conflict (name) do update set
                  node = @node,
                  until = now() + @Length,
                  term = case when held.node = @node and held.until > now() then held.term else held.term + 1 end
                where held.node = @node or held.until <= now()
                returning term
                """,
                new
                {
                    Name,
                    node = node,
                    Length,
                },
                deadline.Token
            );
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("PostgreSQL did not answer in time", late);
        }

        if (number is null || (current is { } held && held.Number != number))
            End();
        if (number is null)
            return;
        if (current is null)
            Begin(number.Value, asked);
        else
            current.Renewed(asked);
    }

    private void Begin(long number, long asked)
    {
        lock (gate)
        {
            current = new LeaseTerm(number, Length);
            current.Renewed(asked);
            next.SetResult(current);
        }

        Log.Held(logger, number);
        feed.EverythingChanged();
    }

    private void End()
    {
        LeaseTerm? ended;
        lock (gate)
        {
            ended = current;
            if (ended is null)
                return;
            current = null;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        ended.End();
        Log.Ended(logger, ended.Number);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "This node holds the lease, term {Term}")]
        public static partial void Held(ILogger logger, long term);

        [LoggerMessage(Level = LogLevel.Information, Message = "This node no longer holds the lease of term {Term}")]
        public static partial void Ended(ILogger logger, long term);

        [LoggerMessage(Level = LogLevel.Error, Message = "What runs under the lease failed and begins again")]
        public static partial void WorkFailed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease was not given up and lapses by itself: {Reason}")]
        public static partial void NotGivenUp(ILogger logger, string reason);
    }
}

/// <summary>One unbroken time of holding the lease. Stores guard what background work writes with its number.</summary>
internal sealed class LeaseTerm(long number, TimeSpan length)
{
    private readonly CancellationTokenSource ended = new();
    private long renewed;

    /// <summary>
    /// A query of one row while the term <c>@term</c> is the current one, and of none afterwards. It locks the row, so that nobody takes
    /// the lease over before the transaction has ended; a renewal waits for it, too, so it stands in short transactions or at the end of
    /// one.
    /// </summary>
    public const string Current = "select 1 from lease where name = 'needle' and term = @term and until > now() for share";

    /// <summary>
    /// A node that stands still with the lock in its hand loses its connection before the lease could have passed on without it.
    /// </summary>
    private const string Impatient = "set local idle_in_transaction_session_timeout = '4s'";

    public long Number => number;

    /// <summary>Cancelled when the term is over.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>Asked before each write to Spotify: still ours, by a clock that no one can step.</summary>
    public bool IsHeld => !ended.IsCancellationRequested && Stopwatch.GetElapsedTime(Interlocked.Read(ref renewed)) < length;

    /// <summary>
    /// For a transaction that only the holder may commit: asked once its rows are written, it stays true until the commit.
    /// </summary>
    public async Task<bool> IsCurrent(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.ExecuteScalarAsync<int?>($"{Impatient}; {Current}", new { term = number }, cancellation) is not null;

    public void Renewed(long asked) => Interlocked.Exchange(ref renewed, asked);

    public void End() => ended.Cancel();
}
