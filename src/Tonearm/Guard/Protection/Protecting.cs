using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Sweep;
using Tonearm.Spotify;

namespace Tonearm.Guard.Protection;

/// <summary>
/// Switches protections. The first one takes what Spotify shows now as version 1, cover bytes included; a playlist that has already lost
/// something is refused with the cure, because Guard would keep the loss.
/// </summary>
internal sealed class Protecting(ProtectionStore store, LibraryReader library, Covers covers, SweepGate gate)
{
    /// <summary>The playlists as Spotify shows them at this moment, with as few calls as a sweep makes.</summary>
    public async Task<IReadOnlyList<OwnedPlaylist>> Fresh(Guid owner, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        await Fresh(await store.Owned(owner, ids, cancellation), cancellation);

    private async Task<IReadOnlyList<OwnedPlaylist>> Fresh(IReadOnlyList<OwnedPlaylist> known, CancellationToken cancellation)
    {
        var fresh = new List<OwnedPlaylist>();
        foreach (var account in known.GroupBy(playlist => playlist.AccountId))
        {
            var shown = await Shown(account.Key, [.. account], cancellation);
            await store.Refresh(account.Key, shown.Values, cancellation);
            fresh.AddRange(
                account.Select(playlist =>
                    shown.TryGetValue(playlist.Id, out var now) ? playlist.As(now) : playlist with { IsOutOfSight = true }
                )
            );
        }

        return fresh;
    }

    private async Task<Dictionary<string, ObservedPlaylist>> Shown(Guid account, OwnedPlaylist[] playlists, CancellationToken cancellation)
    {
        var ids = playlists.Select(playlist => playlist.Id).ToHashSet(StringComparer.Ordinal);
        var positions = playlists.Select(playlist => playlist.Position).OfType<int>().ToArray();
        var reading = await library.Read(
            Caller.Person(account),
            WindowPlan.Cover(positions, positions.DefaultIfEmpty().Max() + 1),
            null,
            cancellation
        );
        var shown = reading
            .Pages.SelectMany(page => page.Playlists)
            .Where(each => ids.Contains(each.Id))
            .DistinctBy(each => each.Id)
            .ToDictionary(each => each.Id);
        if (reading.Failure is not null)
            return shown;

        // Those that are not where they stood are asked by themselves.
        var singles = await Task.WhenAll(
            ids.Where(id => !shown.ContainsKey(id)).Select(id => library.Get(Caller.Person(account), id, cancellation))
        );
        foreach (var single in singles)
            if (single.IsOk && ids.Contains(single.Value.Id))
                shown[single.Value.Id] = ObservedPlaylist.Of(single.Value, position: null);
        return shown;
    }

    /// <summary>Why a playlist cannot be protected as it is, in these fields, with the cure; null when it can.</summary>
    public static string? Refusal(OwnedPlaylist playlist, Fields fields) =>
        playlist switch
        {
            { IsOutOfSight: true } => "Spotify does not show it just now, and Guard protects only what it has seen. Try again in a minute.",
            { ListingState: "gone" } => "Spotify no longer knows this playlist.",
            { Unknown: var unknown } when (unknown & fields) != Fields.None =>
                $"Spotify does not say just now what its {FieldSets.Each.First(field => (unknown & fields).Has(field)).Name().ToLowerInvariant()} is. Try again in a minute, or protect the others alone.",
            { Title: var title } when fields.Has(Field.Title) && string.IsNullOrWhiteSpace(title) =>
                "Its title is empty on Spotify, and Guard would keep it so. Give it a title in Spotify, or set the wanted title first; then protect it.",
            { ImageKind: ImageKind.None, Items: > 0 } when fields.Has(Field.Cover) =>
                "It shows no cover on Spotify, and Guard would keep it so. Give it a cover in Spotify, or set the wanted cover first; then protect it.",
            _ => null,
        };

    /// <summary>Sets the policy of one playlist, with a look at Spotify first where what it shows becomes wanted.</summary>
    /// <returns>Why not, or null.</returns>
    /// <param name="ownCover">Whether the owner chose a picture of a form that is not known; null when they were not asked.</param>
    public async Task<string?> LookAndSet(OwnedPlaylist playlist, Policy policy, bool? ownCover, CancellationToken cancellation)
    {
        if (
            policy.Mode != Mode.Off
            && (!playlist.IsOn || !playlist.IsWantedCurrent || (policy.Fields & ~(playlist.Fields ?? Fields.All)) != Fields.None)
        )
            playlist = (await Fresh([playlist], cancellation))[0];
        return await Set(playlist, policy, null, playlist.Shown, ownCover, cancellation);
    }

    /// <summary>
    /// Sets the policy of one playlist that its owner has been shown
    /// (<see cref="Fresh(Guid, IReadOnlyCollection{string}, CancellationToken)"/>).
    /// </summary>
    /// <param name="takeShown">Whether what Spotify shows becomes wanted; null lets the history decide
    /// (<see cref="OwnedPlaylist.IsWantedCurrent"/>).</param>
    /// <param name="shown">What they were shown (<see cref="OwnedPlaylist.Shown"/>): nothing else is taken, whatever has become of it
    /// meanwhile.</param>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> Set(
        OwnedPlaylist playlist,
        Policy policy,
        bool? takeShown,
        string shown,
        bool? ownCover,
        CancellationToken cancellation
    )
    {
        if (policy.Mode == Mode.Off)
        {
            if (playlist.Version is not null)
                await store.Set(playlist, policy, cancellation);
            return null;
        }

        if (playlist.Version is not null && !(takeShown ?? !playlist.IsWantedCurrent))
        {
            if (await TakeCoverLate(playlist, policy, ownCover, cancellation) is { } late)
                return late;
            await store.Set(playlist, policy, cancellation);
            return null;
        }

        if (Refusal(playlist, policy.Fields) is { } refusal)
            return refusal;
        if (shown != playlist.Shown)
            return "It has changed on Spotify since it was shown to you. Look at it again, then protect it.";
        var (cover, problem) = await CoverOf(playlist, ownCover, cancellation);
        // A field that was not asked for is in nobody's way: it is taken when it is.
        if (problem is not null && policy.Fields.Has(Field.Cover))
            return problem;
        await store.Take(playlist, cover, policy, cancellation);
        return null;
    }

