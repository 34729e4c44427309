using Tonearm.Accounts;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>An account with anything to do by now, and where what is to be looked at stands in its list.</summary>
/// <param name="ConsentedAt">The sign-in that is used; of a newer one this look says nothing.</param>
/// <param name="AskAgainAt">For an account whose sign-in does not cover what Guard does: when a write is tried again.</param>
/// <param name="Whole">Its whole list is to be read.</param>
/// <param name="Sweep">All its protected playlists are to be looked at; otherwise only those due by themselves.</param>
/// <param name="Urgent">Those with a fresh incident are to be looked at.</param>
/// <param name="Asked">How often people have asked for a look, when this one began.</param>
/// <param name="Awaited">One of them waits for it now.</param>
/// <param name="Ids">The playlists to look at: those due by themselves, and for a sweep all protected ones.</param>
/// <param name="Positions">Where each of them stood in the list; -1 when it is not in it.</param>
internal sealed record DueAccount(
    Guid Account,
    Guid Owner,
    string Name,
    Health Health,
    DateTimeOffset ConsentedAt,
    DateTimeOffset? AskAgainAt,
    int Total,
    DateTimeOffset? ListedAt,
    DateTimeOffset? LookedAt,
    int Asked,
    bool Awaited,
    bool Whole,
    bool Sweep,
    bool Urgent,
    string[] Ids,
    int[] Positions
)
{
    /// <summary>
    /// As whom it is looked at. A whole list is read because somebody looks at it; what is due by itself alone is so because of a restore.
    /// </summary>
    public Caller Caller =>
        Awaited || Whole ? Caller.Person(Account)
        : Sweep || Urgent ? Caller.Background(Account)
        : Caller.Restore(Account);

    /// <summary>When a write is tried again of an account whose sign-in does not cover it; null for any other.</summary>
    public DateTimeOffset? WritesFrom => Health is Health.MissingScope ? AskAgainAt : null;

    public Dictionary<string, int?> Expected() =>
        Ids.Zip(Positions).ToDictionary(each => each.First, each => each.Second < 0 ? (int?)null : each.Second, StringComparer.Ordinal);
}
