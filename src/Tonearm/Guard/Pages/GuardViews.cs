using Tonearm.Accounts;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Pictures;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;
using Tonearm.Guard.Sweep;
using Tonearm.Spotify;
using Tonearm.Spotify.Governor;

namespace Tonearm.Guard.Pages;

/// <summary>Gathers what each page shows.</summary>
internal sealed class GuardViews(
    KnownTroubles troubles,
    PlaylistStatusReader statuses,
    PlaylistOutlines outlines,
    ProtectionStore protections,
    ListingStore listings,
    IncidentStore incidents,
    IncidentHistory history,
    CallLedger ledger,
    LookSchedule schedule,
    LookForecast forecast,
    TextSearch search,
    TimeProvider time
)
{
    /// <summary>
    /// Addresses of pictures live less than a day, and new playlists of accounts without protection show themselves to nobody: a list this
    /// old is read anew when somebody looks at it, and costs no call on any other day.
    /// </summary>
    private static readonly TimeSpan OldList = TimeSpan.FromHours(12);

    /// <summary>So many rows are all in the page, and are searched and filtered there without asking the server.</summary>
    private const int AtOnce = 1000;

    /// <summary>A list that is longer comes in pages of this size.</summary>
    private const int PageSize = 100;

    public async Task<OverviewView> Overview(Guid owner, OverviewQuery query, CancellationToken cancellation)
    {
        await listings.RefreshOld(owner, time.GetUtcNow() - OldList, time.GetUtcNow(), cancellation);
        var known = await troubles.Of(owner, cancellation);
        var owned = await Owned(owner, query, cancellation);
        query = query with { Found = await Found(owned, known.Accounts, query, cancellation) };
        var playlists = owned.Where(each => query.Account is null || each.AccountId == query.Account).ToArray();
        var part = playlists.Length <= AtOnce ? null : PartOf(playlists, query);
        if (part is { Items: [], All: > 0 })
            // The last page has gone.
            part = PartOf(playlists, query = query.Start);
        var states = (await listings.States(owner, cancellation))
            .Where(state => query.Account is null || state.Account == query.Account)
            .ToArray();
        // What Guard may not look at is not on its way.
        var imports = (await listings.Imports(owner, cancellation))
            .Where(each => known.Accounts.Any(account => account.Id == each.Account && account.Has(Scopes.Guard)))
            .ToArray();
        var counts = owned.CountBy(playlist => playlist.AccountId).ToDictionary();
        return new(
            [
                .. known.Accounts.Select(account => new AccountTab(
                    account.Id,
                    account.Name,
                    counts.GetValueOrDefault(account.Id),
                    RemedyOf(account, known)
                )),
            ],
            await Rows(owner, part?.Items ?? playlists, cancellation),
            query,
            await Times(states, owned.Any(playlist => playlist.Mode != Mode.Off), cancellation),
            time.GetUtcNow(),
            imports.Length > 0
                ? new(
                    imports.Length == 1 ? imports[0].Name : "your accounts",
                    imports.Sum(each => each.Done),
                    imports.Any(each => each.Total is null) ? null : imports.Sum(each => each.Total)
                )
                : null,
            states.Sum(state => state.Followed),
            states.Sum(state => state.Unreadable),
            known.Installation,
            known.Network,
            owned.Min(playlist => playlist.Until),
            Tally.Of(playlists.Select(each => (each.State, each.Mode, each.SeenAt))),
            part is null
                ? null
                : new(
                    part.Skipped + 1,
                    part.All,
                    part.IsFirst ? null : query.Start with { Before = $"{PlaceOf(query, part.Items[0])}" },
                    part.IsLast ? null : query.Start with { After = $"{PlaceOf(query, part.Items[^1])}" }
                )
        );
    }

    /// <summary>All that the query matches, whichever page they are on.</summary>
    public async Task<string[]> Matching(Guid owner, OverviewQuery query, CancellationToken cancellation)
    {
        var owned = await Owned(owner, query, cancellation);
        query = query with { Found = await Found(owned, (await troubles.Of(owner, cancellation)).Accounts, query, cancellation) };
        return
        [
            .. from playlist in owned
            where (query.Account is null || playlist.AccountId == query.Account) && query.Shows(playlist.Id, playlist.State)
            orderby PlaceOf(query, playlist)
            select playlist.Id,
        ];
    }

    private Task<IReadOnlyList<PlaylistOutline>> Owned(Guid owner, OverviewQuery query, CancellationToken cancellation) =>
        outlines.Of(owner, cancellation, texts: !string.IsNullOrWhiteSpace(query.Search));

    private Task<IReadOnlySet<string>?> Found(
        IEnumerable<PlaylistOutline> playlists,
        IReadOnlyList<Account> accounts,
        OverviewQuery query,
        CancellationToken cancellation
    )
    {
        var names = accounts.ToDictionary(account => account.Id, account => account.Name);
        return search.Find(
            query.Search,
            playlists.Select(each => (each.Id, $"{each.Title}\n{each.Description}\n{names.GetValueOrDefault(each.AccountId)}")),
            cancellation
        );
    }

    private static Part<PlaylistOutline> PartOf(IEnumerable<PlaylistOutline> playlists, OverviewQuery query) =>
        Part<PlaylistOutline>.Of(
            playlists.Where(each => query.Shows(each.Id, each.State)),
            each => PlaceOf(query, each),
            PageSize,
            Place.Read(query.After),
            Place.Read(query.Before)
        );

    private static Place PlaceOf(OverviewQuery query, PlaylistOutline playlist) =>
        query.PlaceOf(playlist.Id, playlist.Title, playlist.State, playlist.ChangedAt);

    private async Task<PlaylistRow[]> Rows(Guid owner, IReadOnlyCollection<PlaylistOutline> shown, CancellationToken cancellation)
    {
        var latest = await incidents.Latest(owner, [.. shown.Select(each => each.Id)], cancellation);
        return [.. (await outlines.Whole(owner, shown, cancellation)).Select(now => Row(now, latest[now.Owned.Id]))];
    }

    /// <param name="draft">What was typed and could not be saved.</param>
    public async Task<PlaylistView?> Playlist(Guid owner, string id, Draft? draft, CancellationToken cancellation)
    {
        if (await statuses.Of(owner, [id], cancellation) is not [var now, ..])
            return null;
        var owned = now.Owned;
        var known = await troubles.Of(owner, cancellation);
        var states = await listings.States(owner, cancellation);
        var versions = await protections.Versions(owned.AccountId, id, cancellation);
        return new(
            id,
            owned.AccountId,
            owned.AccountName,
            now.Status,
            owned.Mode ?? Mode.Off,
            owned.Fields ?? Fields.All,
            versions is [var current, ..] ? WantedOf(current) : null,
            new(owned.Title, owned.Description, owned.ImageUrl, owned.ImageKind == ImageKind.Custom, owned.Items, owned.Public),
            now.Drifted,
            await Times(states.Where(state => state.Account == owned.AccountId), owned.IsOn, cancellation),
            time.GetUtcNow(),
            [.. now.Notes],
            [.. versions.Select(WantedVersion.Of)],
            await history.Page(owner, id, null, cancellation, size: 20),
            draft,
            owned.ListingState switch
            {
                "unlisted" =>
                    "This playlist is no longer in the account's library on Spotify, though it still exists. Guard looks at it once an hour. Add it to the library again and it is looked at as the others are; or stop protecting it here.",
                "gone" =>
                    "Spotify no longer knows this playlist. What you wanted of it stays here, and Guard asks a few times a day whether it is back.",
                _ => null,
            },
            known.Accounts.FirstOrDefault(account => account.Id == owned.AccountId) is { } account ? RemedyOf(account, known) : null,
            owned.IsOn ? null : await forecast.Of(owner, [id], cancellation),
            now.Guarded?.Watch.SeenAt,
            known.Installation,
            known.Network,
            now.Until
        );
    }

    public async Task<IncidentsView?> Incidents(Guid owner, string? playlist, long? before, CancellationToken cancellation)
    {
        PlaylistRow? row = null;
        if (playlist is not null)
        {
            if (await statuses.Of(owner, [playlist], cancellation) is not [var now, ..])
                return null;
            row = Row(now, []);
        }

        var page = await history.Page(owner, playlist, before, cancellation);
        var earlier =
            page.Count < IncidentStore.PageSize
                ? null
                : $"/guard/incidents?before={page[^1].Id}{(playlist is null ? "" : $"&playlist={Uri.EscapeDataString(playlist)}")}";
        return new(page, time.GetUtcNow(), await incidents.LastMonth(owner, playlist, cancellation), row, earlier);
    }

    public static WantedView WantedOf(StoredVersion version) =>
        new(
            version.Version,
            version.Wanted.Title,
            version.Wanted.Description,
            version.Wanted.CoverHash is { } hash ? CoverAddress.Of(hash) : null,
            version.MadeAt
        );

    internal static PlaylistRow Row(PlaylistNow now, IEnumerable<SeenDrift> latest) =>
        new(
            now.Owned.Id,
            now.Owned.AccountId,
            now.Owned.AccountName,
            now.Title,
            now.Thumb,
            now.Status,
            now.Owned.Mode ?? Mode.Off,
            [.. latest.Select(seen => new ToldDrift(seen, seen.EndedAt is null ? now.Status[seen.Drift.Field] : null))],
            now.State is PlaylistState.OnHold or PlaylistState.NotKnown or PlaylistState.NotWritten
            || now.Status.Each.Any(said => said.NotBefore is not null)
                ? now.Notes.FirstOrDefault()?.Sentence
                : null,
            now.Guarded?.Watch.SeenAt,
            now.Description
        );

    private async Task<LookTimes> Times(IEnumerable<ListingTimes> states, bool anyProtected, CancellationToken cancellation)
    {
        var all = states.ToArray();
        var closed = await ledger.Closed(Family.PlaylistList, CallPurpose.Background, cancellation);
        var (looked, next) = (all.Min(state => state.LookedAt), anyProtected ? all.Min(state => state.DueAt) : null);
        if (closed is { By: LimitedBy.Budget })
            return new(looked, next > closed.Until ? next : closed.Until, LookPlanWords.Held);
        return new(looked, next, anyProtected ? LookPlanWords.Why(await schedule.Plan(cancellation)) : null, closed?.Until);
    }

    /// <summary>Who comes to Guard is told, too, what Guard would need.</summary>
    private static Remedy? RemedyOf(Account account, AccountTroubles known) => known.Of(account.Id) ?? Remedies.Of(account, Scopes.Guard);
}
