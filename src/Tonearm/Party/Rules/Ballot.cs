namespace Tonearm.Party.Rules;

/// <summary>The tracks up for vote in a round.</summary>
/// <param name="Places">Their places in the order; the first stands first on the ballot.</param>
/// <param name="Wakes">The pool was empty, so what has played rests no more.</param>
/// <param name="Cursor">The place drawn last: the next draw goes on behind it, so that losers come again only when the order has come
/// round.</param>
internal sealed record Ballot(IReadOnlyList<int> Places, bool Wakes, int Cursor)
{
    /// <summary>
    /// The next ones of the order that neither play nor rest; only when none is left do those rest no more that have played.
    /// </summary>
    /// <param name="song">The place of the track that plays now; it is never up for vote.</param>
    /// <param name="stay">What is on the ballot stays there, in its order, and only what is missing is drawn.</param>
    public static Ballot Draw(IReadOnlyCollection<PoolTrack> pool, int song, int cursor, int size, PartySettings settings, bool stay)
    {
        var open = pool.Where(track => track.Place != song && track.MayPlay(settings)).ToArray();
        var drawn = Fill(open.Where(track => !track.Resting), cursor, size, stay);
        return drawn.Count > 0 || open.Length == 0
            ? new(drawn, Wakes: false, CursorAfter(drawn, open, cursor))
            : Draw([.. pool.Select(track => track with { Resting = false })], song, cursor, size, settings, stay: false) with
            {
                Wakes = true,
            };
    }

    private static List<int> Fill(IEnumerable<PoolTrack> candidates, int cursor, int size, bool stay)
    {
        var inOrder = candidates.OrderBy(track => track.Place <= cursor).ThenBy(track => track.Place).ToList();
        var slots = new int?[size];
        if (stay)
        {
            var staying = inOrder.Where(track => track.Ballot is not null).OrderBy(track => track.Ballot).Take(size).ToArray();
            // A loser keeps its place; only on a ballot that has become smaller they move together.
            var fits = staying.All(track => track.Ballot < size);
            for (var i = 0; i < staying.Length; i++)
                slots[fits ? staying[i].Ballot!.Value : i] = staying[i].Place;
            inOrder.RemoveAll(track => track.Ballot is not null);
        }

        var next = inOrder.GetEnumerator();
        for (var i = 0; i < size; i++)
            if (slots[i] is null && next.MoveNext())
                slots[i] = next.Current.Place;
        return [.. slots.OfType<int>()];
    }

    private static int CursorAfter(List<int> drawn, PoolTrack[] open, int cursor)
    {
        var stayed = open.Where(track => track.Ballot is not null).Select(track => track.Place).ToHashSet();
        var fresh = drawn.Where(place => !stayed.Contains(place)).ToArray();
        return fresh.Length > 0 ? fresh.MaxBy(place => place > cursor ? place - int.MaxValue : place) : cursor;
    }
}
