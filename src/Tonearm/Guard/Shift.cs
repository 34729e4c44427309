namespace Tonearm.Guard;

/// <summary>What a sweep does next for the playlists its windows did not show.</summary>
internal abstract record Search
{
    /// <summary>All were seen.</summary>
    internal sealed record Done : Search;

    /// <summary>The list has shifted: ask these windows too, once.</summary>
    internal sealed record Ask(IReadOnlyList<Window> Windows) : Search;

    /// <summary>List all playlists of the account.</summary>
    internal sealed record ListAll(IReadOnlyList<string> Missing) : Search;

    /// <summary>Ask <c>GET /playlists/{id}</c> for each: alive but not listed means removed from the library.</summary>
    internal sealed record AskSingly(IReadOnlyList<string> Missing) : Search;
}

/// <summary>
/// Playlists move in the list when others are added or removed. Those found elsewhere give the shift; a missing one has most likely moved as
/// its nearest found neighbours have.
/// </summary>
internal static class Shift
{
    /// <param name="expected">The protected playlists and where they stood when last seen.</param>
    /// <param name="found">Where the playlists stand that were shown, protected or not.</param>
    /// <param name="asked">All windows asked in this sweep.</param>
    /// <param name="total">How many playlists the account lists now.</param>
    /// <param name="mayAsk">Whether shifted windows may still be asked; once a sweep.</param>
    /// <param name="mayListAll">Whether a full listing may still be made; for this cause at most once an hour.</param>
    public static Search Next(
        IReadOnlyDictionary<string, int> expected,
        IReadOnlyDictionary<string, int> found,
        IReadOnlyList<Window> asked,
        int total,
        bool mayAsk,
        bool mayListAll)
    {
        string[] missing = [.. expected.Keys.Where(id => !found.ContainsKey(id)).Order(StringComparer.Ordinal)];
        if (missing.Length == 0)
            return new Search.Done();

        if (mayAsk && Elsewhere(missing, expected, found, asked) is { Count: > 0 } places)
            return new Search.Ask(WindowPlan.Cover(places, total));

        return mayListAll ? new Search.ListAll(missing) : new Search.AskSingly(missing);
    }

    /// <summary>Where the missing may stand and nobody has looked yet.</summary>
    private static List<int> Elsewhere(
        string[] missing, IReadOnlyDictionary<string, int> expected, IReadOnlyDictionary<string, int> found, IReadOnlyList<Window> asked)
    {
        (int From, int By)[] shifts =
            [.. expected.Where(each => found.ContainsKey(each.Key)).Select(each => (each.Value, found[each.Key] - each.Value)).Order()];

        return
        [
            .. from id in missing
               from place in Guesses(expected[id], shifts)
               where place >= 0 && !asked.Any(window => window.Covers(place))
               select place,
        ];
    }

    /// <summary>The position moved as the nearest found neighbour above and as the nearest one below.</summary>
    private static IEnumerable<int> Guesses(int position, (int From, int By)[] shifts)
    {
        var next = Array.FindIndex(shifts, shift => shift.From > position);
        if (next != 0 && shifts.Length > 0)
            yield return position + shifts[next < 0 ? ^1 : next - 1].By;
        if (next >= 0)
            yield return position + shifts[next].By;
    }
}
