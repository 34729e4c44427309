using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// One look at one account: asks Spotify for the fewest windows, thinks, saves, and puts back what has drifted. It runs for an account only once
/// at a time, and only on the node that holds the lease.
/// </summary>
internal sealed class AccountSweep(
    PlaylistSearch search, SweepStore store, ListingStore listings, HaulStore hauls, CoverEvidence evidence, Brake brake, Restorer restorer, CallLedger ledger,
    AccountStore accounts, LookSchedule schedule, TimeProvider time)
{
    /// <summary>An account that Spotify refuses is asked again this often, to see whether its cure has worked.</summary>
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromHours(1);

    public async Task Run(DueAccount due, LeaseTerm term, CancellationToken cancellation)
    {
        var haul = new Haul(time.GetUtcNow());
        var failure = await Gather(due, haul, cancellation);
        var now = time.GetUtcNow();
        var looks = await Postpone(due, haul, cancellation);
        await ConfirmSoon(haul, cancellation);
        var refused = Healths.Of(failure ?? AnswerKind.Ok) is { } said && said != Health.Ok;
        var next = await Next(due, haul, refused, failure == AnswerKind.Limited, cancellation);
        var writing = await hauls.Save(due.Account, term, haul, now, next.DueAt, cancellation);
        var written = writing.Count > 0 ? await restorer.Write(due.Account, term, writing, cancellation) : Written.Nothing;
        failure ??= written.Failure;

        var health = Healths.Of(failure ?? AnswerKind.Ok);
        // That reading works says nothing of writes that the sign-in does not cover: only one that Spotify took does.
        if (health is Health.Ok && due.Health is Health.MissingScope && written.Restored == 0) health = Health.MissingScope;
        else if (health is { } known && haul.Calls > 0) await accounts.SetHealth(due.Account, due.ConsentedAt, known);
        var summary = new SweepSummary(
            haul.StartedAt, time.GetUtcNow(), haul.Calls + written.Calls, looks.Count, looks.Count(look => look.HasDrifted), written.Restored, haul.Total, haul.HasSeen,
            haul.Problem ?? written.Problem);
        var isSick = health is not (null or Health.Ok or Health.MissingScope);
        await listings.Finish(due, term, summary, isSick && !refused ? (await Next(due, haul, refused: true, limited: false, cancellation)) with { Promised = next.Promised } : next);
    }

    private async Task<NextTimes> Next(DueAccount due, Haul haul, bool refused, bool limited, CancellationToken cancellation)
    {
        int? windows = due.Sweep ? WindowPlan.Cover(due.Expected().Values.OfType<int>(), due.Total).Count : null;
        var (next, urgent, promised) = refused ? (haul.StartedAt + RefusedInterval, null, null) : await schedule.Next(due.Account, windows, haul.StartedAt, limited, cancellation);
        return new(next, ListAt(due, haul, next, refused), urgent, windows, promised);
    }

    private static DateTimeOffset? ListAt(DueAccount due, Haul haul, DateTimeOffset next, bool refused)
    {
        // One look that misses a playlist is no witness: all of the list is read again at the next.
        if (haul.WantsWholeList || haul.Absences.Exists(absence => absence.LookAt is null)) return next;
        if (haul.WholeList is not null) return haul.IsListDoubtful ? haul.StartedAt + PlaylistSearch.WholeAtMostEvery : null;
        if (due.Whole) return haul.HasSeen ? haul.StartedAt + PlaylistSearch.WholeAtMostEvery : next;
        return !refused && haul.Total is { } total && total != due.Total ? due.ListedAt + PlaylistSearch.WholeAtMostEvery : null;
    }

    /// <returns>Why asking came to an end, if it did.</returns>
    private async Task<AnswerKind?> Gather(DueAccount due, Haul haul, CancellationToken cancellation)
    {
        var positions = due.Expected();
        var asking = search.Begin(due, haul, positions.Values.OfType<int>(), cancellation);
        // The rows arrive while Spotify's answers are on their way.
        var loading = store.Load(due.Account, positions.Keys, cancellation);
        await Task.WhenAll(asking, loading);
        var (reading, playlists) = (await asking, await loading);

        var found = await search.Find(due, haul, reading, playlists, positions, cancellation);
        haul.Total = reading.Total;
        haul.HasSeen = reading.Pages.Count > 0 || found.Count > 0 || (reading.Failure is null && reading.Failed.Count == 0);
        await evidence.Look(haul, playlists.Values.Where(each => found.ContainsKey(each.Id)).Select(each => (each, found[each.Id])), cancellation);
        if (reading.Failure is null) await Doubt(due, haul, reading.Pages.Exists(page => page.IsOdd), cancellation);

        haul.Calls += reading.Calls;
        var seen = haul.Looks.Select(look => look.Playlist.Id).ToHashSet(StringComparer.Ordinal);
        haul.Missed.AddRange(playlists.Values.Where(each => !seen.Contains(each.Id)));
        if (reading.Failure is { } failure) haul.Problem = SweepWords.Problem(failure);
        else if (reading.Failed.Count > 0) haul.Problem = SweepWords.Blind(reading.Failed, haul.Missed.Count);
        return reading.Failure?.Kind;
    }

    /// <summary>What a list shows that may be the list's own trouble is asked for one by one. What could not be asked was not seen.</summary>
    private async Task Doubt(DueAccount due, Haul haul, bool isListOdd, CancellationToken cancellation)
    {
        var doubt = Brake.Doubtful(haul.Looks, isListOdd);
        if (doubt.IsNone) return;
        var asked = await brake.Ask(due.Caller, doubt, haul, cancellation);
        var changed = doubt.Changed.Select(look => look.Playlist.Id).ToHashSet(StringComparer.Ordinal);
        ProtectedPlaylist[] again = [.. haul.Looks.Select(look => look.Playlist).Where(playlist => asked.GetValueOrDefault(playlist.Id) is not null)];
        haul.Looks.RemoveAll(look => asked.TryGetValue(look.Playlist.Id, out var shown) && (shown is not null || changed.Contains(look.Playlist.Id)));
        await evidence.Look(haul, again.Select(playlist => (playlist, asked[playlist.Id]!)), cancellation);
    }

    /// <summary>What is put back is looked at soon, if the day's calls have room for it.</summary>
    private async Task ConfirmSoon(Haul haul, CancellationToken cancellation)
    {
        var positions = haul.Looks.FindAll(look => look.Confirming.Any()).ConvertAll(look => look.Sighting.Position ?? look.Playlist.Position);
        if (positions.Count == 0) return;
        var windows = WindowPlan.Cover(positions.OfType<int>(), haul.Total ?? int.MaxValue).Count;
        var singles = positions.Count(position => position is null);
        var room = await ledger.Room(Family.PlaylistList, CallPurpose.Restore, cancellation);
        if (!ConfirmingLooks.MayLookSoon(room.Calls, windows + singles)) return;
        for (var i = 0; i < haul.Looks.Count; i++) haul.Looks[i] = haul.Looks[i].ConfirmedSoon(haul.StartedAt);
    }

    /// <summary>While a family of endpoints takes no calls, or the sign-in does not cover writes, restores wait instead of failing again and again.</summary>
    private async Task<IReadOnlyList<Look>> Postpone(DueAccount due, Haul haul, CancellationToken cancellation)
    {
        if (due.Health is Health.MissingScope && due.AskAgainAt > haul.StartedAt)
            for (var i = 0; i < haul.Looks.Count; i++) haul.Looks[i] = haul.Looks[i].Postponed(Fields.All, due.AskAgainAt.Value);
        foreach (var (family, fields) in new[] { (Family.PlaylistWrite, Fields.Title | Fields.Description), (Family.CoverWrite, Fields.Cover) })
        {
            if (!haul.Looks.Exists(look => look.Restores.Any(restore => fields.Has(restore.Field)))) continue;
            if (await ledger.Closed(family, CallPurpose.Restore, cancellation) is not { } closed) continue;
            for (var i = 0; i < haul.Looks.Count; i++) haul.Looks[i] = haul.Looks[i].Postponed(fields, closed.Until);
        }

        return haul.Looks;
    }
}
