using Microsoft.AspNetCore.WebUtilities;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;

namespace Tonearm.Guard.Pages;

/// <summary>What the reader of the overview asks to see, as it stands in the address.</summary>
/// <param name="Account">The chosen tab; all accounts without one.</param>
/// <param name="Search">Words that stand in a title, a description or an account's name.</param>
/// <param name="Found">The playlists that the search finds (<see cref="TextSearch"/>); null where nothing is searched for.</param>
/// <param name="State">A state by its slug (<see cref="PlaylistStates.Slug"/>).</param>
/// <param name="After">The page begins behind this place (<see cref="Place"/>).</param>
/// <param name="Before">The page ends before this place.</param>
public sealed record OverviewQuery(
    Guid? Account = null,
    string? Search = null,
    string? State = null,
    OverviewSort Sort = OverviewSort.Urgent,
    IReadOnlySet<string>? Found = null,
    string? After = null,
    string? Before = null
)
{
    /// <summary>The beginning of the same list.</summary>
    public OverviewQuery Start => this with { After = null, Before = null };

    public static OverviewQuery Of(
        Guid? account,
        string? search,
        string? state,
        string? sort,
        string? after = null,
        string? before = null
    ) =>
        new(
            account,
            search,
            state,
            Enum.TryParse<OverviewSort>(sort, ignoreCase: true, out var chosen) ? chosen : OverviewSort.Urgent,
            After: after,
            Before: before
        );

    /// <summary>What an address shows (<see cref="Address"/>).</summary>
    public static OverviewQuery Read(string address)
    {
        var query = QueryHelpers.ParseQuery(address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? address[start..] : "");
        return Of(
            Guid.TryParse(query.GetValueOrDefault("account"), out var account) ? account : null,
            query.GetValueOrDefault("q"),
            query.GetValueOrDefault("state"),
            query.GetValueOrDefault("sort")
        );
    }

    /// <summary>Search and state; where all rows are in the page, <c>OverviewPage.ts</c> does the same while somebody types.</summary>
    public bool Shows(PlaylistRow row) => Shows(row.Id, row.State);

    internal bool Shows(string id, PlaylistState state) =>
        (State is null || state.Slug() == State) && (Found is null || Found.Contains(id));

    public IEnumerable<PlaylistRow> Order(IEnumerable<PlaylistRow> rows) =>
        rows.OrderBy(row => PlaceOf(row.Id, row.Title, row.State, row.Last.Max(drift => (DateTimeOffset?)drift.Seen.SeenAt)));

    /// <param name="changedAt">When a look last found a change.</param>
    internal Place PlaceOf(string id, string title, PlaylistState state, DateTimeOffset? changedAt) =>
        Place.Of(
            Sort switch
            {
                OverviewSort.Title => 0,
                OverviewSort.Recent => -(changedAt?.UtcTicks ?? 0),
                _ => -Urgency(state),
            },
            title,
            id
        );

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
            After is null ? null : $"after={Uri.EscapeDataString(After)}",
            Before is null ? null : $"before={Uri.EscapeDataString(Before)}",
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
