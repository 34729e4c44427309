using System.Collections.Concurrent;
using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Tells who waits that something changed, across all nodes, by PostgreSQL's <c>NOTIFY</c>. A message is only a topic such as
/// <c>guard</c> or <c>owner:…</c>; whoever cares reads the rows. After a lost connection everything counts as changed.
/// </summary>
internal sealed partial class ChangeFeed(NpgsqlDataSource database, TimeProvider time, ILogger<ChangeFeed> logger) : BackgroundService
{
    public const string Channel = "tonearm";

    /// <summary>A connection that a router has forgotten is silent like one with nothing to tell: after this long it is asked.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Subscription, byte> subscriptions = [];

    /// <summary>Listens to one topic until disposed. Changes between two waits are folded into one.</summary>
    public Subscription Subscribe(string topic)
    {
        var subscription = new Subscription(topic, ended => subscriptions.TryRemove(ended, out _));
        subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    public void EverythingChanged() => Signal(_ => true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, change) => Signal(topic => topic == change.Payload);
                await connection.ExecuteAsync($"listen {Channel}");
                EverythingChanged();
                while (true)
                    if (!await connection.WaitAsync(Silence, stoppingToken)) await connection.ExecuteScalarAsync(new CommandDefinition("select 1", cancellationToken: stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Lost(logger, exception.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
        }
    }

    private void Signal(Func<string, bool> cares)
    {
        foreach (var (subscription, _) in subscriptions)
            if (cares(subscription.Topic)) subscription.Set();
    }

    internal sealed class Subscription(string topic, Action<Subscription> ended) : IDisposable
    {
        private readonly Channel<bool> changes = System.Threading.Channels.Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string Topic => topic;

        public void Set() => changes.Writer.TryWrite(true);

        /// <summary>Returns when something has changed since the last wait.</summary>
        public async Task Changed(CancellationToken cancellation) => await changes.Reader.ReadAsync(cancellation);

        /// <summary>The same, or so much time has passed.</summary>
        public async Task Changed(TimeSpan atMost)
        {
            using var patience = new CancellationTokenSource(atMost);
            try
            {
                await Changed(patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                // Whoever waits looks again by itself.
            }
        }

        public void Dispose() => ended(this);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The change feed lost its connection and starts again: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
