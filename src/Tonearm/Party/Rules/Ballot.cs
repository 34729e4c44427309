namespace Tonearm.Party.Rules;

/// <summary>The tracks up for vote in a round.</summary>
/// <param name="Places">Their places in the order; the first stands first on the ballot.</param>
/// <param name="Wakes">The pool was empty, so what has played rests no more.</param>
/// <param name="Cursor">The place drawn last: the next draw goes on behind it, so that losers come again only when the order has come
/// round.</param>
internal sealed record Ballot(IReadOnlyList<int> Places, bool Wakes, int Cursor)
{
    /// <summary>
    /// The next ones of the order that neither play nor rest, of the second playlist only where the first leaves room; only when none is
    /// left in either do those rest no more that have played. What guests have asked for takes its turns beside them.
    /// </summary>
    /// <param name="song">The place of the track that plays now; it is never up for vote.</param>
    /// <param name="stay">What is on the ballot stays there, in its order, and only what is missing is drawn.</param>
    public static Ballot Draw(IReadOnlyCollection<PoolTrack> pool, int song, int cursor, int size, PartySettings settings, bool stay)
    {
        var open = pool.Where(track => track.Place != song && track.MayPlay(settings)).ToArray();
        var line = open.Where(track => track.Turn is not null).Select(track => track.Place).ToHashSet();
        var drawn = Fill([.. open.Where(track => !track.Resting || line.Contains(track.Place))], cursor, size, stay);
        return drawn.Exists(place => !line.Contains(place)) || open.Length == line.Count
            ? new(drawn, Wakes: false, CursorAfter(drawn.Where(place => !line.Contains(place)), open, cursor))
            : Draw([.. pool.Select(track => track with { Resting = false })], song, cursor, size, settings, stay: false) with
            {
                Wakes = true,
            };
    }

    /// <summary>
    /// How many of a ballot's places are for what guests have asked for: half of them. However many ask, the host's playlist keeps the
    /// other half, and with it the evening its character.
    /// </summary>
    public static int SuggestedOf(int size) => size / 2;

    private static List<int> Fill(IReadOnlyList<PoolTrack> candidates, int cursor, int size, bool stay)
    {
        var slots = new int?[size];
        PoolTrack[] staying = [.. candidates.Where(track => stay && track.Ballot is not null).OrderBy(track => track.Ballot).Take(size)];
        // A loser keeps its place; only on a ballot that has become smaller they move together.
        var fits = staying.All(track => track.Ballot < size);
        for (var i = 0; i < staying.Length; i++)
            slots[fits ? staying[i].Ballot!.Value : i] = staying[i].Place;

        var inOrder = candidates
            .Where(track => track.Turn is null && !(stay && track.Ballot is not null))
            .OrderBy(track => track.Fallback)
            .ThenBy(track => track.Place <= cursor)
            .ThenBy(track => track.Place);
        var inLine = candidates.Where(track => track.Turn is not null).OrderBy(track => track.Turn).ToArray();
        var free = size - staying.Length;
        var turns = Math.Clamp(SuggestedOf(size) - staying.Count(track => track.Suggested), 0, Math.Min(free, inLine.Length));
        PoolTrack[] ordinary = [.. inOrder.Take(free - turns)];
        // Those of the order stand first: with no likes at all the first one wins. What they leave free is the line's.
        var next = ordinary.Concat(inLine.Take(free - ordinary.Length)).GetEnumerator();
        for (var i = 0; i < size; i++)
            if (slots[i] is null && next.MoveNext())
                slots[i] = next.Current.Place;
        return [.. slots.OfType<int>()];
    }

    private static int CursorAfter(IEnumerable<int> drawn, PoolTrack[] open, int cursor)
    {
        var stayed = open.Where(track => track.Ballot is not null).Select(track => track.Place).ToHashSet();
        // Once the second is drawn from, all that is left of the first is on the ballot: the cursor goes on in the second.
        var second = open.Where(track => track.Fallback).Select(track => track.Place).ToHashSet();
        var fresh = drawn.Where(place => !stayed.Contains(place)).ToArray();
        if (fresh.Any(second.Contains))
            fresh = [.. fresh.Where(second.Contains)];
        return fresh.Length > 0 ? fresh.MaxBy(place => place > cursor ? place - int.MaxValue : place) : cursor;
    }
}
