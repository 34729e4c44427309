using Tonearm.Accounts;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>All that the overview shows. Pages and what they are given are public, because components cannot be anything else.</summary>
/// <param name="Accounts">All linked accounts; the tabs.</param>
/// <param name="Playlists">The owned playlists of the chosen account, or of all; the page filters and sorts them itself.</param>
/// <param name="Import">The listing under way, if one is.</param>
/// <param name="Unreadable">Entries of the lists that could not be read.</param>
/// <param name="Followed">Playlists in the library that belong to somebody else and so cannot be guarded.</param>
/// <param name="Installation">What is wrong with the installation itself; then no account is told to be.</param>
/// <param name="Network">The same of the way to Spotify.</param>
/// <param name="Until">Until then what the page says may be said: the first look that is promised.</param>
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
    DateTimeOffset? Until = null
);

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
