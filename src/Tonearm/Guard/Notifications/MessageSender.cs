using Tonearm.Data;

namespace Tonearm.Guard.Notifications;

/// <summary>
/// Sends what is to be told, each channel for itself. A revision is sent until its answer is known; where that got lost it may come twice,
/// and bears the same id.
/// </summary>
internal sealed partial class MessageSender(
    Lease lease,
    ChangeFeed feed,
    MessageStore messages,
    SupervisedLoops loops,
    TimeProvider time,
    ILogger<MessageSender> logger
) : DueWorker<Guid>(Loop, lease, feed, ChannelStore.Topic, loops, time)
{
    private static readonly LoopName Loop = new("The sender of messages");

    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        messages.Due(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        messages.NextDue(running, cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        if (await messages.Next(due, term, Time.GetUtcNow(), cancellation) is not { } outgoing || !term.IsHeld)
            return;
        var delivery = await outgoing.Channel.Send(outgoing.Message, outgoing.Shortened, cancellation);
        var now = Time.GetUtcNow();
        var verdict = Persistence.Of(delivery, outgoing.Attempts, outgoing.Shortened, outgoing.Since, now);
        await messages.Answered(outgoing, delivery, verdict, now);
        // The sentence may name what stands at its receiver's and is for its owner alone.
        Log.Sent(logger, outgoing.Channel.Kind.Slug, outgoing.Message.DeliveryId, verdict.Fate);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A message by {Kind}, {Id}: {Fate}")]
        public static partial void Sent(ILogger logger, string kind, string id, Fate fate);
    }
}
