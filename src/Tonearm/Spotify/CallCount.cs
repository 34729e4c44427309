using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace Tonearm.Spotify;

/// <summary>
/// Counts the calls sent, by endpoint family in buckets of five minutes, and writes them down every few seconds: what the daily budget and
/// its page read. Only what is sent within the last seconds before a crash is lost.
/// </summary>
internal sealed partial class CallCount(NpgsqlDataSource database, TimeProvider time, ILogger<CallCount> logger) : BackgroundService
{
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string Family, DateTimeOffset Bucket), int> unwritten = [];

    public void Add(string family)
    {
        var now = time.GetUtcNow().UtcTicks;
        unwritten.AddOrUpdate((family, new DateTimeOffset(now - (now % Bucket.Ticks), TimeSpan.Zero)), 1, (_, calls) => calls + 1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Write();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Write();
    }

    private async Task Write()
    {
        foreach (var (key, _) in unwritten)
        {
            if (!unwritten.TryRemove(key, out var calls)) continue;
            try
            {
                await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
                await connection.ExecuteAsync("""
                    insert into spotify_calls (family, bucket, calls) values (@Family, @Bucket, @calls)
                    on conflict (family, bucket) do update set calls = spotify_calls.calls + @calls
                    """, new { key.Family, key.Bucket, calls });
            }
            catch (Exception exception)
            {
                unwritten.AddOrUpdate(key, calls, (_, others) => others + calls);
                Log.NotWritten(logger, exception.Message);
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Call counts could not be written yet: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
