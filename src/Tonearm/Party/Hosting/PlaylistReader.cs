using Tonearm.Data;
using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Hosting;

/// <summary>
/// The worker that reads the playlists of parties: what an opening left for later, a few pages at a time, and all of it again when the
/// playlist has changed. What it has read is in the database, so another node goes on where this one was.
/// </summary>
internal sealed class PlaylistReader(
    Lease lease,
    ChangeFeed feed,
    PlaylistReadingStore store,
    Playlists playlists,
    PlaylistPages pages,
    SupervisedLoops loops,
    TimeProvider time
) : DueWorker<Guid>(Loop, lease, feed, PartyChange.Reading, loops, time)
{
    private static readonly LoopName Loop = new("The reader of playlists");

    protected override TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(2);

    protected override Guid KeyOf(Guid due) => due;

    protected override Task<IReadOnlyList<Guid>> Due(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.Due(Time.GetUtcNow(), cancellation);

    protected override Task<DateTimeOffset?> NextDue(IReadOnlyCollection<Guid> running, CancellationToken cancellation) =>
        store.NextDue(running, Time.GetUtcNow(), cancellation);

    protected override async Task Do(Guid due, LeaseTerm term, CancellationToken cancellation)
    {
        while (await store.Load(due, cancellation) is { } reading)
        {
            if (reading.Pages.Length == 0)
            {
                if (!await Look(reading, term, cancellation))
                    return;
            }
            else if (!await Read(reading, term, cancellation))
                return;
        }
    }

    /// <summary>Asks whether the playlist is another than the one that was read.</summary>
    /// <returns>Whether there is something to read.</returns>
    private async Task<bool> Look(PlaylistReading reading, LeaseTerm term, CancellationToken cancellation)
    {
        var caller = reading.Asked > 0 ? Caller.Person(reading.AccountId) : Caller.Party(reading.AccountId);
        var answer = await playlists.Get(caller, reading.PlaylistId, cancellation);
        var now = Time.GetUtcNow();
        if (!answer.IsOk)
        {
            await store.NotFound(
                reading,
                now,
                answer.Until ?? now + Rereading.AfterFailure(reading.Failures),
                now + Rereading.Seldom,
                answer.Kind,
                term,
                cancellation
            );
            return false;
        }

        var snapshot = answer.Value.SnapshotId;
        // Where Spotify does not tell, a host's word is taken for it.
        if (snapshot is null ? reading is { Asked: 0 } or { IsWhole: false } : snapshot == reading.Snapshot)
        {
            await store.Unchanged(reading, isKnown: snapshot is not null, now, term, cancellation);
            return false;
        }

        // Changed again while it was read: whoever works on it may not be done.
        var begins = reading.IsWhole ? now : now + Rereading.WhileItChanges;
        await store.Begin(reading, snapshot, answer.Value.Items?.Total ?? reading.Total, begins, now, term, cancellation);
        return reading.IsWhole;
    }

    /// <returns>Whether to go on at once.</returns>
    private async Task<bool> Read(PlaylistReading reading, LeaseTerm term, CancellationToken cancellation)
    {
        // Guests wait for these songs to vote on, so they are a party's calls and not the background's.
        var caller = Caller.Party(reading.AccountId);
        var fetched = await pages.Fetch(caller, reading.PlaylistId, reading.Pages.Take(PlaylistPages.InFlight), cancellation);
        var now = Time.GetUtcNow();
        // The music needs a few calls, too: what it asked for when there were none comes first.
        DateTimeOffset? again = fetched.Failure is { } failure
            ? (failure.Until ?? now + Rereading.AfterFailure(reading.Failures)) + Rereading.AfterOthers
            : null;
        return await store.Keep(reading, fetched, again, now, term, cancellation) && again is null;
    }
}
