namespace Tonearm.Party.Rules;

/// <summary>
/// The order of a party. Each track is given a place at random, once, and the lower one comes first. What arrives later, because a long
/// playlist is still being read or songs were added to it, gets its places behind what has been drawn: among what has not been, every song
/// has the same chance, and nothing that stands ever moves.
/// </summary>
internal static class Shuffle
{
    /// <summary>Places are spread so far at first; that leaves room between any two.</summary>
    private const int Top = 1 << 30;

    /// <summary>When the order has nearly come to its end, it is made longer by this much for each track.</summary>
    private const int RoomForEach = 8;

    /// <param name="behind">The place drawn last; 0 before the first draw.</param>
    /// <param name="taken">Places that are not to be had.</param>
    /// <param name="random">A number from 0 up to, and without, this one.</param>
    /// <returns>That many different places.</returns>
    public static int[] Places(int count, int behind, IEnumerable<int> taken, Func<int, int> random)
    {
        var used = taken.Where(place => place > behind).ToHashSet();
        var room = Math.Max(Top - behind, RoomForEach * (count + used.Count));
        // Never in practice: a party would have to draw through a hundred million songs.
        if (behind > int.MaxValue - room)
            (behind, room) = (0, Top);
        var places = new int[count];
        for (var i = 0; i < count; i++)
        {
            do places[i] = behind + 1 + random(room);
            while (!used.Add(places[i]));
        }

        return places;
    }
}
