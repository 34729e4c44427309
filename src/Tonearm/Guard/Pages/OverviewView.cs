using Tonearm.Accounts;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>All that the overview shows. Pages and what they are given are public, because components cannot be anything else.</summary>
/// <param name="Accounts">All linked accounts; the tabs.</param>
/// <param name="Playlists">The owned playlists of the chosen account, or of all: every one of them, which the page filters and sorts
/// itself, or those of one <paramref name="Part"/>.</param>
/// <param name="Import">The listing under way, if one is.</param>
/// <param name="Unreadable">Entries of the lists that could not be read.</param>
/// <param name="Followed">Playlists in the library that belong to somebody else and so cannot be guarded.</param>
/// <param name="Installation">What is wrong with the installation itself; then no account is told to be.</param>
/// <param name="Network">The same of the way to Spotify.</param>
/// <param name="Until">Until then what the page says may be said: the first look that is promised.</param>
/// <param name="Counts">How all of them stand; null where every one is among the rows.</param>
/// <param name="Part">Where the rows stand in a list that is too long for one page.</param>
public sealed record OverviewView(
    IReadOnlyList<AccountTab> Accounts,
    IReadOnlyList<PlaylistRow> Playlists,
    OverviewQuery Query,
    LookTimes Looks,
    DateTimeOffset Now,
    ImportProgress? Import = null,
    int Followed = 0,
    int Unreadable = 0,
    Remedy? Installation = null,
    NetworkTrouble? Network = null,
    DateTimeOffset? Until = null,
    Tally? Counts = null,
    OverviewPart? Part = null
)
{
    public Tally Tally => Counts ?? Tally.Of(Playlists);
}

/// <summary>How many playlists stand how.</summary>
/// <param name="States">How many are in each state.</param>
/// <param name="Protected">How many are protected at all.</param>
/// <param name="UnwatchedSince">When the longest unwatched was last seen; null where all are watched, or one never was.</param>
public sealed record Tally(IReadOnlyDictionary<PlaylistState, int> States, int Protected, DateTimeOffset? UnwatchedSince = null)
{
    public int All => States.Values.Sum();

    /// <summary>How many are as their owner wants them.</summary>
    public int Well => this[PlaylistState.AsWanted] + this[PlaylistState.Watching];

    public int this[PlaylistState state] => States.GetValueOrDefault(state);

    public static Tally Of(IEnumerable<PlaylistRow> rows) => Of(rows.Select(row => (row.State, row.Mode, row.SeenAt)));

    public static Tally Of(IEnumerable<(PlaylistState State, Mode Mode, DateTimeOffset? SeenAt)> playlists)
    {
        var all = playlists.ToArray();
        return new(
            all.CountBy(each => each.State).ToDictionary(),
            all.Count(each => each.Mode != Mode.Off),
            all.Where(each => each.State == PlaylistState.NotWatched).Min(each => each.SeenAt)
        );
    }
}

/// <summary>One page of a list that is too long for one.</summary>
/// <param name="From">The first row's number, from 1.</param>
/// <param name="Matching">How many rows all pages have.</param>
/// <param name="Previous">The page before it; null for the first.</param>
/// <param name="Next">The page after it; null for the last.</param>
public sealed record OverviewPart(int From, int Matching, OverviewQuery? Previous, OverviewQuery? Next);

/// <param name="Playlists">Owned ones.</param>
/// <param name="Remedy">What is wrong and what helps; null for a healthy account.</param>
public sealed record AccountTab(Guid Id, string Name, int Playlists, Remedy? Remedy = null);

/// <param name="Title">As its owner knows it: the wanted title, or what Spotify shows when there is none.</param>
/// <param name="Cover">Its picture in the same sense; null for a playlist without one.</param>
/// <param name="Status">What may be said of it.</param>
/// <param name="Last">What the latest look that found any drift found, and what lasts: "Title and cover removed, noticed 4 minutes ago,
/// back after 12 seconds".</param>
/// <param name="SeenAt">The last look that showed it; null before the first.</param>
/// <param name="Description">In the same sense as the title; it is searched and not shown.</param>
/// <param name="Note">A sentence that says more than the state: why it is on hold, when the next try is.</param>
public sealed record PlaylistRow(
    string Id,
    Guid AccountId,
    string AccountName,
    string Title,
    string? Cover,
    PlaylistStatus Status,
    Mode Mode,
    IReadOnlyList<ToldDrift> Last,
    string? Note = null,
    DateTimeOffset? SeenAt = null,
    string Description = ""
)
{
    public PlaylistState State => Status.State;
}

/// <param name="Looked">The end of the last look; null before the first.</param>
/// <param name="Next">When the next one is due; null while nothing is protected.</param>
/// <param name="Why">A sentence when looks are rarer than asked for.</param>
/// <param name="QuietUntil">Spotify answers nothing before then: the quota is used up.</param>
public sealed record LookTimes(DateTimeOffset? Looked, DateTimeOffset? Next, string? Why = null, DateTimeOffset? QuietUntil = null);

/// <param name="Total">Null until Spotify has said how many there are.</param>
public sealed record ImportProgress(string AccountName, int Done, int? Total);