    /// <summary>A cover that was left out when the playlist was first protected becomes wanted when it is asked for.</summary>
    private async Task<string?> TakeCoverLate(OwnedPlaylist playlist, Policy policy, bool? ownCover, CancellationToken cancellation)
    {
        if (
            !policy.Fields.Has(Field.Cover)
            || playlist.Fields?.Has(Field.Cover) is not false
            || !new ImageRef(playlist.ImageKind, "").MayBeChosen
        )
            return null;
        var current = (await store.Versions(playlist.AccountId, playlist.Id, cancellation))[0];
        if (current.Wanted.CoverHash is not null)
            return null;
        var (cover, problem) = await CoverOf(playlist, ownCover, cancellation);
        if (problem is not null || cover is null)
            return problem;
        await store.Save(
            playlist,
            current.Version,
            current.Wanted with
            {
                CoverHash = cover.Hash,
            },
            cover,
            WantedOrigin.Kept,
            Fields.Cover,
            Fields.None,
            cancellation
        );
        await store.Recognise(playlist, cover.Hash, cancellation);
        return null;
    }

    /// <summary>What Spotify shows as the first wanted version, without any protection: something to edit.</summary>
    public async Task<(OwnedPlaylist? Begun, string? Problem)> Begin(Guid owner, OwnedPlaylist playlist, CancellationToken cancellation)
    {
        playlist = (await Fresh([playlist], cancellation))[0];
        if (playlist.IsOutOfSight)
            return (null, Refusal(playlist, Fields.All));
        // A cover that cannot be had is left out: its owner is about to give another, or asks for none.
        var (cover, _) = await CoverOf(playlist, ownCover: false, cancellation);
        await store.Take(playlist, cover, new(Mode.Off), cancellation);
        return (await store.Owned(owner, [playlist.Id], cancellation) is [var begun, ..] ? begun : null, null);
    }

    /// <summary>The bytes of the cover somebody chose; null for a picture that Spotify makes by itself.</summary>
    /// <param name="ownCover">Whether the owner chose a picture of a form that is not known: it is asked, and never assumed.</param>
    public async Task<(Picture? Cover, string? Problem)> CoverOf(OwnedPlaylist playlist, bool? ownCover, CancellationToken cancellation)
    {
        if (
            !new ImageRef(playlist.ImageKind, "").MayBeChosen
            || playlist.ImageUrl is null
            || (playlist.ImageKind == ImageKind.Other && ownCover is false)
        )
            return (null, null);
        if (playlist.ImageKind == ImageKind.Other && ownCover is null)
            return (
                null,
                "Guard does not know the kind of picture that Spotify shows, and cannot say whether you chose it. Protect it from the list of playlists and say so there (in the API: ownCover)."
            );
        using var pass = await gate.WaitAsync(cancellation);
        var answer = await covers.Fetch(playlist.ImageUrl, cancellation);
        if (!answer.IsOk)
            return (
                null,
                "Its cover could not be fetched from Spotify just now, and without it Guard could not put it back. Try again in a minute."
            );
        return Limits.Cover(answer.Value) is { } problem
            ? (null, $"Its cover on Spotify cannot be written back as it is. {problem}")
            : (Picture.Of(answer.Value), null);
    }
}
