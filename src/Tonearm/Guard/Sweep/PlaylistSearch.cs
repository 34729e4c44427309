using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>Finds an account's protected playlists wherever they stand now: in their windows, where their neighbours have gone, in the whole list, one by one.</summary>
internal sealed class PlaylistSearch(LibraryReader library, ListingStore listings, TimeProvider time)
{
    /// <summary>A list that shifted is read as a whole at most this often; otherwise playlists are asked for one by one.</summary>
    public static readonly TimeSpan WholeAtMostEvery = TimeSpan.FromHours(1);

    /// <summary>So many are asked for one by one in one look; the others have their turn in the next.</summary>
    public const int MostSingles = 20;

    public Task<LibraryReader.Reading> Begin(DueAccount due, Haul haul, IEnumerable<int> positions, CancellationToken cancellation) => due.Whole
        ? ReadWhole(due, haul, cancellation)
        : library.Read(due.Caller, WindowPlan.Cover(positions, due.Total), null, cancellation);

    /// <returns>What was found, by id.</returns>
    public async Task<Dictionary<string, Sighting>> Find(
        DueAccount due, Haul haul, LibraryReader.Reading reading, IReadOnlyDictionary<string, ProtectedPlaylist> playlists, Dictionary<string, int?> positions,
        CancellationToken cancellation)
    {
        var expected = positions.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!.Value, StringComparer.Ordinal);
        var single = positions.Where(each => each.Value is null).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        var mayListAll = !due.Whole && !(due.ListedAt + WholeAtMostEvery > haul.StartedAt);
        for (var mayAsk = !due.Whole; reading.Failure is null; mayAsk = false)
        {
            var seen = Seen(reading);
            var next = Shift.Next(
                new(expected, due.Total), new(seen.ToDictionary(each => each.Key, each => each.Value.Position!.Value, StringComparer.Ordinal), reading.Total ?? due.Total),
                [.. reading.Pages.Select(page => page.Window), .. reading.Failed], mayAsk, mayListAll && haul.WholeList is null && reading.Failed.Count == 0);
            if (next is Search.Ask ask) reading.Add(await library.Read(due.Caller, ask.Windows, null, cancellation));
            else if (next is Search.ListAll) reading.Add(await ReadWhole(due, haul, cancellation));
            else
            {
                if (next is Search.AskSingly alone) single.UnionWith(alone.Missing);
                break;
            }
        }

        var found = Seen(reading);
        if (reading.Failure is not null) return found;
        var missing = single.Where(id => !found.ContainsKey(id)).Select(playlists.GetValueOrDefault).OfType<ProtectedPlaylist>()
            .OrderBy(playlist => playlist.DueAt ?? DateTimeOffset.MaxValue).ThenBy(playlist => playlist.Watch.SeenAt).ThenBy(playlist => playlist.Id, StringComparer.Ordinal);
        await Task.WhenAll(missing.Take(MostSingles).ToArray().Select(playlist => FindSingle(due, haul, reading, found, playlist, positions[playlist.Id], cancellation)));
        return found;
    }

    private async Task<LibraryReader.Reading> ReadWhole(DueAccount due, Haul haul, CancellationToken cancellation)
    {
        var reading = await ReadPages(due, cancellation);
        if (reading is { Failure: null, Failed.Count: 0 } && HasMoved(reading))
        {
            // A playlist that moves while the list is read can slip between two pages.
            var again = await ReadPages(due, cancellation);
            again.Calls += reading.Calls;
            reading = again;
        }

        if (reading.Failure is not null || reading.Failed.Count > 0) return reading;
        var whole = Once(reading.Pages.SelectMany(page => page.Sightings));
        haul.WholeList = whole;
        haul.Unreadable = reading.Pages.Sum(page => page.Unreadable) + whole.Count(each => each.OwnerId is null);
        // Lists have come empty, or with one playlist twice in another's place: such a one is no reason to forget any.
        haul.IsListDoubtful = haul.Unreadable > 0 || HasMoved(reading) || whole.Count < reading.Total || (whole.Count == 0 && due.Total > 0);
        await listings.EndWhole(due.Account, whole.Select(each => each.Id), haul.Unreadable, forget: !haul.IsListDoubtful, time.GetUtcNow(), cancellation);
        return reading;
    }

    private async Task<LibraryReader.Reading> ReadPages(DueAccount due, CancellationToken cancellation)
    {
        await listings.BeginWhole(due.Account, cancellation);
        Task Save(LibraryReader.Page page) => listings.SavePage(due.Account, due.Owner, Once(page.Sightings), page.Total ?? due.Total, time.GetUtcNow(), cancellation);
        var reading = await library.Read(due.Caller, [new(0, WindowPlan.Size)], Save, cancellation);
        if (reading.Total is { } total)
            reading.Add(await library.Read(due.Caller, [.. WindowPlan.Whole(total).Skip(1)], Save, cancellation));
        return reading;
    }

    private static bool HasMoved(LibraryReader.Reading reading) =>
        reading.Pages.Any(page => page.Total is { } total && total != reading.Total)
        || reading.Pages.SelectMany(page => page.Sightings.Select(each => each.Id).Distinct()).GroupBy(id => id).Any(pages => pages.Skip(1).Any());

    /// <summary>Spotify has been seen to list a playlist twice.</summary>
    private static IReadOnlyList<Sighting> Once(IEnumerable<Sighting> sightings) => [.. sightings.DistinctBy(each => each.Id)];

    private static Dictionary<string, Sighting> Seen(LibraryReader.Reading reading)
    {
        var seen = new Dictionary<string, Sighting>(StringComparer.Ordinal);
        foreach (var sighting in reading.Pages.SelectMany(page => page.Sightings)) seen.TryAdd(sighting.Id, sighting);
        return seen;
    }

    private async Task FindSingle(
        DueAccount due, Haul haul, LibraryReader.Reading reading, Dictionary<string, Sighting> found, ProtectedPlaylist playlist, int? position,
        CancellationToken cancellation)
    {
        var answer = await library.Get(due.Caller, playlist.Id, cancellation);
        lock (found)
        {
            reading.Calls++;
            if (answer.IsOk) found[playlist.Id] = Sighting.Of(answer.Value, position: null) with { Id = playlist.Id };
            else if (answer.Kind != AnswerKind.NotFound)
            {
                // One that Spotify does not answer blinds no other.
                if (answer.Kind != AnswerKind.Unreachable) reading.Failure ??= answer.As<PlaylistPage>();
                return;
            }

            // All of the list was read and does not show it, or nobody expected that it does; otherwise it may well stand elsewhere.
            if (!answer.IsOk || haul.WholeList is not null || playlist.Standing != Absence.Listed)
                haul.Absences.Add(Absence.After(playlist.Id, playlist.Standing, playlist.AbsentAt, answer.IsOk, haul.StartedAt));
            else if (position is null) haul.WantsWholeList = true;
        }
    }
}
