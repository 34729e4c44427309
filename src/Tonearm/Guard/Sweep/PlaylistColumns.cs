using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>A shown as the columns of <c>playlists</c>. What it did not tell stays as it was, and is marked.</summary>
internal sealed record PlaylistColumns(
    string Id,
    int? Position,
    string? OwnerId,
    string? OwnerName,
    bool? Public,
    int? Items,
    string? Title,
    string? Description,
    int? ImageKind,
    string? ImageId,
    string? ImageUrl,
    string? ThumbUrl,
    Fields Unknown
)
{
    private const string Recordset = """
        jsonb_to_recordset(@rows) as row (id text, position integer, owner_id text, owner_name text, public boolean, items integer,
        title text,
          description text, image_kind integer, image_id text, image_url text, thumb_url text, unknown integer)
        """;

    private const string Seen = """
        title = coalesce(row.title, p.title), description = coalesce(row.description, p.description),
        public = coalesce(row.public, p.public),
        items = coalesce(row.items, p.items), image_kind = coalesce(row.image_kind, p.image_kind),
        image_id = coalesce(row.image_id, p.image_id),
        image_url = case when row.image_kind is null then p.image_url else row.image_url end,
        thumb_url = case when row.image_kind is null then p.thumb_url else row.thumb_url end, unknown = row.unknown, seen_at = @now
        """;

    public static PlaylistColumns Of(ObservedPlaylist shown)
    {
        var (observed, isTold) = (shown.Observed, shown.Observed.Image.Kind != Spotify.ImageKind.Unknown);
        return new(
            shown.Id,
            shown.Position,
            shown.OwnerId,
            shown.OwnerName,
            shown.Public,
            shown.Items,
            observed.Title,
            observed.Description,
            isTold ? (int)observed.Image.Kind : null,
            isTold ? observed.Image.Id : null,
            shown.ImageUrl,
            shown.ThumbUrl,
            observed.Unknown
        );
    }

    /// <summary>For playlists already known, from a look that did not read the whole list.</summary>
    public const string Update = $"""
        update playlists p set
          position = coalesce(row.position, p.position),
          listing_state = case when row.position is null then p.listing_state else 'listed' end,
          absent_at = case when row.position is null then p.absent_at end, {Seen}
        from {Recordset} where p.account_id = @account and p.id = row.id
        """;

    /// <summary>
    /// For the pages of a whole list, where known and new ones come together. A new one whose owner is not told waits for a list that
    /// tells, for nobody knows whether it may be guarded.
    /// </summary>
    public const string Upsert = $"""
        with told as (
          update playlists p set
            position = row.position, listing_state = 'listed', absent_at = null, owner_name = coalesce(row.owner_name, p.owner_name),
            owned = case when row.owner_id is null then p.owned else row.owner_id = (select user_id from accounts where id = @account) end,
            {Seen}
          from {Recordset} where p.account_id = @account and p.id = row.id
          returning p.id)
        insert into playlists (account_id, id, position, owned, owner_name, public, items, title, description, image_kind, image_id,
          image_url, thumb_url, unknown, seen_at)
        select @account, row.id, row.position, row.owner_id = (select user_id from accounts where id = @account),
          coalesce(row.owner_name, row.owner_id), row.public,
          coalesce(row.items, 0), coalesce(row.title, ''), coalesce(row.description, ''), coalesce(row.image_kind, 0),
          coalesce(row.image_id, ''), row.image_url,
          row.thumb_url, row.unknown, @now
        from {Recordset} where row.owner_id is not null and row.id not in (select id from told)
        on conflict (account_id, id) do nothing
        """;
}
