using Microsoft.Extensions.Options;
using Tonearm.Data;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// The worker that looks at every account when it is due: accounts at the same time, each account by one sweep only. It runs while this
/// node holds the lease, so there is never a second writer.
/// </summary>
internal sealed class GuardSweep(
    Lease lease,
    ChangeFeed feed,
    ListingStore listings,
    AccountSweep sweep,
    IOptions<GuardOptions> options,
    SupervisedLoops loops,
    TimeProvider time
) : DueWorker<DueAccount>(Loop, lease, feed, ListingStore.Topic, loops, time)
{
    private static readonly LoopName Loop = new("Guard");

    protected override TimeSpan LongestPause => options.Value.Interval;

    protected override Guid KeyOf(DueAccount due) => due.Account;

    protected override Task<IReadOnlyList<DueAccount>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        listings.Due(Time.GetUtcNow(), running, cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        listings.NextDue(running, cancellation);

    protected override async Task Do(DueAccount due, LeaseTerm term, CancellationToken cancellation)
    {
        // This node may not have noticed yet that it no longer holds the lease.
        if (!await sweep.Run(due, term, cancellation))
            await Task.Delay(AfterFault, Time, cancellation);
    }
}
