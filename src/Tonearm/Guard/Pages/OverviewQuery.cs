using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Pages;

/// <summary>What the reader of the overview asks to see, as it stands in the address.</summary>
/// <param name="Account">The chosen tab; all accounts without one.</param>
/// <param name="Search">Words that stand in a title, a description or an account's name.</param>
/// <param name="Found">The playlists that the search finds (<see cref="TextSearch"/>); null where nothing is searched for.</param>
/// <param name="State">A state by its slug (<see cref="PlaylistStates.Slug"/>).</param>
public sealed record OverviewQuery(
    Guid? Account = null,
    string? Search = null,
    string? State = null,
    OverviewSort Sort = OverviewSort.Urgent,
    IReadOnlySet<string>? Found = null
)
{
    /// <summary>Search and state; <c>OverviewPage.ts</c> does the same while somebody types.</summary>
    public bool Shows(PlaylistRow row) => (State is null || row.State.Slug() == State) && (Found is null || Found.Contains(row.Id));

    public IEnumerable<PlaylistRow> Order(IEnumerable<PlaylistRow> rows) =>
        Sort switch
        {
            OverviewSort.Title => rows.OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase),
            OverviewSort.Recent => rows.OrderByDescending(row => row.Last.Max(drift => (DateTimeOffset?)drift.Seen.SeenAt))
                .ThenBy(row => row.Title, StringComparer.OrdinalIgnoreCase),
            _ => rows.OrderByDescending(row => Urgency(row.State)).ThenBy(row => row.Title, StringComparer.OrdinalIgnoreCase),
        };

    private static int Urgency(PlaylistState state) =>
        state switch
        {
            PlaylistState.OnHold => 5,
            PlaylistState.NotWatched => 4,
            PlaylistState.Changed or PlaylistState.NotKnown or PlaylistState.NotWritten => 3,
            PlaylistState.PuttingBack or PlaylistState.Confirming => 2,
            PlaylistState.NotProtected => 0,
            _ => 1,
        };

    /// <summary>The address that shows this.</summary>
    public string Address(string path = "/guard")
    {
        var parts = new[]
        {
            Account is { } account ? $"account={account}" : null,
            string.IsNullOrWhiteSpace(Search) ? null : $"q={Uri.EscapeDataString(Search)}",
            State is null ? null : $"state={State}",
            Sort == OverviewSort.Urgent ? null : $"sort={Sort.ToString().ToLowerInvariant()}",
        };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}

public enum OverviewSort
{
    /// <summary>What needs the owner first.</summary>
    Urgent,
    Title,

    /// <summary>The latest change first.</summary>
    Recent,
}
