using Tonearm.Web;

namespace Tonearm.Party.Suggestions;

/// <summary>How often one guest, and how often a whole party, may search and ask. Each node counts for itself.</summary>
internal sealed class SuggestionLimits(TimeProvider time)
{
    private readonly Buckets<Guid> askers = new(12, 20, time);
    private readonly Buckets<Guid> searchers = new(30, 60, time);

    // A party that stops searching for a moment can still ask for what it has found.
    private readonly Buckets<Guid> searches = new(200, 600, time);

    /// <summary>Takes one, or says how long to wait.</summary>
    public TimeSpan? Ask(Guid guest) => askers.TryTake(guest);

    public TimeSpan? Search(Guid party, Guid guest) => searchers.TryTake(guest) ?? searches.TryTake(party);
}
