using System.Threading.Channels;
using Npgsql;
using Tonearm.Party.Room;

namespace Tonearm.Party.Likes;

/// <summary>
/// Gathers what many guests say at once and writes it together: whatever has come while the last batch was on its way is the next one, so a
/// lone like waits for nobody and a storm costs few commits. Two may be on their way; of one party the second waits in PostgreSQL for the
/// first.
/// </summary>
internal sealed partial class LikeBatches(
    LikeStore store,
    PartyRooms rooms,
    SupervisedLoops loops,
    PartyMetrics metrics,
    ILogger<LikeBatches> logger
) : BackgroundService
{
    private static readonly LoopName Loop = new("A writer of likes");
    private const int Most = 1_000;
    private const int Waiting = 20_000;

    private readonly Channel<LikeAsk> asks = Channel.CreateBounded<LikeAsk>(
        new BoundedChannelOptions(Waiting) { AllowSynchronousContinuations = false }
    );

    /// <returns>When it is committed, or known that it never will be.</returns>
    public Task<LikeOutcome> Say(LikeAsk ask) => asks.Writer.TryWrite(ask) ? ask.Task : Task.FromResult(new LikeOutcome(LikeVerdict.Lost));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var writer = loops.Named(Loop);
        await Task.WhenAll(Write(writer), Write(writer));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What has been accepted is still written.
        asks.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    private async Task Write(SupervisedLoop writer)
    {
        var batch = new List<LikeAsk>();
        while (await asks.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < Most && asks.Reader.TryRead(out var ask))
                batch.Add(ask);
            // Whoever waits is told at once that it failed; the next batch is tried when it comes.
            if (batch.Count > 0)
                await writer.TryInTime(_ => Write(batch, writer), CancellationToken.None);
        }
    }

    private async Task Write(List<LikeAsk> batch, SupervisedLoop writer)
    {
        try
        {
            await WriteTogether(batch);
        }
        catch (PostgresException exception) when (batch.Count > 1 && !exception.IsTransient)
        {
            // One of them cannot be written, and the others must not suffer for it.
            Log.OneByOne(logger, batch.Count, exception.MessageText);
            foreach (var ask in batch)
                await writer.TryInTime(_ => Write([ask], writer), CancellationToken.None);
        }
        catch
        {
            // It may have been committed all the same. Whoever says it again, with the same counter, is told the truth.
            foreach (var ask in batch)
                ask.TrySetResult(new(LikeVerdict.Lost));
            throw;
        }
    }

    private async Task WriteTogether(List<LikeAsk> batch)
    {
        // Stable, so that of two words with one counter the one that came first is heeded; the other is told what became of it.
        LikeAsk[] inOrder = [.. batch.OrderBy(ask => ask.Party).ThenBy(ask => ask.Guest).ThenBy(ask => ask.N)];
        var first = new List<LikeAsk>(inOrder.Length);
        var place = new int[inOrder.Length];
        for (var i = 0; i < inOrder.Length; i++)
        {
            if (first is not [.., var last] || last.N != inOrder[i].N || last.Guest != inOrder[i].Guest || last.Party != inOrder[i].Party)
                first.Add(inOrder[i]);
            place[i] = first.Count - 1;
        }

        var written = await store.WriteDown(first, rooms.IsOpen, CancellationToken.None);
        foreach (var counts in written.Parties)
            rooms.Counted(counts);
        for (var i = 0; i < inOrder.Length; i++)
            inOrder[i].TrySetResult(written.Outcomes[place[i]]);
        foreach (var alike in written.Outcomes.CountBy(outcome => outcome.Verdict))
            metrics.Liked(alike.Key, alike.Value);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} likes is tried again one by one: {Reason}")]
        public static partial void OneByOne(ILogger logger, int count, string reason);
    }
}
