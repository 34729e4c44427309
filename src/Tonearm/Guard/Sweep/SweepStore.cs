using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Tonearm.Data;
using Tonearm.Guard.Rules;
using Tonearm.Spotify;

namespace Tonearm.Guard.Sweep;

/// <summary>All that a sweep must know of the playlists it looks at.</summary>
internal sealed class SweepStore(NpgsqlDataSource database, IOptions<GuardOptions> options, TimeProvider time)
{
    /// <summary>As much of the restores' history as the rules ask for.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>
    /// What <see cref="Watch.Of"/> asks for, of <c>playlists p</c>, <c>protections g</c> and <c>listings l</c>.
    /// </summary>
    public const string WatchColumns = """
        greatest(g.seen_at, p.seen_at) as seen_at, g.unseen_since,
          case when p.listing_state = 'listed' and g.mode <> 0
            and (g.on_at is null or l.looked_at >= g.on_at) then l.looked_at end as swept_at, l.watched_until as swept_until
        """;

    public async Task<Dictionary<string, ProtectedPlaylist>> Load(
        Guid account,
        IReadOnlyCollection<string> ids,
        CancellationToken cancellation
    )
    {
        var parameters = new
        {
            account,
            ids = ids.ToArray(),
            since = time.GetUtcNow() - Remembered,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        using var results = await connection.QueryMultipleAsync(
            $"""
            select p.id, p.position, p.listing_state, p.absent_at, p.title as observed_title, p.description as observed_description,
              p.image_kind, p.image_id, p.unknown,
              g.mode, g.fields, g.version, g.asked, g.unwritten, g.look_at as due_at,
              {WatchColumns},
              w.title, w.description, w.cover_hash
            from playlists p
              join protections g on g.account_id = p.account_id and g.playlist_id = p.id
              join listings l on l.account_id = p.account_id
              join wanted w on w.account_id = p.account_id and w.playlist_id = p.id and w.version = g.version
            where p.account_id = @account and p.id = any(@ids);

            select playlist_id, id, field, before, written, stored_at, settled_at, outcome, answered_at, asked, confirmed_at, read_back,
              message
            from restores where account_id = @account and playlist_id = any(@ids) and stored_at > @since order by id;

            select playlist_id, image_id, content_hash, cover_hash from renditions where account_id = @account and playlist_id = any(@ids);

            select playlist_id, id, started_at, last_at from incidents
              where account_id = @account and playlist_id = any(@ids) and closed_at is null;

            select d.incident_id, d.field, d.kind, d.shown, d.not_yet_at, d.seen_at, d.ended_at, d.ending
            from drifts d join incidents i on i.id = d.incident_id
            where i.account_id = @account and i.playlist_id = any(@ids) and i.closed_at is null order by d.incident_id, d.number
            """,
            parameters,
            cancellation
        );

        var playlists = (await results.ReadAsync<PlaylistRow>()).AsList();
        var restores = (await results.ReadAsync<RestoreRow>()).ToLookup(row => row.PlaylistId, row => row.Restore, StringComparer.Ordinal);
        var renditions = (await results.ReadAsync<RenditionRow>()).ToLookup(
            row => row.PlaylistId,
            row => row.Rendition,
            StringComparer.Ordinal
        );
        var incidents = (await results.ReadAsync<IncidentRow>()).ToDictionary(row => row.PlaylistId, StringComparer.Ordinal);
        var drifts = (await results.ReadAsync<DriftRow>()).ToLookup(row => row.IncidentId, row => row.Seen);
        return playlists.ToDictionary(
            row => row.Id,
            row =>
                row.Playlist(
                    new([.. restores[row.Id]]),
                    new(renditions[row.Id]),
                    Absence.Every(row.ListingState, options.Value.Interval),
                    incidents.TryGetValue(row.Id, out var open)
                        ? new(open.Id, new(open.StartedAt, open.LastAt, [.. drifts[open.Id]]))
                        : null
                ),
            StringComparer.Ordinal
        );
    }

    /// <summary>Bound to its columns by their names.</summary>
    private sealed record PlaylistRow
    {
        public required string Id { get; init; }
        public int? Position { get; init; }
        public required string ListingState { get; init; }
        public DateTimeOffset? AbsentAt { get; init; }
        public required string ObservedTitle { get; init; }
        public required string ObservedDescription { get; init; }
        public required ImageKind ImageKind { get; init; }
        public required string ImageId { get; init; }
        public required Fields Unknown { get; init; }
        public required Mode Mode { get; init; }
        public required Fields Fields { get; init; }
        public required int Version { get; init; }
        public required Fields Asked { get; init; }
        public required Fields Unwritten { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public DateTimeOffset? SeenAt { get; init; }
        public DateTimeOffset? UnseenSince { get; init; }
        public DateTimeOffset? SweptAt { get; init; }
        public DateTimeOffset? SweptUntil { get; init; }
        public required string Title { get; init; }
        public required string Description { get; init; }
        public string? CoverHash { get; init; }

        public ProtectedPlaylist Playlist(History history, Renditions renditions, TimeSpan every, OpenIncident? incident) =>
            new(
                Id,
                Position,
                ListingState,
                AbsentAt,
                Version,
                new(Title, Description, CoverHash),
                new Observed(ObservedTitle, ObservedDescription, new(ImageKind, ImageId)).Without(Unknown),
                new(Mode, Fields),
                Asked,
                Unwritten,
                DueAt,
                Watch.Of(SweptAt, SweptUntil, SeenAt, UnseenSince, every),
                UnseenSince,
                history,
                renditions,
                incident
            );
    }

    private sealed record RestoreRow(
        string PlaylistId,
        long Id,
        Field Field,
        string Before,
        string Written,
        DateTimeOffset StoredAt,
        DateTimeOffset SettledAt,
        Outcome Outcome,
        DateTimeOffset? AnsweredAt,
        bool Asked,
        DateTimeOffset? ConfirmedAt,
        string? ReadBack,
        string? Message
    )
    {
        public Restore Restore =>
            new(Id, Field, Before, Written, StoredAt, SettledAt, Outcome, AnsweredAt, Asked, ConfirmedAt, ReadBack, Message);
    }

    private sealed record RenditionRow(string PlaylistId, string ImageId, string? ContentHash, string? CoverHash)
    {
        public Rendition Rendition => new(ImageId, ContentHash, CoverHash);
    }

    private sealed record IncidentRow(string PlaylistId, long Id, DateTimeOffset StartedAt, DateTimeOffset LastAt);

    private sealed record DriftRow(
        long IncidentId,
        Field Field,
        DriftKind Kind,
        string Shown,
        DateTimeOffset? NotYetAt,
        DateTimeOffset SeenAt,
        DateTimeOffset? EndedAt,
        Ending? Ending
    )
    {
        public SeenDrift Seen => new(new(Field, Kind), Shown, NotYetAt, SeenAt, EndedAt, Ending);
    }
}
