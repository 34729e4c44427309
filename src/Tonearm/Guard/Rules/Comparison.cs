using Tonearm.Spotify;

namespace Tonearm.Guard.Rules;

public enum DriftKind
{
    /// <summary>A text was emptied, or the cover is gone to a mosaic.</summary>
    Blanked,

    /// <summary>Another value stands there.</summary>
    Edited,
}

/// <summary>A field whose observed value is not the wanted one.</summary>
public sealed record Drift(Field Field, DriftKind Kind);

/// <summary>How one field stands against the wanted one.</summary>
internal enum FieldComparison
{
    Same,
    Blanked,
    Edited,

    /// <summary>Spotify did not tell, or shows a picture not seen before: its content has to be fetched before anyone can say.</summary>
    Unknown,
}

/// <summary>The wanted playlist held against the observed one, field by field.</summary>
internal sealed record Comparison(FieldComparison Title, FieldComparison Description, FieldComparison Cover)
{
    public FieldComparison this[Field field] =>
        field switch
        {
            Field.Title => Title,
            Field.Description => Description,
            _ => Cover,
        };

    public IEnumerable<Drift> Drifts => this == AllSame ? [] : Differing;

    private static readonly Comparison AllSame = new(FieldComparison.Same, FieldComparison.Same, FieldComparison.Same);

    private IEnumerable<Drift> Differing =>
        from each in FieldSets.Each
        where this[each] is FieldComparison.Blanked or FieldComparison.Edited
        select new Drift(each, this[each] == FieldComparison.Blanked ? DriftKind.Blanked : DriftKind.Edited);

    public static Comparison Of(Wanted wanted, Observed observed, Renditions renditions, History? history = null) =>
        new(
            Of(Field.Title, wanted[Field.Title], observed, renditions, history?.MayHaveWritten(Field.Title, wanted.Title) is true),
            Of(Field.Description, wanted[Field.Description], observed, renditions),
            Of(Field.Cover, wanted[Field.Cover], observed, renditions)
        );

    /// <summary>How a field stands against a value, given as <see cref="Wanted"/> writes it.</summary>
    /// <param name="isOurs">We have written that value: then it is recognised in whichever way Spotify reads a title.</param>
    public static FieldComparison Of(Field field, string value, Observed observed, Renditions renditions, bool isOurs = false) =>
        field switch
        {
            Field.Title => OfTexts(value, observed.Title, isOurs),
            Field.Description => OfTexts(value, observed.Description),
            _ => OfCovers(value, observed.Image, renditions),
        };

    private static FieldComparison OfTexts(string wanted, string? observed, bool isOurs = false) =>
        observed is null ? FieldComparison.Unknown
        : SpotifyText.Same(wanted, observed) || (isOurs && SpotifyText.SameTitle(wanted, observed)) ? FieldComparison.Same
        : string.IsNullOrWhiteSpace(observed) ? FieldComparison.Blanked
        : FieldComparison.Edited;

    private static FieldComparison OfCovers(string wanted, ImageRef observed, Renditions renditions) =>
        (wanted, observed.Kind) switch
        {
            (_, ImageKind.Unknown) => FieldComparison.Unknown,
            ("", ImageKind.Custom) => FieldComparison.Edited,
            ("", _) => FieldComparison.Same,
            (_, ImageKind.None or ImageKind.Mosaic or ImageKind.Album) => FieldComparison.Blanked,
            _ when !renditions.Knows(observed.Id) => FieldComparison.Unknown,
            _ => renditions.CoverOf(observed.Id) == wanted ? FieldComparison.Same : FieldComparison.Edited,
        };
}
