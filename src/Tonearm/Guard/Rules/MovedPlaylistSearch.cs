namespace Tonearm.Guard.Rules;

/// <summary>Where playlists stand in the list of an account.</summary>
/// <param name="Positions">Their offsets in <c>GET /me/playlists</c>, by id.</param>
/// <param name="Total">How many playlists the account lists, protected or not.</param>
internal sealed record Places(IReadOnlyDictionary<string, int> Positions, int Total);

/// <summary>What a sweep does next for the playlists its windows did not show.</summary>
internal abstract record Search
{
    /// <summary>All were seen.</summary>
    internal sealed record Done : Search;

    /// <summary>The list has shifted: ask these windows too, once.</summary>
    internal sealed record Ask(IReadOnlyList<Window> Windows) : Search;

    /// <summary>List all playlists of the account.</summary>
    internal sealed record ListAll(IReadOnlyList<Window> Windows) : Search;

    /// <summary>Ask <c>GET /playlists/{id}</c> for each: alive but not listed means removed from the library.</summary>
    internal sealed record AskSingly(IReadOnlyList<string> Missing) : Search;
}

/// <summary>
/// Playlists move in the list when others are added or removed. Those found elsewhere give the shift; a missing one has most likely moved
/// as its nearest found neighbours have.
/// </summary>
internal static class MovedPlaylistSearch
{
    /// <param name="then">The protected playlists where they were last seen.</param>
    /// <param name="now">What this sweep has shown so far; others than the protected ones do no harm.</param>
    /// <param name="asked">The windows that have shown it.</param>
    /// <param name="mayAsk">Whether shifted windows may still be asked: once a sweep.</param>
    /// <param name="mayListAll">Whether all may still be listed: for this cause at most once an hour.</param>
    public static Search Next(Places then, Places now, IReadOnlyList<Window> asked, bool mayAsk, bool mayListAll)
    {
        string[] missing = [.. then.Positions.Keys.Where(id => !now.Positions.ContainsKey(id)).Order(StringComparer.Ordinal)];
        if (missing.Length == 0)
            return new Search.Done();

        if (mayAsk && Elsewhere(missing, then, now, asked) is { Count: > 0 } places)
            return new Search.Ask(WindowPlan.Cover(places, now.Total));

        return mayListAll ? new Search.ListAll(WindowPlan.Whole(now.Total)) : new Search.AskSingly(missing);
    }

    /// <summary>Where the missing may stand and nobody has looked yet.</summary>
    private static List<int> Elsewhere(string[] missing, Places then, Places now, IReadOnlyList<Window> asked)
    {
        // The top of the list stays where it is, and its end moves by what the list has grown.
        (int From, int By)[] shifts =
        [
            (int.MinValue, 0),
            .. from known in then.Positions
            where now.Positions.ContainsKey(known.Key)
            orderby known.Value
            select (known.Value, now.Positions[known.Key] - known.Value),
            (int.MaxValue, now.Total - then.Total),
        ];

        return
        [
            .. from id in missing
            let position = then.Positions[id]
            let above = Array.FindIndex(shifts, shift => shift.From >= position)
            from place in new[] { position + shifts[above - 1].By, position + shifts[above].By }
            where place >= 0 && place < now.Total && !asked.Any(window => window.Covers(place))
            select place,
        ];
    }
}
