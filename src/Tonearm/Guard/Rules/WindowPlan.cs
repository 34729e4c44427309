namespace Tonearm.Guard.Rules;

/// <summary>One call of <c>GET /me/playlists</c>.</summary>
internal sealed record Window(int Offset, int Limit)
{
    public int End => Offset + Limit;

    public bool Covers(int position) => position >= Offset && position < End;
}

/// <summary>
/// The fewest windows of 50 that show all protected playlists of an account. Among the fewest it takes those in which every playlist may
/// move furthest, up or down, and still be seen; what slack a window has left is shared by both its sides.
/// </summary>
internal static class WindowPlan
{
    public const int Size = 50;

    /// <summary>Linear in the positions once they are sorted.</summary>
    /// <param name="positions">Where the protected playlists stood when last seen; any order, repeats allowed, none negative.</param>
    /// <param name="total">How many playlists the account listed then.</param>
    public static IReadOnlyList<Window> Cover(IEnumerable<int> positions, int total)
    {
        int[] sorted = [.. positions.Distinct().Order()];
        var fewest = Place(sorted, margin: 0);

        // The same number of calls shows the whole list, and then nothing can move out of sight.
        if (fewest.Count > 0 && (long)fewest.Count * Size >= total)
            return Whole(total);

        // A margin costs windows and never saves one, so the widest at the same price is found by halving; 50 would always cost one more.
        var (affordable, tooDear) = (0, Size);
        while (tooDear - affordable > 1)
        {
            var margin = (affordable + tooDear) / 2;
            if (Place(sorted, margin).Count == fewest.Count)
                affordable = margin;
            else
                tooDear = margin;
        }

        return [.. Place(sorted, affordable).Select(Centred)];
    }

    /// <summary>The windows that list all playlists of an account.</summary>
    public static IReadOnlyList<Window> Whole(int total) =>
        [.. Enumerable.Range(0, (total + Size - 1) / Size).Select(i => new Window(i * Size, Size))];

    /// <summary>From left to right, a window wherever a position with its margins is not yet covered: no fewer windows could do.</summary>
    private static List<Needed> Place(int[] sorted, int margin)
    {
        var windows = new List<Needed>();
        foreach (var position in sorted)
        {
            var (from, to) = (Math.Max(0, position - margin), position + margin);
            if (windows is [.., var last] && from < last.From + Size)
            {
                windows[^1] = last with { To = Math.Min(to, last.From + Size - 1) };
                from = last.From + Size;
            }

            for (; from <= to; from += Size)
                windows.Add(new(from, Math.Min(to, from + Size - 1)));
        }

        return windows;
    }

    private static Window Centred(Needed needed) => new(Math.Max(0, needed.From - ((Size - 1 - (needed.To - needed.From)) / 2)), Size);

    /// <summary>The first and the last position that only this window shows.</summary>
    private sealed record Needed(int From, int To);
}
