namespace Tonearm.Party.Rules;

/// <summary>Who has won a vote.</summary>
internal static class Winner
{
    /// <summary>The most liked; among equals the one that reached its count first; without likes the first of the ballot.</summary>
    /// <returns>Null when nothing is up for vote.</returns>
    public static PoolTrack? Of(IEnumerable<PoolTrack> pool) =>
        pool.Where(track => track.Ballot is not null)
            .OrderByDescending(track => track.Likes)
            .ThenBy(track => track.Likes == 0 ? 0 : track.Reached)
            .ThenBy(track => track.Ballot)
            .FirstOrDefault();

    /// <summary>
    /// The place of the first song: the winner where a ballot was up before the start, else the first of the order.
    /// </summary>
    public static int? First(IReadOnlyCollection<PoolTrack> pool, PartySettings settings)
    {
        var able = pool.Where(track => track.MayPlay(settings)).ToArray();
        return (Of(able) ?? able.MinBy(track => (track.Turn is not null, track.Fallback, track.Place)))?.Place;
    }

    /// <summary>The place of what plays next: the winner, or the same song again when it is the only one there is.</summary>
    public static int? Next(IReadOnlyCollection<PoolTrack> pool, int song, PartySettings settings) =>
        Of(pool.Where(track => track.MayPlay(settings)))?.Place
        ?? pool.FirstOrDefault(track => track.Place == song && track.MayPlay(settings))?.Place;
}
