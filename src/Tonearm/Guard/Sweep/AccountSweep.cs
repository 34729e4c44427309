using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// One look at one account, and the whole way of a restore: plan the windows (<see cref="WindowPlan"/>) → fetch the list
/// (<see cref="PlaylistSearch"/>) → learn what unknown covers are (<see cref="CoverReader"/>) → decide (<see cref="Assessment"/>, once for
/// each playlist;
/// <see cref="Brake"/> asks again what a list may have wrong) → choose the moment (<see cref="WriteTiming"/>) → store
/// (<see cref="SweepResultStore"/>) → write (<see cref="Restorer"/>). A preview goes the same way as far as the moment
/// (<see cref="Status.RestorePreview"/>). It runs for an account only once at a time, and only on the node that holds the lease.
/// </summary>
internal sealed class AccountSweep(
    PlaylistSearch search,
    SweepStore store,
    Assessor assessor,
    Brake brake,
    WriteTiming timing,
    SweepResultStore results,
    Restorer restorer,
    ListingStore listings,
    AccountStore accounts,
    LookSchedule schedule,
    GuardMetrics metrics,
    TimeProvider time
)
{
    /// <summary>An account that Spotify refuses is asked again this often, to see whether its cure has worked.</summary>
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromHours(1);

    /// <returns>False when it came to no end, as the lease has passed on or the account is no longer linked: what was not done stays
    /// due.</returns>
    public async Task<bool> Run(DueAccount due, LeaseTerm term, CancellationToken cancellation)
    {
        var result = new SweepResult(time.GetUtcNow());
        var failure = await Look(due, result, cancellation);
        var now = time.GetUtcNow();
        await timing.Postpone(result.Assessments, due.WritesFrom, result.StartedAt, cancellation);
        await timing.ConfirmSoon(result.Assessments, result.Total, result.StartedAt, cancellation);
        var refused = Healths.Of(failure ?? AnswerKind.Ok) is { } met && met != Health.Ok;
        var next = await Next(due, result, refused, failure == AnswerKind.Limited, cancellation);
        if (await results.Save(due.Account, term, result, now, next.DueAt, cancellation) is not { } writing)
            return false;
        var written = writing.Count > 0 ? await restorer.Write(due.Account, term, writing, cancellation) : Written.Nothing;
        if (written.IsCutOff)
            return false;
        failure ??= written.Failure;

        var health = Healths.Of(failure ?? AnswerKind.Ok);
        // That reading works says nothing of writes that the sign-in does not cover: only one that Spotify took does.
        if (health is Health.Ok && due.Health is Health.MissingScope && written.Restored == 0)
            health = Health.MissingScope;
        // Nearly every account is as well as it was: then there is nothing to write.
        else if (health is { } known && result.Calls > 0 && (known, due.Health) is not (Health.Ok, Health.Ok))
            await accounts.SetHealth(due.Account, due.ConsentedAt, known);
        var summary = new SweepSummary(
            result.StartedAt,
            time.GetUtcNow(),
            result.Calls + written.Calls,
            result.Assessments.Count,
            result.Assessments.Count(each => each.HasDrifted),
            written.Restored,
            result.Total,
            result.HasSeen,
            result.Problem ?? written.Problem
        );
        metrics.Looked(summary.EndedAt - summary.StartedAt, result.HasSeen);
        var isSick = health is not (null or Health.Ok or Health.MissingScope);
        if (isSick && !refused)
            next = await Next(due, result, refused: true, limited: false, cancellation) with { Promised = next.Promised };
        return await listings.Finish(due, term, summary, next);
    }

    private async Task<NextTimes> Next(DueAccount due, SweepResult result, bool refused, bool limited, CancellationToken cancellation)
    {
        int? windows = due.Sweep ? WindowPlan.Cover(due.Expected().Values.OfType<int>(), due.Total).Count : null;
        var (next, urgent, promised) = refused
            ? (result.StartedAt + RefusedInterval, null, null)
            : await schedule.Next(due.Account, windows, result.StartedAt, limited, cancellation);
        return new(next, ListAt(due, result, next, refused), urgent, windows, promised);
    }

    private static DateTimeOffset? ListAt(DueAccount due, SweepResult result, DateTimeOffset next, bool refused)
    {
        // One look that misses a playlist is no witness: all of the list is read again at the next.
        if (result.WantsWholeList || result.Absences.Exists(absence => absence.LookAt is null))
            return next;
        if (result.WholeList is not null)
            return result.IsListDoubtful ? result.StartedAt + PlaylistSearch.WholeAtMostEvery : null;
        if (due.Whole)
            return result.HasSeen ? result.StartedAt + PlaylistSearch.WholeAtMostEvery : next;
        return !refused && result.Total is { } total && total != due.Total ? due.ListedAt + PlaylistSearch.WholeAtMostEvery : null;
    }

    /// <returns>Why asking came to an end, if it did.</returns>
    private async Task<AnswerKind?> Look(DueAccount due, SweepResult result, CancellationToken cancellation)
    {
        var positions = due.Expected();
        var asking = search.Begin(due, result, positions.Values.OfType<int>(), cancellation);
        // The rows arrive while Spotify's answers are on their way.
        var loading = store.Load(due.Account, positions.Keys, cancellation);
        await Task.WhenAll(asking, loading);
        var (reading, playlists) = (await asking, await loading);

        var found = await search.Find(due, result, reading, playlists, positions, cancellation);
        result.Total = reading.Total;
        result.HasSeen = reading.Pages.Count > 0 || found.Count > 0 || (reading.Failure is null && reading.Failed.Count == 0);
        await assessor.Assess(
            result,
            playlists.Values.Where(each => found.ContainsKey(each.Id)).Select(each => (each, found[each.Id])),
            cancellation
        );
        if (reading.Failure is null)
            await Doubt(due, result, reading.Pages.Exists(page => page.IsOdd), cancellation);

        result.Calls += reading.Calls;
        var seen = result.Assessments.Select(each => each.Playlist.Id).ToHashSet(StringComparer.Ordinal);
        result.Missed.AddRange(playlists.Values.Where(each => !seen.Contains(each.Id)));
        if (reading.Failure is { } failure)
            result.Problem = SweepWords.Problem(failure);
        else if (reading.Failed.Count > 0)
            result.Problem = SweepWords.Blind(reading.Failed, result.Missed.Count);
        return reading.Failure?.Kind;
    }

    /// <summary>
    /// What a list shows that may be the list's own trouble is asked for one by one. What could not be asked was not seen.
    /// </summary>
    private async Task Doubt(DueAccount due, SweepResult result, bool isListOdd, CancellationToken cancellation)
    {
        var doubt = Brake.Doubtful(result.Assessments, isListOdd);
        if (doubt.IsNone)
            return;
        var asked = await brake.Ask(due.Caller, doubt, result, cancellation);
        var changed = doubt.Changed.Select(each => each.Playlist.Id).ToHashSet(StringComparer.Ordinal);
        ProtectedPlaylist[] again =
        [
            .. result.Assessments.Select(each => each.Playlist).Where(playlist => asked.GetValueOrDefault(playlist.Id) is not null),
        ];
        result.Assessments.RemoveAll(each =>
            asked.TryGetValue(each.Playlist.Id, out var shown) && (shown is not null || changed.Contains(each.Playlist.Id))
        );
        await assessor.Assess(result, again.Select(playlist => (playlist, asked[playlist.Id]!)), cancellation);
    }
}
