using Tonearm.Spotify;

namespace Tonearm.Guard;

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
internal enum Standing
{
    Same,
    Blanked,
    Edited,

    /// <summary>A custom cover with an id not seen before: its content has to be fetched before anyone can say.</summary>
    Unknown,
}

/// <summary>The wanted playlist held against the observed one, field by field.</summary>
internal sealed record Comparison(Standing Title, Standing Description, Standing Cover)
{
    public Standing this[Field field] => field switch
    {
        Field.Title => Title,
        Field.Description => Description,
        _ => Cover,
    };

    public IEnumerable<Drift> Drifts =>
        from each in FieldSets.Each
        where this[each] is Standing.Blanked or Standing.Edited
        select new Drift(each, this[each] == Standing.Blanked ? DriftKind.Blanked : DriftKind.Edited);

    public static Comparison Of(Wanted wanted, Observed observed, Renditions renditions) => new(
        Of(Field.Title, wanted[Field.Title], observed, renditions),
        Of(Field.Description, wanted[Field.Description], observed, renditions),
        Of(Field.Cover, wanted[Field.Cover], observed, renditions));

    /// <summary>How a field stands against a value, given as <see cref="Wanted"/> writes it.</summary>
    public static Standing Of(Field field, string value, Observed observed, Renditions renditions) =>
        field == Field.Cover ? OfCovers(value, observed.Image, renditions) : OfTexts(value, observed[field]);

    private static Standing OfTexts(string wanted, string observed) =>
        SpotifyText.Same(wanted, observed) ? Standing.Same
        : string.IsNullOrWhiteSpace(observed) ? Standing.Blanked
        : Standing.Edited;

    private static Standing OfCovers(string wanted, ImageRef observed, Renditions renditions) => (wanted, observed.Kind) switch
    {
        ("", ImageKind.Custom) => Standing.Edited,
        ("", _) => Standing.Same,
        (_, not ImageKind.Custom) => Standing.Blanked,
        _ when !renditions.Knows(observed.Id) => Standing.Unknown,
        _ => renditions.CoverOf(observed.Id) == wanted ? Standing.Same : Standing.Edited,
    };
}
