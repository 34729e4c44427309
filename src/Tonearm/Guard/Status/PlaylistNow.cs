using Tonearm.Guard.Pictures;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Status;

/// <summary>A playlist as it is known now.</summary>
/// <param name="Guarded">Null for one that has no wanted version.</param>
/// <param name="Findings">What the last look at it told, as of that look.</param>
internal sealed record PlaylistNow(OwnedPlaylist Owned, ProtectedPlaylist? Guarded, Findings? Findings, PlaylistStatus Status)
{
    public static PlaylistNow Of(OwnedPlaylist owned, ProtectedPlaylist? guarded, DateTimeOffset now)
    {
        if (guarded is null)
            return new(owned, null, null, PlaylistStatus.Nothing);
        // What time has made of it since nobody has seen.
        var findings = Findings.Of(guarded, guarded.Observed, guarded.Renditions, guarded.Watch.SeenAt ?? now);
        return new(
            owned,
            guarded,
            findings,
            PlaylistStatus.Of(
                guarded.Policy,
                findings.Comparison,
                findings.Decisions,
                findings.History,
                guarded.Asked,
                guarded.Unwritten,
                guarded.Watch.IsKept(now),
                guarded.DueAt > now + Watch.Grace ? guarded.DueAt : null
            )
        );
    }

    public PlaylistState State => Status.State;

    /// <summary>Until then it may be said; null where nothing is promised, or not any more.</summary>
    public DateTimeOffset? Until => Owned.IsOn && Status.IsWatched ? Guarded?.Watch.Ends : null;

    /// <summary>As its owner knows it.</summary>
    public string Title => Guarded?.Wanted.Title ?? Owned.Title;

    public string Description => Guarded?.Wanted.Description ?? Owned.Description;

    public string? Cover => Guarded?.Wanted.CoverHash is { } hash ? CoverAddress.Of(hash) : Owned.ImageUrl;

    /// <summary>The same picture for a row.</summary>
    public string? Thumb =>
        Guarded?.Wanted.CoverHash is { } hash ? CoverAddress.Small(CoverAddress.Of(hash)) : Owned.ThumbUrl ?? Owned.ImageUrl;

    /// <summary>The guarded fields of which nobody knows how they stand.</summary>
    public Fields Unknown =>
        FieldSets.Each.Where(each => Guarded?.Policy.Guards(each) is true && Findings?.Comparison[each] == FieldComparison.Unknown).ToSet();

    public Fields Drifted => Findings?.Comparison.Drifts.Select(drift => drift.Field).ToSet() ?? Fields.None;

    /// <summary>What there is to say of its fields, what needs its owner first.</summary>
    public IEnumerable<FieldNote> Notes =>
        from decision in Findings?.Decisions ?? []
        let said = Status[decision.Field]
        where said.State is not (PlaylistState.AsWanted or PlaylistState.NotProtected or PlaylistState.NotWatched)
        orderby said.State descending
        select new FieldNote(decision.Field, decision.Sentence(said));
}

/// <summary>What there is to say of one field.</summary>
public sealed record FieldNote(Field Field, string Sentence);
