using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;
using Tonearm.Spotify;

namespace Tonearm.Guard.Status;

/// <summary>
/// All of an owner's playlists, each as far as it takes to count, order and find it. Most playlists of most days show in every field what
/// is wanted, letter by letter, and then only time can make a difference: which ones do is noted with the row (<c>right_version</c>), and
/// nothing more of them is loaded. What may be otherwise is derived as it is everywhere (<see cref="PlaylistStatusReader"/>).
/// </summary>
internal sealed class PlaylistOutlines(
    NpgsqlDataSource database,
    PlaylistStatusReader statuses,
    IOptions<GuardOptions> options,
    TimeProvider time
)
{
    // Each table is asked by its own account, so that none is read for others. The columns are read by their places, see Row.
    private const string All = $"""
        select p.id, p.account_id, p.position, p.title, case when @texts then p.description end,
          coalesce(g.mode, 0), p.listing_state, {SweepStore.WatchColumns},
          g.version is null or coalesce(p.right_version = g.version, false), p.changed_at
        from (select * from playlists where account_id = any(@accounts)) p
          left join listings l on l.account_id = p.account_id
          left join (select * from protections where account_id = any(@accounts)) g
            on g.account_id = p.account_id and g.playlist_id = p.id
        where p.owned
        """;

    /// <summary>
    /// Notes which of these show what is wanted. What differs in blanks alone, or is known from the history, is not sure; then the rules
    /// say so each time. A row that somebody is about to change is left to the next reader.
    /// </summary>
    private static readonly string Note = $"""
        update playlists p set right_version = same.version
        from (
          select p.account_id, p.id, w.version
          from playlists p
            join protections g on g.account_id = p.account_id and g.playlist_id = p.id
            join wanted w on w.account_id = g.account_id and w.playlist_id = g.playlist_id and w.version = g.version
            left join renditions r on r.account_id = p.account_id and r.playlist_id = p.id and r.image_id = p.image_id
          where p.account_id = any(@accounts) and p.id = any(@unsure) and p.unknown = 0
            and p.title = w.title and p.description = w.description
            and (w.cover_hash is null and p.image_kind not in ({(int)ImageKind.Custom}, {(int)ImageKind.Unknown})
              or w.cover_hash = r.cover_hash and p.image_kind in ({(int)ImageKind.Custom}, {(int)ImageKind.Other}))
          for update of p skip locked) same
        where p.account_id = same.account_id and p.id = same.id
        returning p.id
        """;

    /// <param name="texts">With descriptions, for a search.</param>
    public async Task<IReadOnlyList<PlaylistOutline>> Of(Guid owner, CancellationToken cancellation, bool texts = false)
    {
        var rows = await Rows(owner, texts, cancellation);
        var derived = await Derived(owner, [.. rows.Where(row => !row.IsCalm).Select(row => row.Id)], cancellation);
        var now = time.GetUtcNow();
        // One that has gone since is not among them.
        return
        [
            .. from row in rows
            let outline = row.IsCalm ? Calm(row, now)
            : derived.TryGetValue(row.Id, out var known) ? PlaylistOutline.Of(known)
            : null
            where outline is not null
            select outline with
            {
                ChangedAt = row.ChangedAt,
            },
        ];
    }

    /// <summary>All there is to say of some of them, in their order; one that has gone since is not among them.</summary>
    public async Task<IReadOnlyList<PlaylistNow>> Whole(
        Guid owner,
        IReadOnlyCollection<PlaylistOutline> some,
        CancellationToken cancellation
    )
    {
        var rest = await Derived(owner, [.. some.Where(each => each.Now is null).Select(each => each.Id)], cancellation);
        return [.. some.Select(each => each.Now ?? rest.GetValueOrDefault(each.Id)).OfType<PlaylistNow>()];
    }

    private async Task<Dictionary<string, PlaylistNow>> Derived(Guid owner, string[] ids, CancellationToken cancellation) =>
        ids.Length == 0 ? [] : (await statuses.Of(owner, ids, cancellation)).ToDictionary(now => now.Owned.Id, StringComparer.Ordinal);

    private PlaylistOutline Calm(Row row, DateTimeOffset now)
    {
        var watch = Watch.Of(
            row.SweptAt,
            row.SweptUntil,
            row.SeenAt,
            row.UnseenSince,
            Absence.Every(row.ListingState, options.Value.Interval)
        );
        var (isOn, isKept) = (row.Mode != Mode.Off, watch.IsKept(now));
        return new(
            row.Id,
            row.AccountId,
            row.Position,
            row.Title,
            PlaylistStatus.Calm(row.Mode, isKept).State,
            row.Mode,
            watch.SeenAt,
            isOn && isKept ? watch.Ends : null,
            row.Description
        );
    }

    private async Task<List<Row>> Rows(Guid owner, bool texts, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var accounts = (
            await connection.QueryAsync<Guid>("select id from accounts where owner_id = @owner", new { owner }, cancellation)
        ).ToArray();
        var rows = new List<Row>();
        // Tens of thousands: read one by one, without a mapper that boxes every value.
        await using (var reader = await connection.ExecuteReaderAsync(new(All, new { accounts, texts }, cancellationToken: cancellation)))
            while (await reader.ReadAsync(cancellation))
                rows.Add(Row.Read(reader));
        string[] unsure = [.. rows.Where(row => !row.IsCalm).Select(row => row.Id)];
        if (unsure.Length > 0)
        {
            var right = (await connection.QueryAsync<string>(Note, new { accounts, unsure }, cancellation)).ToHashSet(
                StringComparer.Ordinal
            );
            foreach (var row in rows.Where(row => right.Contains(row.Id)))
                row.IsCalm = true;
        }

        return rows;
    }

    /// <summary>What <see cref="All"/> selects.</summary>
    private sealed record Row(
        string Id,
        Guid AccountId,
        int? Position,
        string Title,
        string? Description,
        Mode Mode,
        string ListingState,
        DateTimeOffset? SeenAt,
        DateTimeOffset? UnseenSince,
        DateTimeOffset? SweptAt,
        DateTimeOffset? SweptUntil,
        DateTimeOffset? ChangedAt
    )
    {
        public required bool IsCalm { get; set; }

        public static Row Read(DbDataReader row) =>
            new(
                row.GetString(0),
                row.GetGuid(1),
                row.IsDBNull(2) ? null : row.GetInt32(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                (Mode)row.GetInt32(5),
                row.GetString(6),
                Time(row, 7),
                Time(row, 8),
                Time(row, 9),
                Time(row, 10),
                Time(row, 12)
            )
            {
                IsCalm = row.GetBoolean(11),
            };

        private static DateTimeOffset? Time(DbDataReader row, int column) =>
            row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }
}

/// <summary>As much of a playlist as it takes to count, order and find it.</summary>
/// <param name="Title">As its owner knows it.</param>
/// <param name="SeenAt">The last look that showed it; null before the first.</param>
/// <param name="Until">Until then its state may be said (<see cref="PlaylistNow.Until"/>).</param>
/// <param name="Description">In the same sense as the title; null where nobody has asked for it.</param>
/// <param name="ChangedAt">When a look last found a change.</param>
/// <param name="Now">All of it, where it had to be derived.</param>
internal sealed record PlaylistOutline(
    string Id,
    Guid AccountId,
    int? Position,
    string Title,
    PlaylistState State,
    Mode Mode,
    DateTimeOffset? SeenAt,
    DateTimeOffset? Until,
    string? Description = null,
    DateTimeOffset? ChangedAt = null,
    PlaylistNow? Now = null
)
{
    public static PlaylistOutline Of(PlaylistNow now) =>
        new(
            now.Owned.Id,
            now.Owned.AccountId,
            now.Owned.Position,
            now.Title,
            now.State,
            now.Owned.Mode ?? Mode.Off,
            now.Guarded?.Watch.SeenAt,
            now.Until,
            now.Description,
            Now: now
        );
}
