using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>
/// Finds an account's protected playlists wherever they stand now: in their windows, where their neighbours have gone, in the whole list,
/// one by one.
/// </summary>
internal sealed class PlaylistSearch(LibraryReader library, ListingStore listings, TimeProvider time)
{
    /// <summary>A list that shifted is read as a whole at most this often; otherwise playlists are asked for one by one.</summary>
    public static readonly TimeSpan WholeAtMostEvery = TimeSpan.FromHours(1);

    /// <summary>So many are asked for one by one in one look; the others have their turn in the next.</summary>
    public const int MostSingles = 20;

    public Task<LibraryReader.Reading> Begin(
        DueAccount due,
        SweepResult result,
        IEnumerable<int> positions,
        CancellationToken cancellation
    ) =>
        due.Whole
            ? ReadWhole(due, result, cancellation)
            : library.Read(due.Caller, WindowPlan.Cover(positions, due.Total), null, cancellation);

    /// <returns>What was found, by id.</returns>
    public async Task<Dictionary<string, ObservedPlaylist>> Find(
        DueAccount due,
        SweepResult result,
        LibraryReader.Reading reading,
        IReadOnlyDictionary<string, ProtectedPlaylist> playlists,
        Dictionary<string, int?> positions,
        CancellationToken cancellation
    )
    {
        var expected = positions
            .Where(each => each.Value is not null)
            .ToDictionary(each => each.Key, each => each.Value!.Value, StringComparer.Ordinal);
        var single = positions.Where(each => each.Value is null).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        var mayListAll = !due.Whole && !(due.ListedAt + WholeAtMostEvery > result.StartedAt);
        for (var mayAsk = !due.Whole; reading.Failure is null; mayAsk = false)
        {
            var seen = Seen(reading);
            var next = MovedPlaylistSearch.Next(
                new(expected, due.Total),
                new(
                    seen.ToDictionary(each => each.Key, each => each.Value.Position!.Value, StringComparer.Ordinal),
                    reading.Total ?? due.Total
                ),
                [.. reading.Pages.Select(page => page.Window), .. reading.Failed],
                mayAsk,
                mayListAll && result.WholeList is null && reading.Failed.Count == 0
            );
            if (next is Search.Ask ask)
                reading.Add(await library.Read(due.Caller, ask.Windows, null, cancellation));
            else if (next is Search.ListAll)
                reading.Add(await ReadWhole(due, result, cancellation));
            else
            {
                if (next is Search.AskSingly alone)
                    single.UnionWith(alone.Missing);
                break;
            }
        }

        var found = Seen(reading);
        if (reading.Failure is not null)
            return found;
        var missing = single
            .Where(id => !found.ContainsKey(id))
            .Select(playlists.GetValueOrDefault)
            .OfType<ProtectedPlaylist>()
            .OrderBy(playlist => playlist.DueAt ?? DateTimeOffset.MaxValue)
            .ThenBy(playlist => playlist.Watch.SeenAt)
            .ThenBy(playlist => playlist.Id, StringComparer.Ordinal);
        await Task.WhenAll(
            missing
                .Take(MostSingles)
                .ToArray()
                .Select(playlist => FindSingle(due, result, reading, found, playlist, positions[playlist.Id], cancellation))
        );
        return found;
    }

    private async Task<LibraryReader.Reading> ReadWhole(DueAccount due, SweepResult result, CancellationToken cancellation)
    {
        var reading = await ReadPages(due, cancellation);
        if (reading is { Failure: null, Failed.Count: 0 } && HasMoved(reading))
        {
            // A playlist that moves while the list is read can slip between two pages.
            var again = await ReadPages(due, cancellation);
            again.Calls += reading.Calls;
            reading = again;
        }

        if (reading.Failure is not null || reading.Failed.Count > 0)
            return reading;
        var whole = Once(reading.Pages.SelectMany(page => page.Playlists));
        result.WholeList = whole;
        result.Unreadable = reading.Pages.Sum(page => page.Unreadable) + whole.Count(each => each.OwnerId is null);
        // Lists have come empty, or with one playlist twice in another's place: such a one is no reason to forget any.
        result.IsListDoubtful =
            result.Unreadable > 0 || HasMoved(reading) || whole.Count < reading.Total || (whole.Count == 0 && due.Total > 0);
        await listings.EndWhole(
            due.Account,
            whole.Select(each => each.Id),
            result.Unreadable,
            forget: !result.IsListDoubtful,
            time.GetUtcNow(),
            cancellation
        );
        return reading;
    }

    private async Task<LibraryReader.Reading> ReadPages(DueAccount due, CancellationToken cancellation)
    {
        await listings.BeginWhole(due.Account, cancellation);
        Task Save(LibraryReader.Page page) =>
            listings.SavePage(due.Account, due.Owner, Once(page.Playlists), page.Total ?? due.Total, time.GetUtcNow(), cancellation);
        var reading = await library.Read(due.Caller, [new(0, WindowPlan.Size)], Save, cancellation);
        if (reading.Total is { } total)
            reading.Add(await library.Read(due.Caller, [.. WindowPlan.Whole(total).Skip(1)], Save, cancellation));
        return reading;
    }

    private static bool HasMoved(LibraryReader.Reading reading) =>
        reading.Pages.Any(page => page.Total is { } total && total != reading.Total)
        || reading
            .Pages.SelectMany(page => page.Playlists.Select(each => each.Id).Distinct())
            .GroupBy(id => id)
            .Any(pages => pages.Skip(1).Any());

    /// <summary>Spotify has been seen to list a playlist twice.</summary>
    private static IReadOnlyList<ObservedPlaylist> Once(IEnumerable<ObservedPlaylist> shown) => [.. shown.DistinctBy(each => each.Id)];

    private static Dictionary<string, ObservedPlaylist> Seen(LibraryReader.Reading reading)
    {
        var seen = new Dictionary<string, ObservedPlaylist>(StringComparer.Ordinal);
        foreach (var shown in reading.Pages.SelectMany(page => page.Playlists))
            seen.TryAdd(shown.Id, shown);
        return seen;
    }

    private async Task FindSingle(
        DueAccount due,
        SweepResult result,
        LibraryReader.Reading reading,
        Dictionary<string, ObservedPlaylist> found,
        ProtectedPlaylist playlist,
        int? position,
        CancellationToken cancellation
    )
    {
        var answer = await library.Get(due.Caller, playlist.Id, cancellation);
        lock (found)
        {
            reading.Calls++;
            if (answer.IsOk)
                found[playlist.Id] = ObservedPlaylist.Of(answer.Value, position: null) with { Id = playlist.Id };
            else if (answer.Kind != AnswerKind.NotFound)
            {
                // One that Spotify does not answer blinds no other.
                if (answer.Kind != AnswerKind.Unreachable)
                    reading.Failure ??= answer.As<PlaylistPage>();
                return;
            }

            // All of the list was read and does not show it, or nobody expected that it does; otherwise it may well stand elsewhere.
            if (!answer.IsOk || result.WholeList is not null || playlist.ListingState != Absence.Listed)
                result.Absences.Add(Absence.After(playlist.Id, playlist.ListingState, playlist.AbsentAt, answer.IsOk, result.StartedAt));
            else if (position is null)
                result.WantsWholeList = true;
        }
    }
}
