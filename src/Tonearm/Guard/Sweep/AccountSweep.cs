using Microsoft.Extensions.Options;
using Tonearm.Accounts;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// One look at one account: asks Spotify for the fewest windows, thinks, saves, and puts back what has drifted. It runs for an account only once
/// at a time, and only on the node that holds the lease.
/// </summary>
internal sealed class AccountSweep(
    LibraryReader library, SweepStore store, ListingStore listings, HaulStore hauls, CoverEvidence evidence, Restorer restorer, Cooldowns cooldowns,
    AccountStore accounts, IOptions<GuardOptions> options, TimeProvider time)
{
    /// <summary>A list that shifted is read as a whole at most this often; otherwise playlists are asked for one by one.</summary>
    private static readonly TimeSpan WholeAtMostEvery = TimeSpan.FromHours(1);

    /// <summary>An account that Spotify refuses is asked again this often, to see whether its cure has worked.</summary>
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromHours(1);

    public async Task Run(DueAccount due, LeaseTerm term, CancellationToken cancellation)
    {
        var haul = new Haul(time.GetUtcNow());
        var failure = await Gather(due, haul, cancellation);
        var now = time.GetUtcNow();
        var looks = await Postpone(haul, cancellation);
        var refused = Healths.Of(failure ?? AnswerKind.Ok) is { } said && said != Health.Ok;
        var next = haul.StartedAt + (refused ? RefusedInterval : options.Value.Interval);
        var writing = await hauls.Save(due.Account, term, haul, now, next, cancellation);
        var written = writing.Count > 0 ? await restorer.Write(due.Account, term, writing, cancellation) : Written.Nothing;
        failure ??= written.Failure;

        var health = Healths.Of(failure ?? AnswerKind.Ok);
        if (health is { } known && known != due.Health && haul.Calls > 0) await accounts.SetHealth(due.Account, known);
        var summary = new SweepSummary(
            haul.StartedAt, time.GetUtcNow(), haul.Calls + written.Calls, looks.Count, looks.Count(look => look.HasDrifted), written.Restored, haul.Total, IsComplete: haul.Problem is null,
            haul.Problem ?? written.Problem);
        await listings.Finish(due, term, summary, Next(due, haul, refused: health is { } sick && sick != Health.Ok));
    }

    private NextTimes Next(DueAccount due, Haul haul, bool refused)
    {
        var next = haul.StartedAt + (refused ? RefusedInterval : options.Value.Interval);
        if (haul.WholeList is not null) return new(next, ListAt: null);
        if (due.Whole) return new(next, next);
        var hasChanged = !refused && haul.Total is { } total && total != due.Total;
        return new(next, hasChanged ? due.ListedAt + WholeAtMostEvery : null);
    }

    /// <returns>Why asking came to an end, if it did.</returns>
    private async Task<AnswerKind?> Gather(DueAccount due, Haul haul, CancellationToken cancellation)
    {
        var positions = due.Expected();
        var asking = due.Whole
            ? ReadWhole(due, haul, cancellation)
            : library.Read(due.Account, WindowPlan.Cover(positions.Values.OfType<int>(), due.Total), null, cancellation);
        // The rows arrive while Spotify's answers are on their way.
        var loading = store.Load(due.Account, positions.Keys, cancellation);
        await Task.WhenAll(asking, loading);
        var (reading, playlists) = (await asking, await loading);

        var found = await Find(due, haul, reading, positions, cancellation);
        haul.Calls += reading.Calls;
        haul.Total = reading.Total;
        haul.Problem = reading.Failure is { } failure ? SweepWords.Problem(failure) : null;
        lock (found)
            haul.Missed.AddRange(playlists.Values.Where(each => !found.ContainsKey(each.Id) && haul.Strays.All(stray => stray.Id != each.Id)));
        await evidence.Look(haul, playlists.Values.Where(each => found.ContainsKey(each.Id)).Select(each => (each, found[each.Id])), due.LookedAt, cancellation);
        return reading.Failure?.Kind;
    }

    private async Task<LibraryReader.Reading> ReadWhole(DueAccount due, Haul haul, CancellationToken cancellation)
    {
        var reading = await ReadPages(due, cancellation);
        if (reading.Failure is null && HasMoved(reading))
        {
            // A playlist that moves while the list is read can slip between two pages.
            var again = await ReadPages(due, cancellation);
            again.Calls += reading.Calls;
            reading = again;
        }

        if (reading.Failure is not null) return reading;
        var whole = Once(reading.Pages.SelectMany(page => page.Sightings));
        haul.WholeList = whole;
        await listings.EndWhole(due.Account, whole.Select(each => each.Id), time.GetUtcNow(), cancellation);
        return reading;
    }

    private async Task<LibraryReader.Reading> ReadPages(DueAccount due, CancellationToken cancellation)
    {
        await listings.BeginWhole(due.Account, cancellation);
        Task Save(LibraryReader.Page page) => listings.SavePage(due.Account, due.Owner, Once(page.Sightings), page.Total, time.GetUtcNow(), cancellation);
        var reading = await library.Read(due.Account, [new(0, WindowPlan.Size)], Save, cancellation);
        if (reading.Total is { } total)
            reading.Add(await library.Read(due.Account, [.. WindowPlan.Whole(total).Skip(1)], Save, cancellation));
        return reading;
    }

    private static bool HasMoved(LibraryReader.Reading reading) =>
        reading.Pages.Any(page => page.Total != reading.Total)
        || reading.Pages.SelectMany(page => page.Sightings.Select(each => each.Id).Distinct()).GroupBy(id => id).Any(pages => pages.Skip(1).Any());

    /// <summary>Spotify has been seen to list a playlist twice.</summary>
    private static IReadOnlyList<Sighting> Once(IEnumerable<Sighting> sightings) => [.. sightings.DistinctBy(each => each.Id)];

    /// <summary>The protected playlists wherever they stand now; those in no window are looked for as <see cref="Shift"/> says.</summary>
    private async Task<Dictionary<string, Sighting>> Find(
        DueAccount due, Haul haul, LibraryReader.Reading reading, Dictionary<string, int?> positions, CancellationToken cancellation)
    {
        var expected = positions.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!.Value, StringComparer.Ordinal);
        var single = positions.Where(each => each.Value is null).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        var mayListAll = !due.Whole && !(due.ListedAt + WholeAtMostEvery > haul.StartedAt);
        for (var mayAsk = !due.Whole; reading.Failure is null; mayAsk = false)
        {
            var seen = Seen(reading);
            var next = Shift.Next(
                new(expected, due.Total), new(seen.ToDictionary(each => each.Key, each => each.Value.Position!.Value, StringComparer.Ordinal), reading.Total ?? due.Total),
                [.. reading.Pages.Select(page => page.Window)], mayAsk, mayListAll && haul.WholeList is null);
            if (next is Search.Ask ask) reading.Add(await library.Read(due.Account, ask.Windows, null, cancellation));
            else if (next is Search.ListAll) reading.Add(await ReadWhole(due, haul, cancellation));
            else
            {
                if (next is Search.AskSingly alone) single.UnionWith(alone.Missing);
                break;
            }
        }

        var found = Seen(reading);
        if (reading.Failure is null)
            await Task.WhenAll(single.Where(id => !found.ContainsKey(id)).ToArray().Select(id => FindSingle(due, haul, reading, found, id, isListed: positions[id] is not null && haul.WholeList is null, cancellation)));
        return found;
    }

    private static Dictionary<string, Sighting> Seen(LibraryReader.Reading reading)
    {
        var seen = new Dictionary<string, Sighting>(StringComparer.Ordinal);
        foreach (var sighting in reading.Pages.SelectMany(page => page.Sightings)) seen.TryAdd(sighting.Id, sighting);
        return seen;
    }

    /// <param name="isListed">It may well be in the list still, elsewhere: all of it was not read for this.</param>
    private async Task FindSingle(
        DueAccount due, Haul haul, LibraryReader.Reading reading, Dictionary<string, Sighting> found, string id, bool isListed, CancellationToken cancellation)
    {
        var answer = await library.Get(due.Account, id, cancellation);
        lock (found)
        {
            reading.Calls++;
            if (answer.IsOk)
            {
                found[id] = Sighting.Of(answer.Value, position: null);
                if (!isListed) haul.Strays.Add(new(id, "unlisted"));
            }
            else if (answer.Kind == AnswerKind.NotFound) haul.Strays.Add(new(id, "gone"));
            else reading.Failure ??= answer.As<PlaylistPage>();
        }
    }

    /// <summary>While a family of endpoints rests, its restores wait with it instead of failing again and again.</summary>
    private async Task<IReadOnlyList<Look>> Postpone(Haul haul, CancellationToken cancellation)
    {
        foreach (var (family, fields) in new[] { (Family.PlaylistWrite, Fields.Title | Fields.Description), (Family.CoverWrite, Fields.Cover) })
        {
            if (await cooldowns.Until(family, cancellation) is not { } until) continue;
            for (var i = 0; i < haul.Looks.Count; i++) haul.Looks[i] = haul.Looks[i].Postponed(fields, until);
        }

        return haul.Looks;
    }
}
