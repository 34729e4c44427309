using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Npgsql;

namespace Tonearm.Data;

/// <summary>
/// Tells who waits that something changed, across all nodes, by PostgreSQL's <c>NOTIFY</c>. A message is a topic such as <c>guard</c> or
/// <c>owner:…</c>, and after a space the version it has now, where it has one; whoever cares reads the rows. After a lost connection
/// everything counts as changed.
/// </summary>
internal sealed class ChangeFeed(NpgsqlDataSource database, SupervisedLoops loops) : BackgroundService
{
    public const string Channel = "tonearm";

    private static readonly LoopName Loop = new("The change feed");

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

    public void EverythingChanged()
    {
        foreach (var (subscription, _) in subscriptions)
            subscription.Set();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var loop = loops.Named(Loop);
        await loop.Run(cancellation => Listen(loop, cancellation), stoppingToken);
    }

    private async Task Listen(SupervisedLoop loop, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        connection.Notification += (_, change) => Hear(change.Payload);
        await connection.ExecuteAsync($"listen {Channel}", null, cancellation);
        loop.Works();
        EverythingChanged();
        while (true)
            if (!await connection.WaitAsync(Silence, cancellation))
                await connection.ExecuteScalarAsync<int>("select 1", null, cancellation);
    }

    private void Hear(string message)
    {
        var end = message.IndexOf(' ', StringComparison.Ordinal);
        var (topic, version) =
            end < 0 ? (message, (long?)null) : (message[..end], long.Parse(message.AsSpan(end), CultureInfo.InvariantCulture));
        foreach (var (subscription, _) in subscriptions)
            if (subscription.Topic == topic)
                subscription.Set(version);
    }

    internal sealed class Subscription(string topic, Action<Subscription> ended) : IDisposable
    {
        private const long Unknown = long.MaxValue;

        private readonly Channel<bool> changes = System.Threading.Channels.Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );

        private long newest;

        public string Topic => topic;

        /// <param name="version">What it has now; null when that is not known.</param>
        public void Set(long? version = null)
        {
            var told = version ?? Unknown;
            for (var known = Volatile.Read(ref newest); known < told; )
            {
                var found = Interlocked.CompareExchange(ref newest, told, known);
                if (found == known)
                    break;
                known = found;
            }

            changes.Writer.TryWrite(true);
        }

        /// <summary>Returns when something has changed since the last wait.</summary>
        /// <returns>The highest version that was told; null when something was told without one.</returns>
        public async Task<long?> Changed(CancellationToken cancellation)
        {
            await changes.Reader.ReadAsync(cancellation);
            return Interlocked.Exchange(ref newest, 0) is not Unknown and var version ? version : null;
        }

        /// <summary>Whether something has changed since the last wait, for who need not wait.</summary>
        public bool HasChanged()
        {
            if (!changes.Reader.TryRead(out _))
                return false;
            Interlocked.Exchange(ref newest, 0);
            return true;
        }

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
}
