namespace Tonearm.Party.Room;

/// <summary>What the likes of a party have become at one version of it, in the order of its ballot.</summary>
/// <param name="Reached">In which version each count became what it is.</param>
internal sealed record PartyCounts(Guid Party, long Version, int[] Likes, long[] Reached);

/// <summary>
/// Counts that have not been told yet: the newest of versions that follow one another without a gap, so that between them nothing but likes
/// has changed.
/// </summary>
internal sealed class UntoldCounts
{
    private long from;
    private PartyCounts? newest;

    public void Add(PartyCounts counts)
    {
        if (newest is null || counts.Version != newest.Version + 1)
            from = counts.Version - 1;
        newest = counts;
    }

    /// <summary>Takes them.</summary>
    /// <returns>Null when something else may have changed since this version.</returns>
    public PartyCounts? Since(long version)
    {
        var counts = from <= version && version < newest?.Version ? newest : null;
        newest = null;
        return counts;
    }
}
