namespace Tonearm.Guard.Sweep;

/// <summary>A sighting as the columns of <c>playlists</c>.</summary>
internal sealed record PlaylistColumns(
    string Id, int? Position, string OwnerId, string OwnerName, bool? Public, int Items, string Title, string Description, int ImageKind, string ImageId, string? ImageUrl)
{
    private const string Recordset = """
        jsonb_to_recordset(@rows) as row (id text, position integer, owner_id text, owner_name text, public boolean, items integer, title text,
          description text, image_kind integer, image_id text, image_url text)
        """;

    public static PlaylistColumns Of(Sighting sighting) => new(
        sighting.Id, sighting.Position, sighting.OwnerId, sighting.OwnerName, sighting.Public, sighting.Items, sighting.Observed.Title,
        sighting.Observed.Description, (int)sighting.Observed.Image.Kind, sighting.Observed.Image.Id, sighting.ImageUrl);

    /// <summary>For playlists already known, from a look that did not read the whole list.</summary>
    public const string Update = $"""
        update playlists p set
          position = coalesce(row.position, p.position), standing = case when row.position is null then p.standing else 'listed' end, public = row.public, items = row.items, title = row.title,
          description = row.description, image_kind = row.image_kind, image_id = row.image_id, image_url = row.image_url,
          changed_at = case when (p.title, p.description, p.image_id) is distinct from (row.title, row.description, row.image_id) then @now else p.changed_at end
        from {Recordset} where p.account_id = @account and p.id = row.id
        """;

    /// <summary>For the pages of a whole list, where known and new ones come together.</summary>
    public const string Upsert = $"""
        insert into playlists (account_id, id, position, owned, owner_name, public, items, title, description, image_kind, image_id, image_url, changed_at)
        select @account, row.id, row.position, row.owner_id = (select user_id from accounts where id = @account), row.owner_name, row.public, row.items,
          row.title, row.description, row.image_kind, row.image_id, row.image_url, @now
        from {Recordset}
        on conflict (account_id, id) do update set
          position = excluded.position, standing = 'listed', owned = excluded.owned, owner_name = excluded.owner_name, public = excluded.public,
          items = excluded.items, title = excluded.title, description = excluded.description, image_kind = excluded.image_kind,
          image_id = excluded.image_id, image_url = excluded.image_url,
          changed_at = case when (playlists.title, playlists.description, playlists.image_id)
            is distinct from (excluded.title, excluded.description, excluded.image_id) then @now else playlists.changed_at end
        """;
}
