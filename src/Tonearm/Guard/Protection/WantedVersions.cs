using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Protection;

/// <summary>
/// Makes new wanted versions: typed, kept from Spotify, or rolled back. A version rests on the one its author has read. Where Guard
/// restores, what has changed is written at once.
/// </summary>
internal sealed class WantedVersions(ProtectionStore store, Protecting protecting)
{
    public async Task<Saved> Edit(
        Guid owner,
        OwnedPlaylist playlist,
        int? readVersion,
        string? title,
        string? description,
        byte[]? jpeg,
        CancellationToken cancellation
    )
    {
        // Nothing is stored unless all of it can be.
        if (
            Problems(title, description, jpeg, playlist, playlist.Version is null ? null : await Current(playlist, cancellation)) is
            { } problems
        )
            return problems;
        if (playlist.Version is null)
        {
            var (begun, problem) = await protecting.Begin(owner, playlist, cancellation);
            if (begun is null)
                return problem is null ? Saved.Nothing : new(null, Cover: problem);
            playlist = begun;
        }

        var current = await Current(playlist, cancellation);
        var cover = jpeg is null ? null : Picture.Of(jpeg);
        var wanted = new Wanted(
            title?.Trim() ?? current.Title,
            description?.Trim() ?? current.Description,
            cover?.Hash ?? current.CoverHash
        );
        return await Save(playlist, readVersion, current, wanted, cover, WantedOrigin.Edited, cancellation);
    }

    /// <summary>"That was me, keep it": what Spotify shows is wanted from now on, in these fields.</summary>
    public async Task<Saved> Keep(OwnedPlaylist playlist, int? readVersion, Fields fields, CancellationToken cancellation)
    {
        if (playlist.Version is null)
            return Saved.Nothing;
        var current = await Current(playlist, cancellation);
        var shown = playlist.Observed;
        if ((shown.Unknown & fields) != Fields.None)
            return new(null, Title: "Spotify does not say just now what it shows. Try again after the next look.");
        if (fields.Has(Field.Title) && string.IsNullOrWhiteSpace(shown.Title))
            return new(null, Title: "Spotify shows no title, and a playlist needs one. Restore yours, or type another.");
        Picture? cover = null;
        if (fields.Has(Field.Cover))
        {
            (cover, var problem) = await protecting.CoverOf(playlist, ownCover: true, cancellation);
            if (problem is not null)
                return new(null, Cover: problem);
        }

        var wanted = new Wanted(
            fields.Has(Field.Title) ? shown.Title! : current.Title,
            fields.Has(Field.Description) ? shown.Description! : current.Description,
            fields.Has(Field.Cover) ? cover?.Hash : current.CoverHash
        );
        var saved = await Save(playlist, readVersion, current, wanted, cover, WantedOrigin.Kept, cancellation);
        if (saved.Version is not null)
        {
            if (cover is not null)
                await store.Recognise(playlist, cover.Hash, cancellation);
            await store.EndDrifts(playlist, fields, cancellation);
        }

        return saved;
    }

    /// <summary>What stood on Spotify once is wanted from now on, whoever wrote it there.</summary>
    public async Task<Saved> Want(Guid owner, OwnedPlaylist playlist, int? readVersion, ShownValue shown, CancellationToken cancellation)
    {
        if (playlist.Version is null || (shown.Field == Field.Cover && shown.Jpeg is null))
            return Saved.Nothing;
        var saved = await Edit(
            owner,
            playlist,
            readVersion,
            shown.Field == Field.Title ? shown.Text : null,
            shown.Field == Field.Description ? shown.Text : null,
            shown.Field == Field.Cover ? shown.Jpeg : null,
            cancellation
        );
        if (saved.Version is not null && shown.Lasts)
            await store.EndDrifts(playlist, new[] { shown.Field }.ToSet(), cancellation);
        return saved;
    }

    public async Task<Saved> RollBack(OwnedPlaylist playlist, int? readVersion, int to, CancellationToken cancellation)
    {
        var versions = await store.Versions(playlist.AccountId, playlist.Id, cancellation);
        if (versions.FirstOrDefault(each => each.Version == to) is not { } earlier)
            return Saved.Nothing;
        return await Save(playlist, readVersion, versions[0].Wanted, earlier.Wanted, null, WantedOrigin.RolledBack, cancellation);
    }

    private async Task<Saved> Save(
        OwnedPlaylist playlist,
        int? readVersion,
        Wanted current,
        Wanted wanted,
        Picture? cover,
        WantedOrigin origin,
        CancellationToken cancellation
    )
    {
        if (wanted == current && (readVersion ?? playlist.Version) == playlist.Version)
            return new(playlist.Version, IsSame: true);
        var changed = FieldSets.Each.Where(field => wanted[field] != current[field]).ToSet();
        // A kept version stands on Spotify already.
        var write = playlist.Mode == Mode.Restore && origin != WantedOrigin.Kept ? changed & (playlist.Fields ?? Fields.All) : Fields.None;
        var version = await store.Save(
            playlist,
            readVersion ?? playlist.Version!.Value,
            wanted,
            cover,
            origin,
            changed,
            write,
            cancellation
        );
        return version is null ? Saved.Conflict : new(version);
    }

    private async Task<Wanted> Current(OwnedPlaylist playlist, CancellationToken cancellation) =>
        (await store.Versions(playlist.AccountId, playlist.Id, cancellation))[0].Wanted;

    private static Saved? Problems(string? title, string? description, byte[]? jpeg, OwnedPlaylist playlist, Wanted? current)
    {
        var saved = new Saved(
            null,
            title is null || title == current?.Title ? null : Limits.Title(title),
            description is null || description == current?.Description ? null : Limits.Description(description, playlist.Description),
            jpeg is null ? null : Limits.Cover(jpeg)
        );
        return saved is { Title: null, Description: null, Cover: null } ? null : saved;
    }
}

/// <summary>What came of saving: the new version, or what is wrong with each field in a sentence.</summary>
/// <param name="IsSame">It is how it was wanted already, so nothing was saved.</param>
/// <param name="IsConflict">Somebody else has saved a version since this one's author read theirs.</param>
internal sealed record Saved(
    int? Version,
    string? Title = null,
    string? Description = null,
    string? Cover = null,
    bool IsConflict = false,
    bool IsSame = false
)
{
    public static readonly Saved Conflict = new(null, IsConflict: true);

    /// <summary>There is no such version, or no wanted version at all.</summary>
    public static readonly Saved Nothing = new((int?)null);

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, string[]> Problems =>
        new[] { ("title", Title), ("description", Description), ("cover", Cover) }
            .Where(each => each.Item2 is not null)
            .ToDictionary(each => each.Item1, each => new[] { each.Item2! }, StringComparer.Ordinal);

    public const string ConflictWords =
        "Somebody saved another version of this playlist while you were typing. Yours is still here: compare, and save again if it should win.";
}

/// <summary>What stood on Spotify once instead of what was wanted.</summary>
/// <param name="Text">The text, or the id of a picture.</param>
/// <param name="Jpeg">The picture, where one was kept.</param>
/// <param name="Lasts">It still stood there at the last look.</param>
internal sealed record ShownValue(Field Field, string Text, byte[]? Jpeg, bool Lasts);
